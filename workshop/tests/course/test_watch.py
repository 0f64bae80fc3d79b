"""The learner's tests are judged at every save, in a real terminal, and nothing makes it stop but who quits."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from tests.doubles import SOLUTION, START, TABLE, WRONG, write_exercise
from tests.terminal import Terminal
from tests.trials import running_processes
from workshop.course.progress import LearnerProgress
from workshop.course.watch import SAVED, Screen, Watch

pytest.importorskip("pty", reason="there are no terminals of this kind on Windows")

KEYS = "h hint   n next exercise   q quit"
HANGS = f"{START}\n\ndef test_never() -> None:\n    while True:\n        pass\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the folder of a project with two exercises."""
    for name in ("13-doubles", "14-more"):
        write_exercise(tmp_path, name)
    return tmp_path


@pytest.fixture
def file(project: Path) -> Path:
    """Return the file of the learner's tests."""
    return project / "answers" / "13-doubles" / "test_doubles.py"


@pytest.fixture
def terminal(project: Path) -> Iterator[Terminal]:
    """Return a terminal that shows the first verdict."""
    with Terminal(project, "watch") as shown:
        assert "2 of 5 mutants killed" in shown.wait_for(KEYS)
        yield shown


def save(file: Path, text: str) -> None:
    """Save as an editor does that writes the file in place."""
    file.write_text(text, encoding="utf-8")


def test_a_save_is_judged_at_once(terminal: Terminal, file: Path) -> None:
    """First it is said that it is being judged."""
    save(file, SOLUTION)

    terminal.wait_for("checking 13-doubles ...")
    assert "Done: every mutant is killed" in terminal.wait_for(KEYS)


def test_a_file_that_is_put_in_place_of_the_old_one_is_a_save(terminal: Terminal, file: Path) -> None:
    """As editors do that want to lose nothing; the temporary file is none."""
    new = file.with_suffix(".tmp")
    new.write_text(WRONG, encoding="utf-8")
    new.replace(file)

    assert "test_examples is wrong" in terminal.wait_for(KEYS)
    assert "checking" not in terminal.text


def test_errors_are_survived(terminal: Terminal, file: Path) -> None:
    """A syntax error, a file that is gone, tests that bring the judge down: at the next good save all is good."""
    save(file, "def test(:\n")
    assert "The tests cannot be run" in terminal.wait_for(KEYS)

    save(file, "import os, signal\n\nos.kill(os.getppid(), signal.SIGKILL)\n")
    terminal.wait_for("checking")
    terminal.wait_for("workshop: ")

    save(file, SOLUTION)
    assert "Done" in terminal.wait_for(KEYS)


def test_a_file_that_is_gone_is_awaited(terminal: Terminal, file: Path) -> None:
    """Whoever asks for a verdict meanwhile is told."""
    file.unlink()
    (file.parent / "test_doubles.py").mkdir()  # nobody can read it
    terminal.wait_for("workshop: ")
    (file.parent / "test_doubles.py").rmdir()

    save(file, SOLUTION)
    assert "Done" in terminal.wait_for(KEYS)


def test_a_save_does_not_wait_for_tests_that_hang(terminal: Terminal, file: Path) -> None:
    """What is being judged is given up for what is new."""
    save(file, HANGS)
    terminal.wait_for("checking")
    with pytest.raises(AssertionError):
        terminal.wait_for(KEYS, patience=2)

    save(file, SOLUTION)
    assert "Done" in terminal.wait_for(KEYS, patience=8)


def test_keys_give_hints_and_the_next_exercise(terminal: Terminal) -> None:
    """Other keys do nothing; after the last exercise the first comes again."""
    terminal.press("x")
    terminal.press("h")
    terminal.wait_for("Doubles, hint 1 of 3:\n\nBegin with 3.")
    terminal.press("n")
    terminal.wait_for("checking 14-more")
    terminal.wait_for(KEYS)
    terminal.press("n")
    terminal.wait_for("checking 13-doubles")


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("\x03", 130)])
def test_it_ends_when_asked(key: str, code: int, terminal: Terminal) -> None:
    """By its key or by Ctrl-C, and nothing of it goes on."""
    terminal.press(key)

    assert terminal.end() == code
    assert "doubles" not in running_processes()


