"""The `workshop` command: what it prints, where, and with which exit code it ends."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from tests.conftest import Command, Result
from tests.counter_project import FILES, write_project
from tests.repository import commit
from workshop.cli import console, matrix
from workshop.reports.matrix import FORMATS

COUNTER = FILES["src/counter.py"]
PLANTED = COUNTER.replace("number + 1", "number + 2")
SURVIVOR = """
[[mutant]]
name = "shouts"
file = "counter.py"
old = "str(number)"
new = "str(number).upper()"
why = "Who asks quietly is answered loudly."
"""
ALL_COMMANDS = [
    *("check", "hint", "watch", "show", "solution", "reset", "list"),
    *("grade", "doctor", "verify", "new", "matrix", "plant", "unplant"),
]


def installed(folder: Path, *arguments: str, **environment: str) -> Result:
    """Run the installed command in a folder, as a shell does that pipes what it prints, and return how it ended."""
    command = shutil.which("workshop", path=sysconfig.get_path("scripts"))
    assert command, "the package is not installed: pip install -e ."
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in {"COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "NO_COLOR", "PY_COLORS", "PYTHONIOENCODING"}
    }
    end = subprocess.run(
        [command, *arguments],
        cwd=folder,
        env=inherited | environment,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    return Result(end.returncode, end.stdout, end.stderr)


@pytest.fixture(scope="module")
def good_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """Return the folder of a project whose tests catch everything, and what came of a run there that wrote files."""
    root = write_project(tmp_path_factory.mktemp("good"))
    files = ("docs/matrix.md", "docs/matrix.svg", "docs/matrix.json")
    return root, installed(root, "matrix", *(f"--write={file}" for file in files))


@pytest.fixture
def files(good_run: tuple[Path, Result]) -> dict[str, Path]:
    """Return the files that were written in that run, by their format."""
    folder = good_run[0] / "docs"
    return {"markdown": folder / "matrix.md", "svg": folder / "matrix.svg", "json": folder / "matrix.json"}


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_names_every_command(tmp_path: Path, option: str) -> None:
    """Who asks for help is shown what there is, on stdout."""
    result = installed(tmp_path, option)

    assert result.code == 0
    assert [name for name in ALL_COMMANDS if f"│ {name} " in result.out] == ALL_COMMANDS
    assert result.err == ""


def test_a_matrix_is_a_table_on_stdout(good_run: tuple[Path, Result]) -> None:
    """Where every bug is caught as claimed the table is all there is, and the exit code is 0."""
    _, result = good_run

    rows = [line.split() for line in result.out.splitlines()]
    assert (result.code, result.err) == (0, "")
    assert rows[:5] == [
        ["mutant", "unit", "property"],
        ["skips-one", "●", "●"],
        ["takes-odd-for-even", "◆", "·"],
        ["killed", "2", "1"],
        ["by", "it", "alone", "1", "0"],
    ]


def test_a_matrix_is_written_as_the_file_is_called(files: dict[str, Path]) -> None:
    """How a file shows it its suffix says; the folder of the file is made where it is not there."""
    texts = {format_: file.read_text(encoding="utf-8") for format_, file in files.items()}

    killed_by = json.loads(texts["json"])["mutants"][1]["killed_by"]
    assert texts["markdown"].startswith("| mutant | unit | property | why |\n")
    assert texts["svg"].startswith("<svg ")
    assert killed_by["unit"]["test"] == "tests/unit/test_counter.py::test_is_even"


def test_files_that_are_up_to_date_pass(workshop: Command, files: dict[str, Path]) -> None:
    """What was written in one run is what the next one expects in the files, and prints in their format."""
    result = workshop("matrix", "--format=json", *(f"--check={file}" for file in files.values()))

    assert result == Result(0, files["json"].read_text(encoding="utf-8"), "")


def test_there_is_an_option_for_every_format() -> None:
    """What can be written to a file can be printed as well, and a table besides."""
    assert set(matrix.Format) == {"table", *FORMATS}


def test_a_file_that_is_out_of_date_or_missing_fails(workshop: Command, project: Path) -> None:
    """Each is named with the command that mends it."""
    (project / "old.md").write_text("| mutant |\n")

    result = workshop("matrix", "--check", "old.md", "--check", "missing.svg")

    assert result.code == 1
    assert result.err.splitlines() == [
        "workshop: old.md is out of date: bring it up to date with `workshop matrix --write old.md`",
        "workshop: missing.svg is out of date: bring it up to date with `workshop matrix --write missing.svg`",
    ]


def test_a_file_that_cannot_be_written_is_an_error(workshop: Command, project: Path) -> None:
    """The file is named, with the system's reason, after the table was shown."""
    (project / "folder.md").mkdir()

    result = workshop("matrix", "--write", "folder.md")

    assert result.code == 2
    assert "Invalid value: folder.md: " in result.message
    assert "skips-one" in result.out


