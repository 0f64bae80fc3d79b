"""Taking out a planted mutant: the file is what it was, and no other change in it is lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.mutants.planted import COUNTER, write
from tests.repository import commit, git
from workshop.errors import AuthorError, UsageError
from workshop.mutants.catalogue import Catalogue
from workshop.mutants.mutant import Mutant
from workshop.mutants.planting import find_planted, plant, unplant


def test_unplant_restores_the_file(catalogue: Catalogue, mutant: Mutant, file: Path, project: Path) -> None:
    """The file is the same to the byte, and nothing else has changed."""
    plant(catalogue, mutant)

    assert unplant(catalogue) == mutant

    assert file.read_bytes() == COUNTER.encode()
    assert git(project, "status", "--porcelain") == ""
    assert find_planted(catalogue) is None


def test_unplant_without_a_planted_mutant_is_an_error(catalogue: Catalogue, file: Path) -> None:
    """The file is left alone."""
    with pytest.raises(UsageError, match=r"^no mutant is planted$"):
        unplant(catalogue)

    assert file.read_bytes() == COUNTER.encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("return number + 1", "return number + 2", id="the mutant changes a line"),
        pytest.param("    return number % 2 == 0\n", "", id="the mutant removes a line"),
        pytest.param("return number % 2 == 0", "return str(number)", id="the mutant repeats another line"),
    ],
)
def test_unplant_keeps_edits_elsewhere(catalogue: Catalogue, file: Path, old: str, new: str) -> None:
    """Lines added above and below the planted lines are still there."""
    plant(catalogue, replace(catalogue.mutants[0], old=old, new=new))
    write(file, "import math\n" + file.read_text(encoding="utf-8") + "\n\nPI = math.pi\n")

    unplant(catalogue)

    assert file.read_text(encoding="utf-8") == "import math\n" + COUNTER + "\n\nPI = math.pi\n"
    assert find_planted(catalogue) is None


@pytest.mark.parametrize(
    "new",
    [
        pytest.param("return number + 2", id="a new line"),
        pytest.param("return str(number)", id="a line that's elsewhere too"),
    ],
)
def test_unplant_refuses_if_the_planted_lines_were_edited(
    catalogue: Catalogue, mutant: Mutant, file: Path, new: str
) -> None:
    """It doesn't guess: the file stays as it is, and the mutant stays planted."""
    plant(catalogue, replace(mutant, old="return number + 1", new=new))
    edited = COUNTER.replace("return number + 1", "return 7")
    write(file, edited)

    with pytest.raises(UsageError, match=r"counter\.py has changed where skips-one is planted; see `git diff`"):
        unplant(catalogue)

    assert file.read_bytes() == edited.encode()
    assert find_planted(catalogue) is not None


def test_unplant_accepts_a_bug_that_was_fixed_by_hand(catalogue: Catalogue, mutant: Mutant, file: Path) -> None:
    """Work that followed the fix is kept."""
    plant(catalogue, mutant)
    fixed = COUNTER + "\n\nPI = 3\n"
    write(file, fixed)

    unplant(catalogue)

    assert file.read_bytes() == fixed.encode()
    assert find_planted(catalogue) is None


def test_mutant_that_git_took_out_is_forgotten(catalogue: Catalogue, mutant: Mutant, project: Path, file: Path) -> None:
    """After `git checkout` nothing is planted, whatever is written to the file later."""
    plant(catalogue, mutant)
    git(project, "checkout", "-q", "src/counter.py")

    assert find_planted(catalogue) is None
    write(file, COUNTER + "\n\nPI = 3\n")
    assert find_planted(catalogue) is None


def test_mutant_that_was_committed_can_be_taken_out(
    catalogue: Catalogue, mutant: Mutant, project: Path, file: Path
) -> None:
    """It's still found after a commit of everything."""
    plant(catalogue, mutant)
    commit(project)

    assert find_planted(catalogue) == mutant
    unplant(catalogue)

    assert file.read_bytes() == COUNTER.encode()


def test_mutant_that_changed_in_the_catalogue_can_be_taken_out(
    catalogue: Catalogue, mutant: Mutant, file: Path
) -> None:
    """What is taken out is the mutant as it was when it was planted."""
    plant(catalogue, mutant)
    later = replace(catalogue, mutants=(replace(mutant, name="skips-two", new="number + 3"),))

    assert unplant(later) == mutant

    assert file.read_bytes() == COUNTER.encode()


def test_removed_file_is_an_error(catalogue: Catalogue, mutant: Mutant, file: Path) -> None:
    """If the file with the mutant is gone, the message names it; git can bring it back."""
    plant(catalogue, mutant)
    file.unlink()

    with pytest.raises(AuthorError, match=r"counter\.py: No such file"):
        find_planted(catalogue)
