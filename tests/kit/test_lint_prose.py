"""The linter of the English, on its own examples and on a small repository."""

import runpy
import shutil
import tomllib
from pathlib import Path

import lint_prose
import pytest
from lint_prose import find_phrases, read_phrases

ROOT = Path(__file__).parents[2]
PHRASES = read_phrases(ROOT)
TABLES = tomllib.loads((ROOT / ".ci" / "prose.toml").read_text(encoding="utf-8"))["phrase"]


def write(path: Path, text: str) -> Path:
    """Write a text to a file, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names_found(text: str, root: Path, file: str = "README.md") -> list[str]:
    """Return the names of the phrases that the linter finds in a file with this text."""
    path = write(root / file, text)
    return [line.rpartition("(")[2].removesuffix(")") for line in find_phrases(path, root, PHRASES)]


@pytest.mark.parametrize(
    ("name", "sentence"), [(table["name"], sentence) for table in TABLES for sentence in table["wrong"]]
)
def test_a_wrong_sentence_is_found_by_its_phrase(name: str, sentence: str, tmp_path: Path) -> None:
    """Each example of a phrase is found once, also where a line ends between its words."""
    on_many_lines = sentence.replace(" ", "\n  ")

    found = names_found(f"{sentence}\n\n- {on_many_lines}\n", tmp_path)

    assert found == [name, name]


@pytest.mark.parametrize("sentence", [sentence for table in TABLES for sentence in table["right"]])
def test_a_right_sentence_is_accepted(sentence: str, tmp_path: Path) -> None:
    """What `right` proposes contains none of the phrases."""
    assert names_found(sentence, tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("```console\n$ echo nobody\nnobody\n```\n", id="a block"),
        pytest.param("Type `echo nobody`.", id="code in a sentence"),
        pytest.param("<!-- nobody\nsees this -->", id="a comment"),
    ],
)
def test_code_and_comments_are_not_prose(text: str, tmp_path: Path) -> None:
    """Commands, their outputs and comments may contain any phrase."""
    assert names_found(text, tmp_path) == []


def test_strings_of_a_source_file_are_prose(tmp_path: Path) -> None:
    """A docstring and the help of an option are checked, code and comments of Python aren't."""
    source = '"""Nobody."""\nnobody = 1  # nobody\nadd_argument("-x", help="what nobody " f"{nobody} anybody")\n'

    found = names_found(source, tmp_path, "src/cli.py")

    assert found == ["nameless-person"] * 3


def test_a_finding_has_its_place_and_what_to_write_instead(tmp_path: Path) -> None:
    """The line number counts the lines of code before the phrase."""
    path = write(tmp_path / "docs" / "01-one.md", "# One\n\n```python\n1\n```\n\nIt passes, and\nnobody is\nasked.\n")

    found = list(find_phrases(path, tmp_path, PHRASES))

    assert [line.partition(" ")[0] for line in found] == ["docs/01-one.md:8:", "docs/01-one.md:8:"]
    assert "“nobody is asked”: say who does what" in found[0]


@pytest.mark.parametrize(
    "file",
    [
        "README.md",
        ".github/CONTRIBUTING.md",
        ".github/ISSUE_TEMPLATE/bug.yml",
        "workshop/exercises/01-first/exercise.toml",
        "src/fizzbuzz/cli.py",
        "workshop/src/workshop/cli/app.py",
    ],
)
def test_any_text_with_a_phrase_makes_the_gate_red(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exit code is 1 where `sys.exit` gets a text, which it prints, and 0 where it gets 0."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "prose.toml", ".ci")
    codes = []

    for text in ('"Someone"', '"Somebody"'):
        write(tmp_path / file, text)
        with pytest.raises(SystemExit) as exit_:
            runpy.run_path(lint_prose.__file__, run_name="__main__")
        codes.append(exit_.value.code)

    assert codes[0] == 0
    assert f"{codes[1]}".startswith(f"{file}:1: “Somebody”: name the person")
