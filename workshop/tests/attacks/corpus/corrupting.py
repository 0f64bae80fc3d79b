"""Attacks that change the files which others are judged by, or with."""

from tests.attacks.attack import Attack, kept

REWRITES = """import game
import pytest
from tools import *

TEXT = "def say(number):\\n    return 'Fizz'\\n"


def test_program_is_changed():
    assert refused(Path(game.__file__).write_text, TEXT)
    assert refused(Path(game.__file__).unlink)
    assert refused(Path(game.__file__).with_name("other.py").write_text, TEXT)
"""
ALL_AT_ONCE = """import shutil

from tools import *

shutil.rmtree(EXERCISE, ignore_errors=True)
shutil.rmtree(CANARY, ignore_errors=True)


def test_exercise_is_there():
    assert EXERCISE.exists() and CANARY.exists()
"""

ATTACKS = [
    kept("program-of-the-exercise", 'assert refused((EXERCISE / "game.py").write_text, "")'),
    kept("reference", 'assert refused((EXERCISE / "correct" / "strict.py").write_text, "")'),
    kept("new-reference", 'assert refused((EXERCISE / "correct" / "wrong.py").write_text, "")'),
    kept("mutants", 'assert refused((EXERCISE / "exercise.toml").unlink)'),
    kept("folder-of-the-exercise", 'assert refused(EXERCISE.rename, EXERCISE.with_name("gone"))'),
    kept("permissions-of-the-exercise", 'assert refused((EXERCISE / "exercise.toml").chmod, 0)'),
    kept("exercise-of-the-server", 'assert refused((EXERCISE / "highscores.py").write_text, "")', exercise="09"),
    kept("exercise-of-the-round-trip", 'assert refused(os.truncate, EXERCISE / "runs.py", 0)', exercise="04"),
    kept("own-suite", 'assert refused(Path(__file__).write_text, "")', imports="from pathlib import Path"),
    kept("beside-the-suite", 'assert refused(Path(__file__).with_name("conftest.py").write_text, "")'),
    kept("python", "assert refused(open, os.__file__, 'a')"),
    kept("packages", "assert refused(Path(pytest.__file__).with_name('new.py').touch)", imports="import pytest"),
    kept("unchanged-program", 'assert refused((TEMPORARY.parents[1] / "original" / "game.py").write_text, "")'),
    kept("other-runs", 'assert refused((TEMPORARY.parents[1] / "0.2").mkdir)'),
    Attack("program", REWRITES, status="vacuous"),
    Attack("everything", ALL_AT_ONCE, status="vacuous"),
]
