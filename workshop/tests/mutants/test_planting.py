"""How a bug is put into the program and taken out again, and why nobody's work is lost by it."""

import py_compile
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from importlib.util import cache_from_source
from itertools import count
from pathlib import Path

import pytest

from tests.conftest import FILES, write_project
from tests.repository import commit, git
from workshop.errors import AuthorError, UsageError
from workshop.mutants.catalogue import Catalogue, read_catalogue
from workshop.mutants.mutant import Mutant
from workshop.mutants.planting import diff, find_planted, plant, unplant

COUNTER = FILES["src/counter.py"]
PLANTED = COUNTER.replace("number + 1", "number + 2")


@pytest.fixture
def catalogue(project: Path) -> Catalogue:
    """Return the catalogue of the small project."""
    return read_catalogue(project / "tests/mutants.toml")


@pytest.fixture
def mutant(catalogue: Catalogue) -> Mutant:
    """Return the mutant that the tests plant."""
    return catalogue.find("skips-one")


@pytest.fixture
def file(project: Path) -> Path:
    """Return the file that it is planted in."""
    return project / "src/counter.py"


def write(file: Path, text: str) -> None:
    """Write a file as it is on every system."""
    file.write_text(text, encoding="utf-8", newline="\n")


def test_a_bug_is_planted_in_its_place(catalogue: Catalogue, mutant: Mutant, file: Path) -> None:
    """The file is as it was but for the change, and is named."""
    assert plant(catalogue, mutant) == file

    assert file.read_bytes() == PLANTED.encode()


def test_a_bug_is_planted_nowhere_else(catalogue: Catalogue, mutant: Mutant, project: Path) -> None:
    """In the working tree no other file is changed, made or removed."""
    plant(catalogue, mutant)

    assert git(project, "status", "--porcelain").splitlines() == [" M src/counter.py"]


def test_what_is_planted_can_be_found(catalogue: Catalogue, mutant: Mutant) -> None:
    """Who comes later is told which mutant it is."""
    plant(catalogue, mutant)

    assert find_planted(catalogue) == mutant


def test_nothing_is_planted_at_first(catalogue: Catalogue) -> None:
    """In a program that is as it was committed no mutant is found."""
    assert find_planted(catalogue) is None


def test_a_bug_is_taken_out_again(catalogue: Catalogue, mutant: Mutant, file: Path, project: Path) -> None:
    """The file is to the byte what it was, and nothing else has changed."""
    plant(catalogue, mutant)

    assert unplant(catalogue) == mutant

    assert file.read_bytes() == COUNTER.encode()
    assert git(project, "status", "--porcelain") == ""
    assert find_planted(catalogue) is None


def test_what_was_compiled_does_not_outlive_its_source(catalogue: Catalogue, mutant: Mutant, file: Path) -> None:
    """It would be run in place of the new one, if both were written within a second and are of the same length."""
    compiled = Path(cache_from_source(f"{file}"))
    is_left = []
    py_compile.compile(f"{file}", doraise=True)
    plant(catalogue, mutant)
    is_left.append(compiled.exists())

    py_compile.compile(f"{file}", doraise=True)
    unplant(catalogue)
    is_left.append(compiled.exists())

    assert is_left == [False, False]


def test_a_program_that_can_be_run_stays_one(catalogue: Catalogue, mutant: Mutant, file: Path) -> None:
    """What the file permits is as it was, with the bug in it and after."""
    file.chmod(0o755)
    before = file.stat().st_mode

    plant(catalogue, mutant)
    with_bug = file.stat().st_mode
    unplant(catalogue)

    assert (with_bug, file.stat().st_mode) == (before, before)


