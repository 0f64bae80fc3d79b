"""The metadata of an adopted project: which values are refused, why, what is proposed instead, and where they go."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import adopt
import pytest
from plain_git import git
from project_metadata import OPTIONS, UNCHANGED, Metadata, checked, web_address, with_metadata
from working_tree_checks import RefusedError

TEXTS = {
    "LICENSE": "MIT License\n\nCopyright (c) the contributors\n",
    "pyproject.toml": 'description = "old"\nlicense = "MIT"\nrequires-python = ">=3"\n\n[project.scripts]\n',
    "notes.md": "description = license\n",
}


def test_each_value_has_an_option() -> None:
    """The options have the names of the values."""
    assert {field.name for field in fields(Metadata)} == set(OPTIONS)


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        pytest.param("author", " Ada Lovelace ", "Ada Lovelace", id="space around a name"),
        pytest.param("author", 'Åda "L" \\ 劉', 'Åda "L" \\ 劉', id="any characters"),
        pytest.param("author", "", "", id="nothing"),
        pytest.param("email", "ada+shop@mail.example.com", "ada+shop@mail.example.com", id="an address"),
        pytest.param("license", "apache-2.0", "Apache-2.0", id="small letters"),
        pytest.param("license", "mit or apache-2.0", "MIT OR Apache-2.0", id="a choice of two"),
        pytest.param("license", "LicenseRef-Acme", "LicenseRef-Acme", id="a license of one's own"),
        pytest.param("license", "", "MIT", id="the default"),
        pytest.param("url", "http://localhost:3000/ada?tab=a", "http://localhost:3000/ada?tab=a", id="a port"),
        pytest.param("description", "Sells things.", "Sells things.", id="a sentence"),
    ],
)
def test_a_usual_value_is_accepted(option: str, value: str, expected: str) -> None:
    """It's written as it should be."""
    assert getattr(checked({option: value}), option) == expected


@pytest.mark.parametrize(
    ("option", "value", "reason", "proposal"),
    [
        pytest.param("author", "Ada, Bob", "it has a comma, and pyproject.toml allows none in a name", "Ada", id="two"),
        pytest.param(
            "author",
            "Ada Lovelace <ada@example.com>",
            "it is, or has, an address, for which there is --email",
            "Ada Lovelace",
            id="a name with an address",
        ),
        pytest.param(
            "author",
            "ada@example.com",
            "it is, or has, an address, for which there is --email",
            "Ada Lovelace",
            id="no name",
        ),
        pytest.param("author", "Ada\nL", "it isn't one line of plain text", "Ada", id="two lines"),
        pytest.param("author", "\x1b", "it isn't one line of plain text", "Ada Lovelace", id="only a control"),
        pytest.param(
            "author",
            "\x1b, Ada",
            "it has a comma, and pyproject.toml allows none in a name",
            "Ada Lovelace",
            id="no first name",
        ),
        pytest.param("email", "ada", "it isn't the address of a mailbox", "ada@example.com", id="no address"),
        pytest.param("email", "a@b.c\x07", "it isn't the address of a mailbox", "ada@example.com", id="a control"),
        pytest.param(
            "email", "Ada <ada@acme.org>", "it isn't the address of a mailbox", "ada@acme.org", id="also a name"
        ),
        pytest.param(
            "license",
            "Apache",
            "SPDX has no such identifier (https://spdx.org/licenses lists them)",
            "Apache-2.0",
            id="no version",
        ),
        pytest.param(
            "license",
            "GNU AGPL v3",
            "SPDX has no such identifier (https://spdx.org/licenses lists them)",
            "AGPL-3.0-or-later",
            id="a nickname",
        ),
        pytest.param(
            "license",
            "MPI-2.0",
            "SPDX has no such identifier (https://spdx.org/licenses lists them)",
            "MPL-2.0",
            id="a slip",
        ),
        pytest.param(
            "license",
            "GPLv3",
            "SPDX has no such identifier (https://spdx.org/licenses lists them)",
            "GPL-3.0-or-later",
            id="no hyphen",
        ),
        pytest.param("url", "acme.org/shop", "it doesn't begin with https://", "https://acme.org/shop", id="no scheme"),
        pytest.param("url", "here", "it doesn't begin with https://", "https://github.com/ada/acme-shop", id="no host"),
        pytest.param(
            "url", "https://a b", "it isn't the address of a page", "https://github.com/ada/acme-shop", id="a space"
        ),
        pytest.param("description", "a" * 201, "it is longer than 200 characters", "a" * 200, id="too long"),
        pytest.param("description", "a\x07b\nc", "it isn't one line of plain text", "ab", id="lines and controls"),
        pytest.param(
            "description", "\udcff", "it isn't one line of plain text", "Keeps things in order", id="no text in UTF-8"
        ),
    ],
)
def test_a_wrong_value_is_refused(option: str, value: str, reason: str, proposal: str) -> None:
    """The message is one sentence, with a proposal that would be accepted."""
    with pytest.raises(RefusedError) as error:
        checked({option: value})

    message = f"{error.value}"
    assert message.startswith(f"--{option} can't be '")
    assert message.endswith(f": {reason}; try {proposal}")
    assert message.isprintable()
    assert "''" not in message
    assert getattr(checked({option: proposal}), option) == proposal


