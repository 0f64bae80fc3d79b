"""The command that draws the kill matrix of a project."""

import json
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.result import Result, run_installed
from tests.counter_project import write_project
from tests.reports.matrices import HIDES, MATRIX, SKIPS, SWAPS
from workshop.cli import matrix
from workshop.invocation import quoted
from workshop.judging.matrix import Matrix
from workshop.reports.matrix import FORMATS

GOOD_MATRIX = replace(MATRIX, mutants=(SKIPS, SWAPS))


@pytest.fixture(scope="module")
def real_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """Return the folder with the files that a run of the installed command wrote, and its result."""
    root = write_project(tmp_path_factory.mktemp("project"))
    files = (f"docs/matrix.{suffix}" for suffix in ("md", "svg", "json"))
    return root / "docs", run_installed(root, "matrix", *(f"--write={file}" for file in files))


@pytest.fixture
def no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command draw a good matrix without running a test."""
    draw(monkeypatch, GOOD_MATRIX)


def draw(monkeypatch: pytest.MonkeyPatch, drawn: Matrix, runs: list[bool] | None = None) -> None:
    """Let the command draw this matrix without running a test, and keep whether each run is about claims only."""

    def run(*_: object, only_claims: bool) -> Matrix:
        (runs if runs is not None else []).append(only_claims)
        return drawn

    monkeypatch.setattr(matrix, "Pool", lambda *_: nullcontext())
    monkeypatch.setattr(matrix, "run_matrix", run)


def test_a_matrix_is_a_table_on_stdout(real_run: tuple[Path, Result]) -> None:
    """If every mutant is killed as claimed, there is nothing else, and the exit code is 0."""
    _, result = real_run

    rows = [line.split() for line in result.out.splitlines()]
    assert (result.code, result.err) == (0, "")
    assert rows[:5] == [
        ["mutant", "unit", "property"],
        ["skips-one", "●", "●"],
        ["takes-odd-for-even", "◆", "·"],
        ["killed", "2", "1"],
        ["by", "it", "alone", "1", "0"],
    ]


def test_the_suffix_of_a_file_chooses_its_format(real_run: tuple[Path, Result]) -> None:
    """The folder of the file is created."""
    folder, _ = real_run

    markdown, svg, json_ = (
        (folder / f"matrix.{suffix}").read_text(encoding="utf-8") for suffix in ("md", "svg", "json")
    )

    assert markdown.startswith("| mutant | unit | property | why |\n")
    assert svg.startswith("<svg ")
    killed_by = json.loads(json_)["mutants"][1]["killed_by"]
    assert killed_by["unit"]["test"] == "tests/unit/test_counter.py::test_is_even"


def test_another_run_gives_the_same_files(workshop: Command, real_run: tuple[Path, Result]) -> None:
    """Files that are up to date pass, and a format can be printed too."""
    folder, _ = real_run

    result = workshop("matrix", "--format=json", *(f"--check={file}" for file in sorted(folder.iterdir())))

    assert result == Result(0, (folder / "matrix.json").read_text(encoding="utf-8"), "")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.usefixtures("no_run")
def test_every_format_can_be_printed(workshop: Command, name: str) -> None:
    """Everything that can be written to a file can also go to stdout."""
    assert workshop("matrix", "--format", name) == Result(0, FORMATS[name](GOOD_MATRIX), "")


@pytest.mark.usefixtures("no_run")
def test_the_format_is_a_table_by_default(workshop: Command) -> None:
    """Naming it changes nothing."""
    assert workshop("matrix", "--format=table") == workshop("matrix")


@pytest.mark.usefixtures("no_run")
def test_files_that_are_out_of_date_or_missing_fail(workshop: Command, project: Path) -> None:
    """Each is named, with the command that updates it."""
    (project / "old.md").write_text("| mutant |\n", encoding="utf-8")
    (project / "my own.md").write_text("| mutant |\n", encoding="utf-16")

    result = workshop("matrix", "--check", "old.md", "--check", "missing.svg", "--check", "my own.md")

    assert result.code == 1
    assert result.err.splitlines() == [
        "workshop: old.md is out of date: update it with `workshop matrix --write old.md`",
        "workshop: missing.svg is out of date: update it with `workshop matrix --write missing.svg`",
        f"workshop: my own.md is out of date: update it with `workshop matrix --write {quoted('my own.md')}`",
    ]


@pytest.mark.usefixtures("no_run")
@pytest.mark.parametrize("changed", ["src/counter.py", "tests/conftest.py", "pyproject.toml", "matrix.md"])
def test_a_check_is_repeated_only_after_a_change(
    workshop: Command, project: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    """Of the program, the tests, their settings or the file; or if that's asked for."""
    workshop("matrix", "--write", "matrix.md", "--check", "matrix.md")
    draw(monkeypatch, MATRIX)

    unchanged = workshop("matrix", "--check", "matrix.md")
    asked_for = workshop("matrix", "--check", "matrix.md", "--no-cache")
    with (project / changed).open("a") as file:
        file.write("\n")
    after_a_change = workshop("matrix", "--check", "matrix.md")

    assert unchanged == Result(0, "unchanged since it was checked: every mutant is killed as it should be\n", "")
    assert (asked_for.code, after_a_change.code) == (1, 1)


def test_a_change_during_the_run_is_checked_next_time(
    workshop: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run doesn't see it."""

    def run(*_: object, **__: object) -> Matrix:
        (project / "src" / "counter.py").write_text("# new\n", encoding="utf-8")
        return GOOD_MATRIX

    monkeypatch.setattr(matrix, "_run", run)

    results = [workshop("matrix", "--claims").out for _ in range(3)]

    assert results == [
        "2 mutants, 3 kills\n",
        "2 mutants, 3 kills\n",
        "unchanged since it was checked: every mutant is killed as it should be\n",
    ]


@pytest.mark.usefixtures("no_run")
def test_a_file_that_cannot_be_written_is_an_error(workshop: Command, project: Path) -> None:
    """The message names the file; the table is shown anyway."""
    (project / "folder.md").mkdir()

    result = workshop("matrix", "--write", "folder.md")

    assert result.code == 2
    assert result.err.startswith("workshop: folder.md can't be written: ")
    assert "skips-one" in result.out


def test_mutants_that_survive_fail(workshop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mutant that no test kills, and a technique that should kill one, are named on stderr, below the table."""
    draw(monkeypatch, replace(MATRIX, mutants=(SKIPS, replace(SWAPS, kills=("end_to_end",)), HIDES)))

    result = workshop("matrix")

    assert result.code == 1
    assert ["hides", "·", "·"] in [line.split() for line in result.out.splitlines()]
    assert result.err.splitlines() == [
        "workshop: hides survives every technique",
        "workshop: swaps-words survives end_to_end, which should catch it",
    ]


def test_claims_can_be_checked_alone(workshop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is drawn, and what hasn't changed since isn't run again."""
    runs: list[bool] = []
    draw(monkeypatch, GOOD_MATRIX, runs)

    results = [workshop("matrix", "--claims") for _ in range(2)]

    assert runs == [True]
    assert results[0] == Result(0, "2 mutants, 3 kills\n", "")
    assert results[1].out == "unchanged since it was checked: every mutant is killed as it should be\n"