def test_a_bug_is_planted_in_a_package_too(project: Path) -> None:
    """Where the program is a folder, the file is the one in it that the mutant names."""
    (project / "src/counter").mkdir()
    shutil.move(project / "src/counter.py", project / "src/counter/rules.py")
    commit(project)
    catalogue = replace(
        read_catalogue_of(project, subject="src/counter"), mutants=(Mutant("skips", "rules.py", "+ 1", "+ 2", why=""),)
    )

    path = plant(catalogue, catalogue.mutants[0])
    planted = path.read_bytes()
    unplant(catalogue)

    assert path == project / "src/counter/rules.py"
    assert (planted, path.read_bytes()) == (PLANTED.encode(), COUNTER.encode())


def read_catalogue_of(project: Path, *, subject: str) -> Catalogue:
    """Return the catalogue of the small project with its program at another place."""
    text = FILES["tests/mutants.toml"].replace("src/counter.py", subject)
    write(project / "tests/mutants.toml", text)
    return read_catalogue(project / "tests/mutants.toml")


def test_no_second_bug_is_planted(catalogue: Catalogue, mutant: Mutant, file: Path) -> None:
    """One at a time: the second is refused, and the first stays."""
    plant(catalogue, mutant)

    with pytest.raises(UsageError, match=r"skips-one is planted already: .* with `workshop unplant`"):
        plant(catalogue, catalogue.find("takes-odd-for-even"))

    assert file.read_bytes() == PLANTED.encode()


def test_nothing_is_planted_over_changes(catalogue: Catalogue, mutant: Mutant, file: Path) -> None:
    """Work on the file that git does not have yet is not put at risk."""
    changed = COUNTER + "\n# to be continued\n"
    write(file, changed)

    with pytest.raises(UsageError, match=r"counter\.py has changes that are not committed: commit them"):
        plant(catalogue, mutant)

    assert file.read_bytes() == changed.encode()
    assert find_planted(catalogue) is None


def test_changes_in_other_files_do_not_matter(catalogue: Catalogue, mutant: Mutant, project: Path, file: Path) -> None:
    """Who is at work on the tests may plant a bug in the program."""
    write(project / "tests/unit/test_counter.py", "# all new\n")

    plant(catalogue, mutant)

    assert file.read_bytes() == PLANTED.encode()
    assert (project / "tests/unit/test_counter.py").read_text() == "# all new\n"


def test_nothing_is_planted_in_a_file_that_git_does_not_have(tmp_path: Path) -> None:
    """A file that is not committed could not be brought back."""
    write_project(tmp_path)
    write(tmp_path / ".gitignore", "src/\n")
    commit(tmp_path)
    catalogue = read_catalogue(tmp_path / "tests/mutants.toml")

    with pytest.raises(UsageError, match=r"counter\.py is not committed: only from git can it come back"):
        plant(catalogue, catalogue.mutants[0])

    assert (tmp_path / "src/counter.py").read_bytes() == COUNTER.encode()
    assert find_planted(catalogue) is None


@pytest.fixture
def without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    """Return the catalogue of a project that is in no repository."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", f"{tmp_path.resolve().parent}")
    return read_catalogue(write_project(tmp_path) / "tests/mutants.toml")


def test_nothing_is_planted_without_a_repository(without_git: Catalogue) -> None:
    """A project that was downloaded as an archive has nothing to bring the file back from."""
    with pytest.raises(UsageError, match="this is no clone of git"):
        plant(without_git, without_git.mutants[0])

    assert without_git.subject.path.read_bytes() == COUNTER.encode()


def test_without_a_repository_nothing_is_found(without_git: Catalogue) -> None:
    """Where nothing can be planted, nothing is, and that is no error."""
    assert find_planted(without_git) is None


def test_without_git_nothing_is_found(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine that does not have git at all is no error either."""
    monkeypatch.setenv("PATH", f"{tmp_path / 'nowhere'}")

    assert find_planted(catalogue) is None