def test_it_can_be_left_while_tests_hang(terminal: Terminal, file: Path) -> None:
    """Nobody has to wait for that."""
    save(file, HANGS)
    terminal.wait_for("checking")
    with pytest.raises(AssertionError):
        terminal.wait_for(KEYS, patience=2)

    terminal.press("q")

    assert terminal.end() == 0


def test_an_exercise_that_cannot_be_judged_is_awaited_too(project: Path, file: Path) -> None:
    """Its author mends it meanwhile; the next save is judged, and the keys work."""
    table = project / "exercises" / "13-doubles" / "exercise.toml"
    table.write_text(TABLE.replace("old = '2 * number'", "old = 'nothing'", 1), encoding="utf-8")
    with Terminal(project, "watch", "13") as terminal:
        terminal.wait_for("mutant squares: doubles.py: `old` must occur once, but occurs 0 times")
        table.write_text(TABLE, encoding="utf-8")
        save(file, SOLUTION)
        terminal.wait_for("Done")
        table.write_text(TABLE.replace("old = '2 * number'", "old = 'nothing'", 1), encoding="utf-8")
        terminal.press("n")
        terminal.wait_for("checking 14-more")


def test_from_an_exercise_that_cannot_be_judged_one_can_go_on(project: Path) -> None:
    """To the next one, and out of it."""
    course = LearnerProgress(project, shown=lambda path: path)
    exercise = course.find("13")
    broken = TABLE.replace("old = '2 * number'", "old = 'nothing'", 1)
    (exercise.folder / "exercise.toml").write_text(broken, encoding="utf-8")
    told: list[str] = []
    watching = Watch(course, Screen(checking=print, verdict=print, hint=print, trouble=told.append))
    watching.take("n")
    watching.take("q")

    watching.run(exercise)

    assert told == ["mutant squares: doubles.py: `old` must occur once, but occurs 0 times: 'nothing'"]


def test_one_thing_comes_after_another(project: Path, file: Path) -> None:
    """A verdict, a hint that is asked for, a save of nothing, and the end."""
    course = LearnerProgress(project, shown=lambda path: path)
    told: list[str] = []

    def tell(what: str, *then: str) -> None:
        told.append(what)
        for event in then:
            watching.take(event)

    def lose_file() -> None:
        file.unlink()
        tell("hint", SAVED)

    screen = Screen(
        checking=lambda exercise: tell(f"checking {exercise.name}"),
        verdict=lambda checked: tell(f"{checked.verdict.score:.0%}", "x", "h"),
        hint=lambda _: lose_file(),
        trouble=lambda message: tell(message.rpartition(": ")[2], "q"),
    )
    watching = Watch(course, screen)

    watching.run(course.find("13"))

    assert told == ["checking 13-doubles", "40%", "hint", "checking 13-doubles", "No such file or directory"]


def test_what_takes_long_is_given_up(project: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever quits does not wait for it."""
    monkeypatch.setattr("workshop.course.watch.PATIENT", 0)
    course = LearnerProgress(project, shown=lambda path: path)
    exercise = course.find("13")
    course.answers.begin(exercise)
    save(file, HANGS)
    screen = Screen(checking=lambda _: Timer(0.5, watching.take, "q").start(), verdict=print, hint=print, trouble=print)
    watching = Watch(course, screen)

    watching.run(exercise)

    assert course.answers.record(exercise) is None


def test_without_a_terminal_it_works_until_it_is_interrupted(project: Path, file: Path) -> None:
    """As in a pipe: no keys, and nothing is wiped from the screen."""
    command = [sys.executable, "-u", "-m", "workshop", "watch"]
    with subprocess.Popen(
        command, cwd=project, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout
        first = next(line for line in process.stdout if "mutants killed" in line)
        next(line for line in process.stdout if KEYS in line)
        save(file, SOLUTION)
        second = next(line for line in process.stdout if "mutants killed" in line)
        process.send_signal(signal.SIGINT)

    assert (first[:6], second[:6]) == ("2 of 5", "5 of 5")
    assert process.returncode == 130
