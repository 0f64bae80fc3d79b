"""The command that checks on every save; what it waits for is tested with the course."""

import errno
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.verdicts import make_checked, make_test
from workshop.cli import hint, learner, status, watch
from workshop.course.exercise import Exercise
from workshop.course.watch import Screen
from workshop.reports.console import PrintableConsole

MODULES = (watch, learner, hint, status)
KEYS = "h hint   n next exercise   l list   r run again (or Enter)   q quit"
Act = Callable[[Screen, Exercise], None]


class FakeWatch:
    """Acts at once instead of waiting for saves."""

    def __init__(self, act: Act, _course: object, screen: Screen) -> None:
        self._act = act
        self._screen = screen

    def press(self, key: str) -> None:
        """Ignore a key."""

    def take(self, event: str) -> None:
        """Ignore that something is closed."""

    def run(self, exercise: Exercise) -> None:
        """Act."""
        self._act(self._screen, exercise)


def show_everything(screen: Screen, exercise: Exercise) -> None:
    """Show a check, a verdict, a hint, the exercises, a problem, and the keys."""
    screen.checking(exercise)
    screen.verdict(make_checked(exercise))
    screen.hint(exercise)
    screen.exercises()
    screen.trouble("something is in the way")
    screen.keys()


@pytest.mark.parametrize("is_terminal", [True, False])
@pytest.mark.usefixtures("course")
def test_watching_shows_everything(run: Command, monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool) -> None:
    """On a terminal a verdict replaces what was there; problems go to stderr."""
    monkeypatch.setattr(watch, "Watch", partial(FakeWatch, show_everything))
    console = PrintableConsole(force_terminal=is_terminal, no_color=True, legacy_windows=False)
    for module in MODULES:
        monkeypatch.setattr(module, "output", lambda: console)

    result = run("watch")

    assert (result.code, result.err) == (0, "workshop: something is in the way\n")
    readme, file = Path("exercises", "13-doubles", "README.md"), Path("answers", "13-doubles", "test_doubles.py")
    expected = (
        "checking 13-doubles ...",
        "0 of 5 mutants killed",
        "Stuck? Press h.",
        f"Read {readme}, then write your tests in",
        f"{file}.\nIt usually takes about 15 minutes.",
        KEYS,
        "Doubles, hint 1",
        KEYS,
        "14-more",
        KEYS,
        KEYS,
    )
    place = -1
    for text in expected:
        assert (place := result.out.find(text, place + 1)) >= 0
    assert ("\x1b[2J" in result.out) is is_terminal


@pytest.mark.usefixtures("course")
def test_only_the_first_verdict_says_where_to_begin(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The learner knows afterwards."""
    monkeypatch.setattr(watch, "Watch", partial(FakeWatch, show_everything))
    run("check")

    assert "It usually takes" not in run("watch").out


@pytest.mark.usefixtures("course")
def test_a_narrow_terminal_keeps_each_key_with_its_words(narrow: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are in several lines."""
    monkeypatch.setattr(watch, "Watch", partial(FakeWatch, lambda screen, _: screen.keys()))

    lines = narrow("watch").out.splitlines()

    assert lines == ["", "h hint   n next exercise   l list", "r run again (or Enter)   q quit"]


@pytest.mark.usefixtures("course")
def test_a_done_exercise_leads_to_the_next(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its command is named above the keys."""

    def finish(screen: Screen, exercise: Exercise) -> None:
        screen.verdict(make_checked(exercise, make_test("test_all", "sound", *exercise.numbers)))

    monkeypatch.setattr(watch, "Watch", partial(FakeWatch, finish))

    out = run("watch", "13").out

    assert out.index("Done: ") < out.index("Next is 14-more: ") < out.index(KEYS)


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("number", [signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)])
def test_a_signal_ends_it_in_order(number: signal.Signals, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that it has started ends; the exit code is the one that shells give. Afterwards signals do what they did."""

    def end(_screen: Screen, _exercise: Exercise) -> None:
        signal.raise_signal(number)

    monkeypatch.setattr(watch, "Watch", partial(FakeWatch, end))
    before = signal.signal(number, signal.SIG_DFL)
    try:
        assert run("watch").code == 128 + number
        assert signal.getsignal(number) == signal.SIG_DFL
    finally:
        signal.signal(number, before)


@pytest.mark.usefixtures("course")
def test_a_signal_that_is_ignored_stays_so(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `nohup` asks for."""
    seen: list[object] = []
    monkeypatch.setattr(watch, "Watch", partial(FakeWatch, lambda *_: seen.append(signal.getsignal(signal.SIGTERM))))
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        run("watch")
    finally:
        signal.signal(signal.SIGTERM, before)

    assert seen == [signal.SIG_IGN]


@pytest.mark.usefixtures("course")
def test_a_terminal_that_has_gone_ends_it(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody would see what it writes."""

    def write(_screen: Screen, _exercise: Exercise) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(watch, "Watch", partial(FakeWatch, write))

    assert run("watch").code == 1


@pytest.mark.usefixtures("course")
def test_another_error_of_the_system_is_not_hidden(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be our mistake."""

    def write(_screen: Screen, _exercise: Exercise) -> None:
        raise OSError(errno.ENOTDIR, "Not a directory")

    monkeypatch.setattr(watch, "Watch", partial(FakeWatch, write))

    with pytest.raises(NotADirectoryError):
        run("watch")