def test_only_what_is_planted_is_taken_out(catalogue: Catalogue, file: Path) -> None:
    """Without a bug in the program there is nothing to be done, and the file is left alone."""
    with pytest.raises(UsageError, match="no mutant is planted"):
        unplant(catalogue)

    assert file.read_bytes() == COUNTER.encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("return number + 1", "return number + 2", id="a replacement"),
        pytest.param("    return number % 2 == 0\n", "", id="a line that is taken out"),
        pytest.param("return number % 2 == 0", "return str(number)", id="a line that is there already"),
    ],
)
def test_edits_elsewhere_stay_when_the_bug_goes(catalogue: Catalogue, file: Path, old: str, new: str) -> None:
    """What somebody writes into the file above and below a planted bug is there when it is out again."""
    plant(catalogue, replace(catalogue.mutants[0], old=old, new=new))
    write(file, "import math\n" + file.read_text(encoding="utf-8") + "\n\nPI = math.pi\n")

    unplant(catalogue)

    assert file.read_text(encoding="utf-8") == "import math\n" + COUNTER + "\n\nPI = math.pi\n"
    assert find_planted(catalogue) is None


@pytest.mark.parametrize(
    "new",
    [
        pytest.param("return number + 2", id="a text that was nowhere else"),
        pytest.param("return str(number)", id="a text that is elsewhere too"),
    ],
)
def test_a_bug_that_was_edited_is_left_alone(catalogue: Catalogue, mutant: Mutant, file: Path, new: str) -> None:
    """What has changed since it was planted cannot be taken out: that is said, and nothing is guessed."""
    plant(catalogue, replace(mutant, old="return number + 1", new=new))
    edited = COUNTER.replace("return number + 1", "return 7")
    write(file, edited)

    with pytest.raises(UsageError, match=r"counter\.py has changed where skips-one was planted: see `git diff`"):
        unplant(catalogue)

    assert file.read_bytes() == edited.encode()
    assert find_planted(catalogue) is not None


def test_a_bug_that_was_mended_by_hand_is_out(catalogue: Catalogue, mutant: Mutant, file: Path) -> None:
    """Who found the bug and mended it, and went on working, keeps the work and is done."""
    plant(catalogue, mutant)
    mended = COUNTER + "\n\nPI = 3\n"
    write(file, mended)

    unplant(catalogue)

    assert file.read_bytes() == mended.encode()
    assert find_planted(catalogue) is None


def test_a_bug_that_git_took_out_is_forgotten(catalogue: Catalogue, mutant: Mutant, project: Path, file: Path) -> None:
    """After `git checkout` nothing is planted any more, whatever is written into the file later."""
    plant(catalogue, mutant)
    git(project, "checkout", "-q", "src/counter.py")

    assert find_planted(catalogue) is None
    write(file, COUNTER + "\n\nPI = 3\n")
    assert find_planted(catalogue) is None


def test_a_bug_that_was_committed_is_not_forgotten(
    catalogue: Catalogue, mutant: Mutant, project: Path, file: Path
) -> None:
    """Who commits everything, the bug too, is still told of it, and can take it out."""
    plant(catalogue, mutant)
    commit(project)

    assert find_planted(catalogue) == mutant
    unplant(catalogue)

    assert file.read_bytes() == COUNTER.encode()


