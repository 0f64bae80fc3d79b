"""The folders that grade hand-ins on platforms, run as the platforms run them."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.doubles import SOLUTION, write_exercise
from tests.grading.exporters.test_classroom50 import RUNNER
from workshop.course.exercise import Exercise
from workshop.errors import AuthorError, MachineError, UsageError
from workshop.grading.autograders.folder import PLATFORMS, write_autograder
from workshop.grading.provenance import LIBRARIES

OF_EXERCISE = {"README.md", "correct/strict.py", "doubles.py", "exercise.toml", "start.py"}
OF_PLATFORM = {
    "gradescope": {"setup.sh", "run_autograder"},
    "classroom50": {"autograder.py"},
    "github": {".github/workflows/check-my-tests.yml"},
}
needs_shell = pytest.mark.skipif(os.name == "nt", reason="the platform runs it on Linux")


def files_in(folder: Path) -> set[str]:
    """Return the paths of the files in a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def run(folder: Path, *command: str | Path, **environment: str) -> None:
    """Run a command of an autograder in a folder."""
    subprocess.run(command, cwd=folder, env=os.environ | environment, check=True, capture_output=True)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_folder_has_all_that_the_platform_needs(platform: str, exercise: Exercise, tmp_path: Path) -> None:
    """It has no solutions, and installs the versions that are installed here."""
    folder = tmp_path / "folder"

    write_autograder(platform, [exercise.folder], folder)

    files = files_in(folder)
    of_exercise = {f"exercises/13-doubles/{each}" for each in OF_EXERCISE}
    assert files == {"requirements.txt"} | OF_PLATFORM[platform] | of_exercise
    pinned = ("testing-workshop", *LIBRARIES)
    assert (folder / "requirements.txt").read_text(encoding="utf-8").splitlines() == [
        f"{name}=={version(name)}" for name in pinned
    ]


@needs_shell
def test_the_autograder_of_gradescope_writes_its_results(exercise: Exercise, tmp_path: Path) -> None:
    """In the folders that Gradescope has."""
    root = tmp_path / "autograder"
    write_autograder("gradescope", [exercise.folder, write_exercise(tmp_path, "14-more").folder], root / "source")
    for name in ("results", "submission/13-doubles", "venv/bin"):
        (root / name).mkdir(parents=True)
    (root / "submission" / "13-doubles" / "test_doubles.py").write_text(SOLUTION, encoding="utf-8")
    (root / "venv" / "bin" / "workshop").symlink_to(Path(sysconfig.get_path("scripts"), "workshop"))
    script = shutil.copy(root / "source" / "run_autograder", root)

    run(root, script, AUTOGRADER=f"{root}")

    tests = json.loads((root / "results" / "results.json").read_text(encoding="utf-8"))["tests"]
    assert [(test["score"], test["max_score"], test["output"]) for test in tests] == [
        (5, 5, "5 of 5 mutants killed"),
        (0, 5, "no tests were found"),
    ]
    assert files_in(root / "results") == {"results.json"}


@needs_shell
@pytest.mark.parametrize("script", ["setup.sh", "run_autograder"])
def test_a_script_can_be_run(script: str, exercise: Exercise, tmp_path: Path) -> None:
    """It's a program, and its syntax is right."""
    write_autograder("gradescope", [exercise.folder], tmp_path / "source")

    run(tmp_path, "bash", "-n", tmp_path / "source" / script)

    assert os.access(tmp_path / "source" / script, os.X_OK)


@needs_shell
def test_the_autograder_of_classroom50_writes_its_result(exercise: Exercise, tmp_path: Path) -> None:
    """It runs in the learner's repository; what a runner has kept isn't installed again."""
    folder, repository = tmp_path / "bundle", tmp_path / "repository"
    write_autograder("classroom50", [exercise.folder], folder)
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    (repository / "answers" / "13-doubles").mkdir(parents=True)
    (repository / "answers" / "13-doubles" / "test_doubles.py").write_text(SOLUTION, encoding="utf-8")

    run(repository, sys.executable, folder / "autograder.py", **RUNNER)

    result = json.loads((repository / "result.json").read_text(encoding="utf-8"))
    assert (result["owner"], result["score"], result["max-score"]) == ("alice", 5, 5)
    assert files_in(repository) == {"result.json", "answers/13-doubles/test_doubles.py"}


def test_a_folder_with_something_in_it_is_refused(exercise: Exercise, tmp_path: Path) -> None:
    """It isn't overwritten."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "requirements.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match="old isn't empty; choose another folder"):
        write_autograder("github", [exercise.folder], tmp_path / "old")
    assert files_in(tmp_path / "old") == {"requirements.txt"}


def test_an_exercise_that_is_wrong_is_found_before(exercise: Exercise, tmp_path: Path) -> None:
    """Hand-ins couldn't be graded on it."""
    (exercise.folder / "doubles.py").write_text("", encoding="utf-8")

    with pytest.raises(AuthorError):
        write_autograder("github", [exercise.folder], tmp_path / "folder")
    assert not (tmp_path / "folder").exists()


def test_a_folder_that_cannot_be_written_is_named(exercise: Exercise, tmp_path: Path) -> None:
    """A file is in its way."""
    (tmp_path / "file").touch()

    with pytest.raises(MachineError, match="folder can't be written: "):
        write_autograder("github", [exercise.folder], tmp_path / "file" / "folder")