def test_bugs_that_are_not_caught_fail(workshop: Command, project: Path) -> None:
    """A bug that no test notices, and a technique that should notice one, are named on stderr, under the table."""
    add_mutant(project, SURVIVOR)
    claim(project, 'kills = ["unit"]', 'kills = ["unit", "property"]')

    result = workshop("matrix")

    assert result.code == 1
    assert ["shouts", "·", "·"] in [line.split() for line in result.out.splitlines()]
    assert result.err.splitlines() == [
        "workshop: shouts survives every technique",
        "workshop: takes-odd-for-even survives property, which should catch it",
    ]


def add_mutant(project: Path, table: str) -> None:
    """Add a mutant to the catalogue of the small project."""
    claim(project, FILES["tests/mutants.toml"], FILES["tests/mutants.toml"] + table)


def claim(project: Path, old: str, new: str) -> None:
    """Change what the catalogue of the small project says."""
    file = project / "tests/mutants.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("option", ["--write", "--check"])
def test_an_unknown_suffix_is_refused(workshop: Command, monkeypatch: pytest.MonkeyPatch, option: str) -> None:
    """What the file should show is not known, and that is said before anything is run."""
    monkeypatch.setattr(matrix, "Pool", None)

    result = workshop("matrix", option, "matrix.txt")

    assert (result.code, result.out) == (2, "")
    assert "matrix.txt: the name must end in .md, .svg, .json" in result.message


def test_a_mutant_that_cannot_be_made_is_an_error(workshop: Command, project: Path) -> None:
    """A mistake in the catalogue is one of its author, whom the message tells where."""
    add_mutant(project, SURVIVOR.replace("str(number)", "repr(number)"))

    result = workshop("matrix")

    assert (result.code, result.out) == (2, "")
    assert "mutant shouts: counter.py: `old` must occur once, but occurs 0 times: 'repr(number)'" in result.err