def test_a_bug_outlives_its_catalogue(catalogue: Catalogue, mutant: Mutant, file: Path) -> None:
    """An author may rename a mutant while it is planted: it comes out as it went in."""
    plant(catalogue, mutant)
    later = replace(catalogue, mutants=(replace(mutant, name="skips-two", new="number + 3"),))

    assert unplant(later) == mutant

    assert file.read_bytes() == COUNTER.encode()


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(1, id="before anything"),
        pytest.param(2, id="before the note is there"),
        pytest.param(3, id="after the note"),
        pytest.param(4, id="before the file is there"),
    ],
)
def test_an_interruption_plants_nothing(
    catalogue: Catalogue, mutant: Mutant, file: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Whenever Ctrl-C comes the file is whole, nothing counts as planted, and planting works again."""
    with monkeypatch.context() as patch:
        calls = count(1)
        for name in ("write_text", "replace"):
            patch.setattr(Path, name, interrupted(getattr(Path, name), calls, number=number))
        with pytest.raises(KeyboardInterrupt):
            plant(catalogue, mutant)

    assert file.read_bytes() == COUNTER.encode()
    assert find_planted(catalogue) is None
    plant(catalogue, mutant)
    assert file.read_bytes() == PLANTED.encode()


def interrupted(method: Callable[..., object], calls: Iterator[int], *, number: int) -> Callable[..., object]:
    """Return a method that does as the original, but for Ctrl-C at the call that has this number."""

    def call(*arguments: object, **options: object) -> object:
        if next(calls) == number:
            raise KeyboardInterrupt
        return method(*arguments, **options)

    return call


@pytest.mark.parametrize("edit", [pytest.param("", id="as planted"), pytest.param("\n\nPI = 3\n", id="with an edit")])
def test_an_interruption_may_leave_the_note(
    catalogue: Catalogue, mutant: Mutant, file: Path, monkeypatch: pytest.MonkeyPatch, edit: str
) -> None:
    """When Ctrl-C comes after the bug is out and before that is noted, taking it out again does no harm."""
    plant(catalogue, mutant)
    write(file, PLANTED + edit)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", interrupted(Path.unlink, count(1), number=1))
        with pytest.raises(KeyboardInterrupt):
            unplant(catalogue)

    with suppress(UsageError):
        unplant(catalogue)

    assert file.read_bytes() == (COUNTER + edit).encode()
    assert find_planted(catalogue) is None


DIFF = [
    "--- a/src/counter.py",
    "+++ b/src/counter.py",
    "@@ -3,7 +3,7 @@",
    " ",
    " def following(number: int) -> int:",
    '     """Return the number that comes next."""',
    "-    return number + 1",
    "+    return number + 2",
    " ",
    " ",
    " def is_even(number: int) -> bool:",
]


def test_a_diff_shows_the_change(catalogue: Catalogue, mutant: Mutant) -> None:
    """What a mutant changes is shown as git shows a change."""
    assert diff(catalogue, mutant).splitlines() == DIFF


def test_a_diff_can_be_made_while_the_bug_is_planted(catalogue: Catalogue, mutant: Mutant) -> None:
    """It starts from what is committed, whatever the file has at the moment."""
    plant(catalogue, mutant)

    assert diff(catalogue, mutant).splitlines() == DIFF


def test_a_diff_needs_no_repository(without_git: Catalogue) -> None:
    """Where nothing is committed it starts from the file."""
    assert diff(without_git, without_git.mutants[0]).splitlines() == DIFF


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        pytest.param(
            Mutant("bad", "counter.py", "number + 9", "", why=""),
            "`old` stands there 0 times, not once",
            id="its place is not there",
        ),
        pytest.param(
            Mutant("bad", "counting.py", "number + 1", "", why=""),
            "No such file",
            id="its file is not there",
        ),
    ],
)
def test_a_mutant_that_cannot_be_made_has_no_diff(catalogue: Catalogue, bad: Mutant, message: str) -> None:
    """A mistake of the catalogue is named."""
    with pytest.raises(AuthorError, match=message):
        diff(catalogue, bad)


def test_a_mutant_that_cannot_be_made_is_not_planted(catalogue: Catalogue, mutant: Mutant) -> None:
    """A mistake of the catalogue is named, and nothing counts as planted."""
    with pytest.raises(AuthorError, match="`old` stands there 0 times, not once"):
        plant(catalogue, replace(mutant, old="number + 9"))

    assert find_planted(catalogue) is None


def test_a_file_that_was_removed_is_an_error(catalogue: Catalogue, mutant: Mutant, file: Path) -> None:
    """Who removed the file, with the bug in it, is told that it is not there, and git can bring it back."""
    plant(catalogue, mutant)
    file.unlink()

    with pytest.raises(AuthorError, match=r"counter\.py: No such file"):
        find_planted(catalogue)
