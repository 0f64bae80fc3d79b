"""Planting a mutant in the working tree: it changes one place of a committed file, and nothing else."""

import py_compile
import shutil
from dataclasses import replace
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from tests.counter_project import FILES, write_project
from tests.mutants.planted import COUNTER, PLANTED, write
from tests.repository import commit, git
from workshop.errors import AuthorError, UsageError
from workshop.mutants.catalogue import Catalogue, read_catalogue
from workshop.mutants.mutant import Mutant
from workshop.mutants.planting import find_planted, plant, unplant


def test_plant_changes_the_file_and_returns_its_path(catalogue: Catalogue, mutant: Mutant, file: Path) -> None:
    """The file is what it was, except for the mutation."""
    assert plant(catalogue, mutant) == file

    assert file.read_bytes() == PLANTED.encode()


def test_plant_changes_no_other_file(catalogue: Catalogue, mutant: Mutant, project: Path) -> None:
    """In the working tree, no other file is changed, created or removed."""
    plant(catalogue, mutant)

    assert git(project, "status", "--porcelain").splitlines() == [" M src/counter.py"]


def test_planted_mutant_can_be_found(catalogue: Catalogue, mutant: Mutant) -> None:
    """Later commands can say which mutant is planted."""
    plant(catalogue, mutant)

    assert find_planted(catalogue) == mutant


def test_nothing_is_planted_at_first(catalogue: Catalogue) -> None:
    """A program without changes has no mutant."""
    assert find_planted(catalogue) is None


def test_planting_deletes_compiled_versions(catalogue: Catalogue, mutant: Mutant, file: Path) -> None:
    """Python would run them instead of a source of the same length that is written within the same second."""
    compiled = Path(cache_from_source(f"{file}"))
    is_left = []
    py_compile.compile(f"{file}", doraise=True)
    plant(catalogue, mutant)
    is_left.append(compiled.exists())
    py_compile.compile(f"{file}", doraise=True)

    unplant(catalogue)
    is_left.append(compiled.exists())

    assert is_left == [False, False]


def test_planting_keeps_permissions(catalogue: Catalogue, mutant: Mutant, file: Path) -> None:
    """An executable file stays executable, with the mutant in it and afterwards."""
    file.chmod(0o755)
    before = file.stat().st_mode

    plant(catalogue, mutant)
    planted = file.stat().st_mode
    unplant(catalogue)

    assert (planted, file.stat().st_mode) == (before, before)


def test_planting_keeps_line_endings(catalogue: Catalogue, mutant: Mutant, project: Path, file: Path) -> None:
    """With `core.autocrlf`, git gives the files in a working tree the line endings of Windows."""
    git(project, "config", "core.autocrlf", "true")
    file.write_text(COUNTER, encoding="utf-8", newline="\r\n")

    plant(catalogue, mutant)
    planted = file.read_bytes()
    unplant(catalogue)

    assert planted == PLANTED.replace("\n", "\r\n").encode()
    assert file.read_bytes() == COUNTER.replace("\n", "\r\n").encode()


def test_mutant_of_a_package_is_planted_in_the_file_it_names(project: Path) -> None:
    """The path of the file is relative to the package."""
    (project / "src/counter").mkdir()
    shutil.move(project / "src/counter.py", project / "src/counter/rules.py")
    commit(project)
    write(project / "tests/mutants.toml", FILES["tests/mutants.toml"].replace("src/counter.py", "src/counter"))
    mutant = Mutant("skips", "rules.py", "+ 1", "+ 2", why="")
    catalogue = replace(read_catalogue(project / "tests/mutants.toml"), mutants=(mutant,))

    path = plant(catalogue, mutant)
    planted = path.read_bytes()
    unplant(catalogue)

    assert path == project / "src/counter/rules.py"
    assert (planted, path.read_bytes()) == (PLANTED.encode(), COUNTER.encode())


def test_second_mutant_is_refused(catalogue: Catalogue, mutant: Mutant, file: Path) -> None:
    """The first one stays planted."""
    plant(catalogue, mutant)

    with pytest.raises(UsageError, match=r"^skips-one is already planted; take it out first with `workshop unplant`$"):
        plant(catalogue, catalogue.find("takes-odd-for-even"))

    assert file.read_bytes() == PLANTED.encode()


def test_file_with_uncommitted_changes_is_refused(catalogue: Catalogue, mutant: Mutant, file: Path) -> None:
    """Work that git doesn't have yet is not put at risk."""
    changed = COUNTER + "\n# to be continued\n"
    write(file, changed)

    with pytest.raises(UsageError, match=r"counter\.py has uncommitted changes; commit them first$"):
        plant(catalogue, mutant)

    assert file.read_bytes() == changed.encode()
    assert find_planted(catalogue) is None


def test_uncommitted_changes_in_other_files_do_not_matter(
    catalogue: Catalogue, mutant: Mutant, project: Path, file: Path
) -> None:
    """You can work on the tests while a mutant is in the program."""
    write(project / "tests/unit/test_counter.py", "# all new\n")

    plant(catalogue, mutant)

    assert file.read_bytes() == PLANTED.encode()
    assert (project / "tests/unit/test_counter.py").read_text() == "# all new\n"


def test_uncommitted_file_is_refused(tmp_path: Path) -> None:
    """Git couldn't bring it back."""
    write_project(tmp_path)
    write(tmp_path / ".gitignore", "src/\n")
    commit(tmp_path)
    catalogue = read_catalogue(tmp_path / "tests/mutants.toml")

    with pytest.raises(UsageError, match=r"counter\.py isn't committed, so git couldn't bring it back"):
        plant(catalogue, catalogue.mutants[0])

    assert (tmp_path / "src/counter.py").read_bytes() == COUNTER.encode()
    assert find_planted(catalogue) is None


def test_project_outside_git_is_refused(outside_git: Catalogue) -> None:
    """A project that was downloaded as an archive can't bring its files back, so nothing is planted in it."""
    with pytest.raises(UsageError, match="isn't in a git repository, or git isn't installed"):
        plant(outside_git, outside_git.mutants[0])

    assert outside_git.subject.path.read_bytes() == COUNTER.encode()
    assert find_planted(outside_git) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            COUNTER.replace("+ 1", "+ 9").encode(), "`old` must occur once, but occurs 0 times", id="no place"
        ),
        pytest.param(COUNTER.encode() + b"# \xff\n", r"counter\.py: isn't UTF-8", id="not UTF-8"),
    ],
)
def test_mutant_that_cannot_be_applied_is_not_planted(
    catalogue: Catalogue, file: Path, text: bytes, message: str
) -> None:
    """The catalogue or the program is wrong."""
    file.write_bytes(text)
    commit(catalogue.root)

    with pytest.raises(AuthorError, match=message):
        plant(catalogue, catalogue.mutants[0])

    assert file.read_bytes() == text