def test_tests_that_cannot_be_run_are_an_error(workshop: Command, project: Path) -> None:
    """Where pytest refuses to start, its message is shown."""
    (project / "pyproject.toml").write_text("[tool.pytest.ini_options]\naddopts = '--no-such-option'\n")

    result = workshop("matrix")

    assert (result.code, result.out) == (2, "")
    assert "unrecognized arguments: --no-such-option" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["matrix"], id="matrix"),
        pytest.param(["show", "skips-one"], id="show"),
        pytest.param(["plant", "skips-one"], id="plant"),
        pytest.param(["unplant"], id="unplant"),
    ],
)
def test_outside_a_project_nothing_can_be_done(
    workshop: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Each command says which file it looked for, and where."""
    monkeypatch.chdir(tmp_path)

    result = workshop(*arguments)

    place = Path("tests") / "mutants.toml"
    assert result == Result(2, "", f"workshop: there is no {place}, here or in a folder above {Path.cwd()}\n")


def test_a_catalogue_that_cannot_be_read_is_an_error(workshop: Command, project: Path) -> None:
    """The message names the file and the mistake."""
    claim(project, 'why = "Every other', 'reason = "Every other')

    result = workshop("show", "skips-one")

    assert (result.code, result.out) == (2, "")
    assert result.err.endswith("mutants.toml: mutant skips-one has an unknown key: 'reason'\n")


def test_a_bug_is_shown(workshop: Command) -> None:
    """What it changes is a diff; under it stands what it costs, to the letter."""
    result = workshop("show", "takes-odd-for-even")

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "--- a/src/counter.py",
        "+++ b/src/counter.py",
        "@@ -8,7 +8,7 @@",
        "",
        " def is_even(number: int) -> bool:",
        '     """Return whether the number has a whole half."""',
        "-    return number % 2 == 0",
        "+    return number % 2 != 0",
        "",
        "",
        " def name(number: int) -> str:",
        "",
        "Neither :key: nor [bold] is what it seems → the lock stays shut.",
    ]


def test_a_bug_is_shown_in_any_folder_of_the_project(
    workshop: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The catalogue is looked for in the folders above, too."""
    monkeypatch.chdir(project / "tests/unit")

    result = workshop("show", "skips-one")

    assert result.code == 0
    assert "+    return number + 2" in result.out.splitlines()


def test_a_long_line_of_a_diff_is_not_broken(workshop: Command, project: Path) -> None:
    """A diff has the lines of the file, however narrow the terminal is."""
    line = f"return str(number)  # {'long ' * 50}end"
    (project / "src/counter.py").write_text(COUNTER.replace("return str(number)", line), encoding="utf-8")
    add_mutant(project, SURVIVOR)
    commit(project)

    result = workshop("show", "shouts")

    assert f"-    {line}" in result.out.splitlines()


@pytest.mark.parametrize("command", ["show", "plant"])
def test_a_name_that_is_unknown_is_an_error(workshop: Command, command: str) -> None:
    """Who mistypes the name of a mutant is told those that there are."""
    result = workshop(command, "skips-two")

    message = "workshop: there's no mutant 'skips-two'; choose one of skips-one, takes-odd-for-even\n"
    assert result == Result(2, "", message)


@pytest.mark.parametrize(
    ("environment", "is_coloured"),
    [
        pytest.param({}, False, id="none in a pipe"),
        pytest.param({"FORCE_COLOR": "1"}, True, id="some where they are asked for"),
        pytest.param({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, id="none where they are not wanted"),
    ],
)
def test_a_diff_has_colours(project: Path, environment: dict[str, str], *, is_coloured: bool) -> None:
    """What goes into a pipe or a file has colours only if somebody asks."""
    result = installed(project, "show", "skips-one", TERM="xterm", **environment)

    assert ("\x1b[32m+    return number + 2\x1b[0m\n" in result.out) is is_coloured
    assert ("\x1b" in result.out) is is_coloured


def test_every_sign_can_be_printed(project: Path) -> None:
    """What is printed into a pipe is UTF-8 even where the system would take less, as Windows does."""
    result = installed(project, "show", "takes-odd-for-even", PYTHONIOENCODING="cp1252")

    assert (result.code, result.err) == (0, "")
    assert "it seems → the lock" in result.out


def test_it_prints_into_what_takes_text(workshop: Command) -> None:
    """Where stdout is another than that of a process, as in a notebook, it will do."""
    with redirect_stdout(StringIO()) as out:
        result = workshop("show", "skips-one")

    assert (result.code, result.err) == (0, "")
    assert "Every other number is lost." in out.getvalue()


def test_a_bug_is_planted(workshop: Command, project: Path) -> None:
    """The file has it, and the user is told what it costs, where it is, and how to be rid of it."""
    result = workshop("plant", "skips-one")

    file = project / "src/counter.py"
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "Every other number is lost.",
        f"It is in {file} now. Take it out again with `workshop unplant`.",
    ]
    assert file.read_text(encoding="utf-8") == PLANTED


def test_a_bug_is_taken_out(workshop: Command, project: Path) -> None:
    """The file is as it was, and the user is told which bug it was."""
    workshop("plant", "skips-one")

    result = workshop("unplant")

    assert result == Result(0, "skips-one is out again.\n", "")
    assert (project / "src/counter.py").read_text(encoding="utf-8") == COUNTER


def test_without_a_bug_there_is_none_to_take_out(workshop: Command) -> None:
    """Who has planted nothing is told so."""
    assert workshop("unplant") == Result(2, "", "workshop: no mutant is planted\n")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(
            ["show", "takes-odd-for-even"],
            0,
            "workshop: skips-one is planted in counter.py; take it out with `workshop unplant`\n",
            id="show mentions it",
        ),
        pytest.param(
            ["matrix"],
            2,
            "workshop: not with skips-one in the program: take it out first, with `workshop unplant`\n",
            id="matrix refuses",
        ),
        pytest.param(
            ["plant", "takes-odd-for-even"],
            2,
            "workshop: skips-one is already planted; take it out first with `workshop unplant`\n",
            id="plant refuses",
        ),
    ],
)
def test_a_planted_bug_is_not_forgotten(workshop: Command, arguments: list[str], code: int, message: str) -> None:
    """Every later command says once, on stderr, that the program has a bug in it, and how to be rid of it."""
    workshop("plant", "skips-one")

    result = workshop(*arguments)

    assert (result.code, result.err) == (code, message)


def test_an_interruption_is_no_error(workshop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """After Ctrl-C in a long run the exit code is the shell's own for it, and nothing is printed."""

    def draw(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(matrix, "draw", draw)

    assert workshop("matrix") == Result(130, "", "")


def test_on_a_terminal_the_progress_is_shown(workshop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits before a screen sees how many runs of how many are done."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(console, "errors", Console(stderr=True, legacy_windows=False))

    result = workshop("matrix")

    assert result.code == 0
    assert re.search(r"on mutants .*\b3/3\b", result.err)


def test_colours_in_a_pipe_do_not_bring_the_progress(project: Path) -> None:
    """Who asks for colours in a log gets those of the table, and not the frames of a moving bar."""
    result = installed(project, "matrix", TERM="xterm", FORCE_COLOR="1")

    assert (result.code, result.err) == (0, "")
    assert "\x1b[1;35m" in result.out