@pytest.mark.parametrize("name", ["nonsense", "?"])
def test_a_license_like_no_other_gets_no_proposal(name: str) -> None:
    """It wouldn't be what was meant."""
    with pytest.raises(RefusedError, match=rf"^--license can't be '{re.escape(name)}': SPDX .* lists them\)$"):
        checked({"license": name})


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("git@github.com:ada/shop.git\n", "https://github.com/ada/shop"),
        ("ssh://git@github.com/ada/shop.git", "https://github.com/ada/shop"),
        ("ssh://git@git.acme.com:2222/ada/shop.git", "https://git.acme.com/ada/shop"),
        ("git@git.acme.com:2222/shop.git", "https://git.acme.com/2222/shop"),
        ("https://github.com/ada/shop.git", "https://github.com/ada/shop"),
        ("github.com/ada/shop", "https://github.com/ada/shop"),
        ("https://secret@github.com/ada/shop", ""),
        ("/home/ada/shop", ""),
        ("", ""),
    ],
)
def test_the_web_address_of_a_repository(address: str, expected: str) -> None:
    """It's where a browser finds the repository, without a login; a folder has none."""
    assert web_address(address) == expected


@pytest.mark.parametrize(
    ("metadata", "path", "line"),
    [
        (Metadata(author='Ada "L"'), "pyproject.toml", 'authors = [{ name = "Ada \\"L\\"" }]\nrequires-python'),
        (Metadata(email="a@b.c"), "pyproject.toml", 'authors = [{ email = "a@b.c" }]\nrequires-python'),
        (Metadata(url="https://a.b"), "pyproject.toml", '[project.urls]\nSource = "https://a.b"\n\n[project.scripts]'),
        (
            Metadata(url="https://github.com/ada/shop"),
            "pyproject.toml",
            'Issues = "https://github.com/ada/shop/issues"\nChangelog = "https://github.com/ada/shop/blob/HEAD/CHANGELOG.md"\n',
        ),
        (Metadata(description="né \\1"), "pyproject.toml", 'description = "né \\\\1"\nlicense = "MIT"\n'),
        (Metadata(license="ISC"), "pyproject.toml", 'license = "ISC"\n'),
        (Metadata(author="Ada"), "LICENSE", " Ada\nCopyright (c) the contributors\n"),
    ],
)
def test_a_value_has_its_place(metadata: Metadata, path: str, line: str) -> None:
    """It's written as TOML wants it, and the other files stay."""
    new = with_metadata(TEXTS, metadata)

    assert line in new[path]
    assert new["notes.md"] == TEXTS["notes.md"]


def test_without_values_nothing_changes() -> None:
    """The template's own metadata stays."""
    assert with_metadata(TEXTS, UNCHANGED) == TEXTS


def test_the_author_of_another_license_is_not_in_the_text_of_this_one() -> None:
    """LICENSE will have another text."""
    assert with_metadata(TEXTS, Metadata(author="Ada", license="ISC"))["LICENSE"] == TEXTS["LICENSE"]


def test_a_value_without_a_place_is_an_error() -> None:
    """A file may have been edited, or be gone."""
    with pytest.raises(RefusedError, match=r"^LICENSE has changed, and has no place for 'Copyright \(c\) .* Ada'"):
        with_metadata({"pyproject.toml": TEXTS["pyproject.toml"]}, Metadata(author="Ada"))


@pytest.mark.parametrize(
    ("old", "new", "metadata"),
    [
        pytest.param("", 'authors = [{ name = "Bob" }]\n', Metadata(author="Ada"), id="an author"),
        pytest.param("[project.s", '[project.urls]\nHome = "."\n[project.s', Metadata(url="https://a.b"), id="a URL"),
        pytest.param(
            '"old"', '"""\nold\nand long"""', Metadata(description="new"), id="a description of several lines"
        ),
    ],
)
def test_what_the_owner_has_written_is_not_broken(old: str, new: str, metadata: Metadata) -> None:
    """A second value, or half of one, would make pyproject.toml unreadable."""
    pyproject = TEXTS["pyproject.toml"].replace(old, new, 1)

    with pytest.raises(
        RefusedError,
        match=r"^pyproject\.toml has changed, and has no place for '.*' any more; write it there yourself, and",
    ):
        with_metadata(TEXTS | {"pyproject.toml": pyproject}, metadata)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rope")  # about its own code
def test_another_license_is_for_the_owner_to_put_in_place(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its identifier is in pyproject.toml; the command says that its text is missing, and LICENSE stays."""
    monkeypatch.chdir(small)
    monkeypatch.setattr(adopt, "can_ask", lambda: True)
    monkeypatch.setattr(adopt, "answers", lambda _root, given: given | {"author": "Ada Lovelace"})

    adopt.main("acme_shop", "--license", "apache-2.0")

    project = tomllib.loads((small / "pyproject.toml").read_text())["project"]
    assert (project["license"], project["authors"]) == ("Apache-2.0", [{"name": "Ada Lovelace"}])
    assert git(small, "diff", "--staged", "--", "LICENSE") == ""
    assert "\nPut the text of Apache-2.0 into LICENSE, which still has that of MIT.\n" in capsys.readouterr().out
