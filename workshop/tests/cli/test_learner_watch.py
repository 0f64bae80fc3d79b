"""The command that checks on every save; what it waits for is tested with the course."""

import pytest
from rich.console import Console

from tests.cli.conftest import Command
from tests.verdicts import make_checked
from workshop.cli import learner
from workshop.course import watch
from workshop.course.exercise import Exercise


class FakeWatch:
    """Shows everything once instead of waiting for saves."""

    def __init__(self, course: object, screen: watch.Screen) -> None:
        del course
        self._screen = screen

    def take(self, event: str) -> None:
        """Ignore a key."""

    def run(self, exercise: Exercise) -> None:
        """Show a check, a verdict, a hint and a problem."""
        self._screen.checking(exercise)
        self._screen.verdict(make_checked(exercise))
        self._screen.hint(exercise)
        self._screen.trouble("something is in the way")


@pytest.mark.parametrize("is_terminal", [True, False])
@pytest.mark.usefixtures("course")
def test_watching_shows_checks_verdicts_and_hints(
    run: Command, monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool
) -> None:
    """On a terminal a verdict replaces what was there; problems go to stderr."""
    monkeypatch.setattr(watch, "Watch", FakeWatch)
    monkeypatch.setattr(
        learner, "output", lambda: Console(force_terminal=is_terminal, no_color=True, legacy_windows=False)
    )

    result = run("watch")

    assert (result.code, result.err) == (0, "workshop: something is in the way\n")
    checking, verdict, keys, hint = map(
        result.out.index, ("checking 13-doubles ...", "0 of 5 mutants killed", "h hint   n next", "Doubles, hint 1")
    )
    assert checking < verdict < keys < hint
    assert ("\x1b[2J" in result.out) is is_terminal
