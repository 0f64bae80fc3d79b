"""What `workshop check` shows of suites that attack the terminal."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.attacks.attack import Attack
from tests.attacks.corpus import flooding
from tests.attacks.surroundings import Surroundings
from workshop.engine.sandbox import missing

pytestmark = pytest.mark.skipif(bool(missing()), reason="the sandbox isn't complete on this machine")

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # by a terminal


@pytest.mark.slow
@pytest.mark.parametrize("attack", [pytest.param(attack, id=attack.name) for attack in flooding.ATTACKS])
def test_terminal_obeys_no_suite(attack: Attack, surroundings: Surroundings, tmp_path: Path) -> None:
    """What is shown has no character that it would obey, and isn't much."""
    exercise = Path(surroundings.places(attack.exercise)["exercise"])
    folder = tmp_path / "answers" / exercise.name
    (tmp_path / "exercises").symlink_to(exercise.parent)
    folder.mkdir(parents=True)
    for name, text in attack.suite(surroundings.places(attack.exercise)).items():
        (folder / name).write_bytes(text)

    command = [sys.executable, "-m", "workshop", "check", attack.exercise]
    result = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True)
    shown = (result.stdout + result.stderr).decode()

    assert result.returncode == 1, shown
    assert exercise.name in shown
    assert OBEYED.findall(shown) == []
    assert len(shown) < 20_000
