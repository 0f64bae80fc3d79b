"""Questions about the metadata that wasn't given: when they are asked, and what git and the template propose."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from metadata_questions import answers, can_ask
from plain_git import git
from pytest_mock import MockerFixture

GIVEN = {"email": "ada@example.com"}


@pytest.mark.parametrize(
    ("is_terminal", "ci", "expected"),
    [
        pytest.param(True, None, True, id="a terminal"),
        pytest.param(False, None, False, id="a pipe"),
        pytest.param(True, "", False, id="a terminal in CI"),
    ],
)
def test_questions_need_someone_to_answer(
    is_terminal: bool,  # noqa: FBT001
    ci: str | None,
    expected: bool,  # noqa: FBT001
    mocker: MockerFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They are asked in a terminal, and never in CI."""
    mocker.patch("sys.stdin.isatty", return_value=is_terminal, create=True)
    monkeypatch.delenv("CI", raising=False)
    if ci is not None:
        monkeypatch.setenv("CI", ci)

    assert can_ask() is expected


def test_a_closed_standard_input_answers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python has none then."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(sys, "stdin", None)

    assert not can_ask()


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[str]]]:
    """Yield what is typed for each question, by its first word; the test fills it, and nothing of it may be left."""
    lines: dict[str, list[str]] = {}
    monkeypatch.setattr("builtins.input", lambda prompt: lines[prompt.partition(",")[0]].pop(0))
    yield lines
    assert [*filter(None, lines.values())] == []


def test_only_what_was_not_given_is_asked(small: Path, typed: dict[str, list[str]]) -> None:
    """What is typed is the value; nothing is asked about one that was given."""
    typed |= {"author": ["Ada"], "license": ["ISC"], "url": ["https://a.b"], "description": ["Sells."]}

    values = answers(small, GIVEN)

    assert values == {
        "author": "Ada",
        "email": "ada@example.com",
        "license": "ISC",
        "url": "https://a.b",
        "description": "Sells.",
    }


def test_enter_chooses_the_default(small: Path, typed: dict[str, list[str]]) -> None:
    """Git knows the author and the repository, and the template the rest."""
    typed |= {name: [""] for name in ("author", "email", "license", "url", "description")}
    for setting in ("user.name=Ada", "user.email=ada@example.com", "remote.origin.url=git@github.com:ada/shop.git"):
        git(small, "config", *setting.split("="))

    values = answers(small, {})

    assert values == {
        "author": "Ada",
        "email": "ada@example.com",
        "license": "MIT",
        "url": "https://github.com/ada/shop",
        "description": "",
    }


def test_a_default_can_be_declined(small: Path, mocker: MockerFixture) -> None:
    """The question says how; one about what the template has too doesn't."""
    git(small, "config", "user.name", "Ada")
    ask = mocker.patch("builtins.input", side_effect=["-"] * 4)

    values = answers(small, GIVEN)

    assert values == GIVEN | dict.fromkeys(("author", "license", "url", "description"), "")
    assert [call.args[0] for call in ask.call_args_list] == [
        "author, who holds the copyright [Ada, or - for none]: ",
        "license, its identifier at SPDX [MIT]: ",
        "url, where the source is [none]: ",
        "description, what the project does, in a line [none]: ",
    ]


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        pytest.param("user.name=Doe, John", "author", id="a name with a comma"),
        pytest.param("user.email=ada@localhost", "email", id="an address on this machine"),
    ],
)
def test_what_would_be_refused_is_no_default(setting: str, name: str, small: Path, typed: dict[str, list[str]]) -> None:
    """Enter never leads to an error."""
    typed |= {each: [""] for each in ("author", "email", "license", "url", "description")}
    git(small, "config", *setting.split("="))

    assert answers(small, {})[name] == ""


def test_what_the_owner_has_written_is_not_asked(small: Path, typed: dict[str, list[str]]) -> None:
    """Authors and URLs in pyproject.toml stay, and the license there is the default."""
    pyproject = small / "pyproject.toml"
    text = pyproject.read_text(encoding="utf-8").replace('license = "MIT"', 'license = "ISC"\nauthors = []\nurls = {}')
    pyproject.write_text(text, encoding="utf-8")
    typed |= {name: [""] for name in ("license", "description")}

    assert answers(small, {}) == {"license": "ISC", "description": ""}


def test_a_wrong_answer_is_asked_again(
    small: Path, typed: dict[str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason comes first, with a proposal."""
    typed |= {name: [""] for name in ("author", "url", "description")}
    typed |= {"license": ["GPL", "GPL-3.0-or-later"]}

    values = answers(small, GIVEN)

    assert values["license"] == "GPL-3.0-or-later"
    assert capsys.readouterr().out.startswith("--license can't be 'GPL': ")
