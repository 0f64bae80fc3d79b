"""What an author writes down, how it is read, and how each of an author's mistakes is named."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from workshop.errors import AuthorError
from workshop.mutants.catalogue import Catalogue, Suite, read_catalogue
from workshop.mutants.mutant import Mutant
from workshop.mutants.subject import Subject

PLACES = """
subject = "src/game"

[techniques]
unit = "tests/unit"
property = "tests/property"

[left_out]
"tests/unit/test_readme.py" = "It tests the README."
"""
MUTANTS = """
[[mutant]]
name = "skips-one"
file = "rules.py"
old = "number + 1"
new = "number + 2"
why = "Every other number is lost."
kills = ["unit"]
hint = "What comes after 1?"

[[mutant]]
name = "turns-back"
file = "rules.py"
old = "number + 1"
new = "number - 1"
why = "The game never ends."
"""
GOOD = PLACES + MUTANTS
SOURCE = "def following(number):\n    return number + 1\n"
MUTANT = Mutant("skips-one", "rules.py", "number + 1", "number + 2", why="Every other number is lost.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the catalogue of a small project stands, and is good."""
    for folder in ("src/game", "tests/unit", "tests/property"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "src/game/rules.py").write_text(SOURCE)
    (tmp_path / "tests/unit/test_readme.py").touch()
    path = tmp_path / "tests/mutants.toml"
    path.write_text(GOOD)
    return path


