"""The learner's suite is everything in the folder: test files of any name, helpers and a conftest.py."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import FILE, Command, WarmSession
from tests.doubles import SOLUTION
from workshop.cli import learner
from workshop.course.suite_notes import IN_FILE
from workshop.errors import MachineError
from workshop.judging.session import SuiteFiles
from workshop.judging.verdict import Verdict

SUITE = {
    "conftest.py": """import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "exercises" / "13-doubles"))


@pytest.fixture
def three():
    return 3
""",
    "test_above.py": """from helper import twice

from doubles import double


def test_above(three):
    assert double(three) == twice(three)
""",
    "more/test_below.py": """from doubles import double


def test_below(three):
    assert double(-three) == -6
""",
    "helper.py": "def twice(number):\n    return number + number\n",
}


@pytest.fixture
def folder(course: Path) -> Path:
    """Return the folder of a suite of several files, as a learner may write it."""
    for name, text in SUITE.items():
        (course / FILE.parent / name).parent.mkdir(parents=True, exist_ok=True)
        (course / FILE.parent / name).write_text(text, encoding="utf-8")
    return course / FILE.parent


@pytest.mark.usefixtures("folder")
def test_all_files_are_judged_together(run: Command) -> None:
    """No start file appears beside them."""
    result = run("check", "13")

    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"13-doubles: Doubles\n{FILE.parent}\n\n5 of 5 mutants killed")


def test_plain_pytest_runs_them_too(folder: Path) -> None:
    """Each test passes, so it can be debugged."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}

    end = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"{folder}"],
        cwd=folder.parents[1],
        env=environment | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        check=False,
        capture_output=True,
        text=True,
    )

    assert "2 passed" in end.stdout


def test_tests_may_have_another_name(run: Command, course: Path) -> None:
    """Every command knows them, and none writes a new start."""
    run("check", "13")
    mine = (course / FILE).rename(course / FILE.parent / "test_mine.py")
    mine.write_text(SOLUTION.replace("-3", "3").replace("-6", "6"), encoding="utf-8")

    changed, checked, listed, hint = (run(*words) for words in (["list"], ["check", "13"], ["list"], ["hint", "13"]))

    assert "changed since the last check" in changed.out
    assert checked.err == ""
    assert f"{FILE.parent / 'test_mine.py'}\n\n4 of 5 mutants killed" in checked.out
    assert "4 of 5 killed" in listed.out
    assert hint.out.startswith("Mutant 3, hint 1 of 3:")
    assert not (course / FILE).exists()

    reset = run("reset", "13")

    assert reset.out == f"{FILE} is back to its start.\nYour own is kept as {FILE.parent / 'test_mine.py'}.kept-1.\n"
    assert (course / FILE).exists()


def test_a_file_that_pytest_does_not_collect_is_named(run: Command, course: Path) -> None:
    """Its tests would be missed in silence."""
    (course / FILE.parent).mkdir(parents=True)
    (course / FILE.parent / "mine.py").write_text(SOLUTION, encoding="utf-8")

    result = run("check", "13")

    assert f"! {FILE.parent / 'mine.py'}:6 {IN_FILE} 2 of 5" in " ".join(result.out.split())


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("option", ["--json", "--markdown", "--all"])
def test_trouble_with_the_machine_is_no_verdict(option: str, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is said of the tests, and nothing recorded."""
    run("check")

    def fail(_: SuiteFiles) -> Verdict:
        raise MachineError("no space left in /tmp: make room, then check again")

    before = run("list").out
    monkeypatch.setattr(learner, "Session", lambda *_: WarmSession(fail))

    result = run("check", "--again", option)

    assert (result.code, result.out) == (2, "")
    assert result.err == "workshop: no space left in /tmp: make room, then check again\n"
    assert run("list").out == before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that aren't text")
def test_paths_that_are_no_text_are_shown_escaped(run: Command, course: Path) -> None:
    """Neither the terminal nor the encoding of the output stumbles over them."""
    name = os.fsdecode(b"test_\x1b\xff.py")
    (course / FILE.parent).mkdir(parents=True)
    (course / FILE.parent / name).write_text(SOLUTION, encoding="utf-8")

    checks = [run("check", "13", *options) for options in ([], ["--json"], ["--markdown"])]
    reset = run("reset", "13")

    assert [check.code for check in checks] == [0, 0, 0]
    assert "test_\\x1b\\udcff.py" in checks[0].out
    assert reset.out.endswith("test_\\x1b\\udcff.py.kept-1.\n")
    assert not any("\x1b" in result.out for result in (*checks, reset))
