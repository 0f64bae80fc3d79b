"""Pytest finds tests by the names of their files, and says nothing of others."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]


def test_every_file_with_tests_is_collected() -> None:
    """A file that's renamed would take its tests out of every run, and coverage doesn't look for it."""
    others = [path for path in TESTS.rglob("*.py") if not path.name.startswith("test_")]

    lost = [
        path for path in others if re.search("^(async )?def test_|^class Test", path.read_text("utf-8"), re.MULTILINE)
    ]

    assert [path.relative_to(TESTS).as_posix() for path in lost] == []
