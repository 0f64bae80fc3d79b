"""The catalogue: how it's read, and which message each mistake of its author gets."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from workshop.errors import AuthorError, UsageError
from workshop.mutants.catalogue import Catalogue, read_catalogue
from workshop.mutants.mutant import Mutant
from workshop.mutants.subject import Subject

PATHS = """
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
name = "goes-backwards"
file = "rules.py"
old = "number + 1"
new = "number - 1"
why = "The game never ends."
"""
GOOD = PATHS + MUTANTS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of the catalogue of a small project, which is correct."""
    for folder in ("src/game", "tests/unit", "tests/property"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "src/game/rules.py").write_text("def following(number):\n    return number + 1\n")
    (tmp_path / "tests/unit/test_readme.py").touch()
    path = tmp_path / "tests/mutants.toml"
    path.write_text(GOOD)
    return path


def test_catalogue_is_read(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are relative to the folder above the file's own, and optional keys have defaults."""
    monkeypatch.chdir(path.parent)
    skips_one = Mutant("skips-one", "rules.py", "number + 1", "number + 2", why="Every other number is lost.")

    assert read_catalogue(Path("mutants.toml")) == Catalogue(
        root=tmp_path,
        subject=Subject(tmp_path / "src/game"),
        techniques={"unit": tmp_path / "tests/unit", "property": tmp_path / "tests/property"},
        left_out={tmp_path / "tests/unit/test_readme.py": "It tests the README."},
        mutants=(
            replace(skips_one, kills=("unit",), hint="What comes after 1?"),
            Mutant("goes-backwards", "rules.py", "number + 1", "number - 1", why="The game never ends."),
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("s]", "s", "Expected ']' at the end of a table declaration (at line 4, column 12)", id="not TOML"),
        pytest.param('subject = "src/game"', "", "the file is missing the key 'subject'", id="no subject"),
        pytest.param('"src/game"', "3", "the file: 'subject' must be a string, not 3", id="a number as the subject"),
        pytest.param("[left_out]", "[left]", "the file has an unknown key: 'left'", id="an unknown table"),
        pytest.param("src/game", "src/chess", "'subject': src/chess doesn't exist", id="an unknown subject"),
        pytest.param(
            "tests/property", "tests/prop", "technique property: tests/prop doesn't exist", id="an unknown folder"
        ),
        pytest.param(
            "test_readme", "test_it", "'left_out': tests/unit/test_it.py doesn't exist", id="an unknown test file"
        ),
        pytest.param('name = "skips-one"', "", "mutant 1 is missing the key 'name'", id="no name"),
        pytest.param('why = "The', '# "The', "mutant goes-backwards is missing the key 'why'", id="no reason"),
        pytest.param("hint =", "tip =", "mutant skips-one has an unknown key: 'tip'", id="an unknown key"),
        pytest.param(
            '["unit"]', '"unit"', "mutant skips-one: 'kills' must be an array, not 'unit'", id="a string as an array"
        ),
        pytest.param('"skips-one"', "1", "mutant 1: 'name' must be a string, not 1", id="a number as a name"),
        pytest.param("goes-backwards", "skips-one", "mutant skips-one is defined twice", id="a name twice"),
        pytest.param(
            't"]', 'd"]', "mutant skips-one: 'kills' names 'unid', which isn't a technique", id="an unknown technique"
        ),
    ],
)
def test_message_names_the_file_the_place_and_the_mistake(path: Path, old: str, new: str, message: str) -> None:
    """An author can correct it without reading our code."""
    path.write_text(GOOD.replace(old, new), encoding="latin-1")

    with pytest.raises(AuthorError) as raised:
        read_catalogue(path)

    assert f"{raised.value}" == f"{path}: {message}"


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        pytest.param('"tests/unit"', "3", "'techniques'", id="the folder of a technique"),
        pytest.param('"It tests the README."', "3", "'left_out'", id="the reason to leave out a test"),
        pytest.param('["unit"]', '[["unit"]]', "mutant skips-one: 'kills'", id="a technique that kills"),
        pytest.param(GOOD, f'mutant = ["skips-one"]\n{PATHS}', "'mutant'", id="a mutant"),
    ],
)
def test_nested_value_of_the_wrong_type_is_an_error(path: Path, old: str, new: str, title: str) -> None:
    """The author gets a message, not a traceback."""
    path.write_text(GOOD.replace(old, new))

    with pytest.raises(AuthorError, match=f"^{re.escape(f'{path}: {title}')}: each value must be a "):
        read_catalogue(path)


def test_missing_file_is_an_error(path: Path) -> None:
    """The message is that of the system."""
    path.unlink()

    with pytest.raises(AuthorError, match=f"^{re.escape(f'{path}: {os.strerror(2)}')}$"):
        read_catalogue(path)


def test_check_accepts_mutants_that_can_be_applied(path: Path) -> None:
    """A correct catalogue passes."""
    read_catalogue(path).check()


def test_check_lists_all_mutants_that_cannot_be_applied(path: Path) -> None:
    """There's a line for each, so that an author can correct them all at once."""
    path.write_text(GOOD.replace("number + 2", "number + 1").replace("number - 1", "number -"))

    with pytest.raises(AuthorError) as raised:
        read_catalogue(path).check()

    assert f"{raised.value}".splitlines() == [
        "mutant skips-one: rules.py: `new` doesn't change the program",
        "mutant goes-backwards: rules.py: the mutated file doesn't compile: line 2: invalid syntax",
    ]


def test_find_returns_the_mutant_with_this_name(path: Path) -> None:
    """The order doesn't matter."""
    assert read_catalogue(path).find("goes-backwards").why == "The game never ends."


def test_find_lists_the_names_if_there_is_no_such_mutant(path: Path) -> None:
    """You can correct a typo without looking into the file."""
    with pytest.raises(UsageError, match=r"^there's no mutant 'goes'; choose one of skips-one, goes-backwards$"):
        read_catalogue(path).find("goes")