def test_a_good_file_is_read(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths start from the folder above that of the file, and what may be left out is empty where it is."""
    monkeypatch.chdir(path.parent)

    assert read_catalogue(Path("mutants.toml")) == Catalogue(
        root=tmp_path,
        subject=Subject(tmp_path / "src/game"),
        techniques={"unit": tmp_path / "tests/unit", "property": tmp_path / "tests/property"},
        left_out={tmp_path / "tests/unit/test_readme.py": "It tests the README."},
        mutants=(
            replace(MUTANT, kills=("unit",), hint="What comes after 1?"),
            Mutant("turns-back", "rules.py", "number + 1", "number - 1", why="The game never ends."),
        ),
    )


def test_the_suite_is_the_tests_of_all_techniques(path: Path, tmp_path: Path) -> None:
    """But those that are left out."""
    assert read_catalogue(path).suite == Suite(
        root=tmp_path,
        tests=(tmp_path / "tests/unit", tmp_path / "tests/property"),
        left_out=(tmp_path / "tests/unit/test_readme.py",),
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("s]", "s", "Expected ']' at the end of a table declaration (at line 4, column 12)", id="not TOML"),
        pytest.param('subject = "src/game"', "", "the file lacks the key 'subject'", id="no subject"),
        pytest.param('"src/game"', "3", "the file: 'subject' must be a str, not 3", id="a number for a subject"),
        pytest.param("[left_out]", "[left]", "the file has the unknown key 'left'", id="an unknown table"),
        pytest.param("src/game", "src/chess", "subject: src/chess is not there", id="no such subject"),
        pytest.param(
            "tests/property", "tests/prop", "technique property: tests/prop is not there", id="no such folder"
        ),
        pytest.param("test_readme", "test_it", "left_out: tests/unit/test_it.py is not there", id="no such test"),
        pytest.param('name = "skips-one"', "", "mutant 1 lacks the key 'name'", id="no name"),
        pytest.param('why = "The', '# "The', "mutant turns-back lacks the key 'why'", id="no reason"),
        pytest.param("hint =", "tip =", "mutant skips-one has the unknown key 'tip'", id="an unknown key"),
        pytest.param('["unit"]', '"unit"', "mutant skips-one: 'kills' must be a list, not 'unit'", id="kills no list"),
        pytest.param('"skips-one"', "1", "mutant 1: 'name' must be a str, not 1", id="a number for a name"),
        pytest.param("turns-back", "skips-one", "mutant skips-one is there twice", id="a name twice"),
        pytest.param('t"]', 'd"]', "mutant skips-one: `kills` names 'unid', which is no technique", id="no technique"),
    ],
)
def test_a_mistake_is_named(path: Path, old: str, new: str, message: str) -> None:
    """The file, the place in it and what is wrong there."""
    path.write_text(GOOD.replace(old, new), encoding="latin-1")

    with pytest.raises(AuthorError) as raised:
        read_catalogue(path)

    assert f"{raised.value}" == f"{path}: {message}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"tests/unit"', "3", id="the folder of a technique"),
        pytest.param('"It tests the README."', "3", id="the reason to leave a test out"),
        pytest.param('["unit"]', '[["unit"]]', id="a technique that kills"),
        pytest.param(GOOD, f'mutant = ["skips-one"]\n{PLACES}', id="a mutant"),
    ],
)
def test_a_value_of_another_type_is_a_mistake_wherever_it_stands(path: Path, old: str, new: str) -> None:
    """Deep in the file too, an author is told and sees no traceback."""
    path.write_text(GOOD.replace(old, new))

    with pytest.raises(AuthorError, match=f"^{re.escape(f'{path}')}: "):
        read_catalogue(path)


def test_a_file_that_is_not_there_is_named(path: Path) -> None:
    """In the words of the system."""
    path.unlink()

    with pytest.raises(AuthorError, match=f"^{re.escape(f'{path}: {os.strerror(2)}')}$"):
        read_catalogue(path)


def test_a_mutant_is_made() -> None:
    """One place differs, and nothing else."""
    assert MUTANT.applied_to(SOURCE) == "def following(number):\n    return number + 2\n"


@pytest.mark.parametrize(
    ("mutant", "reason"),
    [
        pytest.param(replace(MUTANT, old="number+1"), "`old` stands there 0 times, not once: 'number+1'", id="nowhere"),
        pytest.param(replace(MUTANT, old="number"), "`old` stands there 2 times, not once: 'number'", id="twice"),
        pytest.param(replace(MUTANT, new="number +"), "does not parse, line 2: invalid syntax", id="no Python"),
        pytest.param(
            replace(MUTANT, new="number\n    nonlocal x"),
            "does not parse, line 3: no binding for nonlocal 'x' found",
            id="no program",
        ),
        pytest.param(replace(MUTANT, new="number + 1"), "changes nothing", id="no change"),
        pytest.param(replace(MUTANT, new="number+1"), "changes nothing", id="only spaces"),
        pytest.param(replace(MUTANT, new="number + 1  # one"), "changes nothing", id="only a comment"),
    ],
)
def test_a_mutant_that_cannot_be_made_is_named(mutant: Mutant, reason: str) -> None:
    """With its file and the reason."""
    with pytest.raises(AuthorError, match=f"^{re.escape(f'mutant skips-one: rules.py: {reason}')}$"):
        mutant.applied_to(SOURCE)


def test_good_mutants_are_no_error(path: Path) -> None:
    """Every mutant of a good catalogue can be made."""
    read_catalogue(path).check()


def test_all_bad_mutants_are_named_at_once(path: Path) -> None:
    """A line for each: an author mends them in one go."""
    path.write_text(GOOD.replace("number + 2", "number + 1").replace("number - 1", "number -"))

    with pytest.raises(AuthorError) as raised:
        read_catalogue(path).check()

    assert f"{raised.value}".splitlines() == [
        "mutant skips-one: rules.py: changes nothing",
        "mutant turns-back: rules.py: does not parse, line 2: invalid syntax",
    ]


def test_a_mutant_is_found_by_its_name(path: Path) -> None:
    """Whichever it is."""
    assert read_catalogue(path).find("turns-back").why == "The game never ends."


def test_who_looks_for_no_mutant_is_told_which_there_are(path: Path) -> None:
    """A slip of the pen is mended without looking into the file."""
    with pytest.raises(AuthorError, match=r"^no mutant is called 'turns'; there are skips-one, turns-back$"):
        read_catalogue(path).find("turns")


@pytest.mark.parametrize("name", [pytest.param("game", id="a package"), pytest.param("game/rules.py", id="a module")])
def test_a_subject_reads_its_files(path: Path, name: str) -> None:
    """By their path in the package, or, of a module, by its own name."""
    assert Subject(path.parents[1] / "src" / name).read("rules.py") == SOURCE


def test_a_file_that_the_subject_has_not_is_named(path: Path) -> None:
    """With its whole path."""
    subject = Subject(path.parents[1] / "src/game")

    with pytest.raises(AuthorError, match=re.escape(f"{subject.path / 'rule.py'}: {os.strerror(2)}")):
        subject.read("rule.py")


def test_a_file_that_is_no_text_is_a_mistake(path: Path) -> None:
    """A program is read as UTF-8, and the file that is not is named."""
    rules = path.parents[1] / "src/game/rules.py"
    rules.write_bytes(b"# \xff")

    with pytest.raises(AuthorError, match=r"rules.py: is not UTF-8$"):
        Subject(rules.parent).read("rules.py")
