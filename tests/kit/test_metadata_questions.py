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


def test_a_wrong_answer_is_asked_again(
    small: Path, typed: dict[str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason comes first, with a proposal."""
    typed |= {name: [""] for name in ("author", "url", "description")}
    typed |= {"license": ["GPL", "GPL-3.0-or-later"]}

    values = answers(small, GIVEN)

    assert values["license"] == "GPL-3.0-or-later"
    assert capsys.readouterr().out.startswith("--license can't be 'GPL': ")
