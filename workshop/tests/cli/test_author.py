"""The commands for authors of exercises."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.result import Result
from workshop.cli import author
from workshop.invocation import quoted


class FakeLinter:
    """Finds a problem in the second exercise without running a test."""

    def __init__(self, root: Path, *, seeds: int, is_quick: bool, progress: Callable[[str], None]) -> None:
        self._root = root
        self._tried = f"tried {seeds} seeds{' quickly' if is_quick else ''}"
        self._progress = progress

    def lint(self, folders: list[Path]) -> Iterator[tuple[Path, list[str]]]:
        """Yield each folder with its problems."""
        for folder in folders:
            self._progress(f"{folder.name}: solution")
            yield folder, [self._tried] if folder.name == "14-more" else []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["13"], Result(0, "13-doubles: ok\n", ""), id="one that is ok"),
        pytest.param(
            ["14"], Result(1, "14-more: has problems\n", "workshop: 14-more: tried 3 seeds\n"), id="one with a problem"
        ),
        pytest.param(
            ["--seeds=20"],
            Result(1, "13-doubles: ok\n14-more: has problems\n", "workshop: 14-more: tried 20 seeds\n"),
            id="all, with more seeds",
        ),
        pytest.param(
            ["--quick"],
            Result(1, "13-doubles: ok\n14-more: has problems\n", "workshop: 14-more: tried 3 seeds quickly\n"),
            id="all, without the bad suites",
        ),
    ],
)
@pytest.mark.usefixtures("course")
def test_exercises_are_verified(
    arguments: list[str], expected: Result, run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1 means that one has a problem, which goes to stderr."""
    monkeypatch.setattr(author, "Linter", FakeLinter)

    assert run("verify", *arguments) == expected


@pytest.mark.usefixtures("course")
def test_exercise_without_problems_is_not_verified_again(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless it's asked for, or something else is verified; one with problems always is."""
    monkeypatch.setattr(author, "Linter", FakeLinter)
    run("verify")

    assert run("verify").out == "13-doubles: ok, unchanged since it was verified\n14-more: has problems\n"
    assert run("verify", "--no-cache").out == "13-doubles: ok\n14-more: has problems\n"
    assert run("verify", "--quick").out == "13-doubles: ok\n14-more: has problems\n"


def test_change_during_the_run_is_verified_next_time(
    run: Command, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run may have read the file before."""

    class SlowLinter(FakeLinter):
        """A linter that leaves time to save a file."""

        def lint(self, folders: list[Path]) -> Iterator[tuple[Path, list[str]]]:
            (course / "exercises" / "13-doubles" / "solution.py").write_text("# new\n", encoding="utf-8")
            return super().lint(folders)

    monkeypatch.setattr(author, "Linter", SlowLinter)

    assert [run("verify", "13").out for _ in range(3)] == [
        "13-doubles: ok\n",
        "13-doubles: ok\n",
        "13-doubles: ok, unchanged since it was verified\n",
    ]


@pytest.mark.parametrize("name", ["15-zones", os.path.join("here it is", "15-zones")])  # noqa: PTH118 - keeps the separator
def test_a_new_exercise_is_created(name: str, run: Command, course: Path) -> None:
    """Beside the others, or anywhere."""
    result = run("new", name)

    folder = course / name if "here" in name else course / "exercises" / name
    assert (folder / "zones.py").exists()
    assert result.out.endswith(f"Now run `workshop verify {quoted(name)}` until it reports no problems.\n")
