"""The record of an adoption: what it says, and that an upgrade can read it."""

import tomllib
from pathlib import Path

import adopt
import pytest
from adoption_record import RECORD, Record, read_record, record_text
from plain_git import git
from project_metadata import Metadata
from working_tree_checks import RefusedError

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rope")  # about its own code


def test_adoption_writes_the_record(small: Path) -> None:
    """It says which commit the project is made from, and under which name."""
    commit, tree = git(small, "rev-parse", "HEAD", "HEAD^{tree}").split()

    adopt.adopt(small, "acme_shop")

    assert read_record(small) == Record(commit, tree, ("acme_shop",))
    assert git(small, "status", "--porcelain", RECORD) == f"A  {RECORD}\n"


def test_the_record_lists_what_was_chosen(small: Path) -> None:
    """An upgrade leaves the same parts out again, and has the same author."""
    record = tomllib.loads(record_text(small, "acme_shop", ["service"], Metadata(author="Ada", url="https://ada.org")))

    assert record["arguments"] == ["acme_shop", "--without=service", "--author=Ada", "--url=https://ada.org"]


@pytest.mark.parametrize(
    ("origin", "template"),
    [
        pytest.param("https://example.org/kit.git", "https://example.org/kit.git", id="a URL"),
        pytest.param("https://me:secret@example.org/kit.git", "https://example.org/kit.git", id="with a password"),
        pytest.param("ssh://git@example.org/kit.git", "ssh://git@example.org/kit.git", id="with a user"),
        pytest.param('C:\\my "kit"', 'C:\\my "kit"', id="a folder"),
        pytest.param("", "", id="nowhere"),
    ],
)
def test_the_record_says_where_the_template_is(origin: str, template: str, small: Path) -> None:
    """It's where the repository was cloned from, and a password isn't published with the project."""
    if origin:
        git(small, "remote", "add", "origin", origin)

    record = tomllib.loads(record_text(small, "acme_shop", []))

    assert record["template"] == template


def test_a_remote_of_any_name_is_the_template_if_it_is_the_only_one(small: Path) -> None:
    """A user can have git call the first remote otherwise; of two, one must be `origin`."""
    git(small, "remote", "add", "upstream", "https://example.org/kit.git")
    of_one = tomllib.loads(record_text(small, "acme_shop", []))
    git(small, "remote", "add", "mine", "https://example.org/mine.git")

    of_two = tomllib.loads(record_text(small, "acme_shop", []))

    assert (of_one["template"], of_two["template"]) == ("https://example.org/kit.git", "")


def test_a_missing_record_is_an_error(tmp_path: Path) -> None:
    """Without it, there is nothing to compare with."""
    with pytest.raises(RefusedError, match=r"^there is no \.ci/adopted\.toml, which says"):
        read_record(tmp_path)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        pytest.param(b"<<<<<<< HEAD", "Invalid statement", id="a conflict"),
        pytest.param(b"commit = 1a2b", "Expected newline or end of document", id="a commit without quotes"),
        pytest.param(b"\xff", "'utf-8' codec can't decode", id="another encoding"),
    ],
)
def test_a_record_that_is_not_toml_is_an_error(record: bytes, reason: str, tmp_path: Path) -> None:
    """The message says where it can't be read, instead of a traceback."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / RECORD).write_bytes(record)

    with pytest.raises(RefusedError, match=rf"^\.ci/adopted\.toml can't be read: {reason}"):
        read_record(tmp_path)


@pytest.mark.parametrize(
    ("record", "missing"),
    [
        pytest.param('commit = "1a"', "arguments", id="no arguments"),
        pytest.param('commit = "1a"\narguments = "acme"', "arguments", id="arguments that are no list"),
        pytest.param('commit = "1a"\narguments = [5]', "arguments", id="arguments that are no texts"),
        pytest.param('commit = 5\narguments = ["acme"]', "commit", id="a commit that is no text"),
    ],
)
def test_an_incomplete_record_is_an_error(record: str, missing: str, tmp_path: Path) -> None:
    """The message names the line, and a record written by hand does without the tree."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / RECORD).write_text(record, encoding="utf-8")

    with pytest.raises(RefusedError, match=rf"^\.ci/adopted\.toml doesn't say the {missing}; restore that line$"):
        read_record(tmp_path)
