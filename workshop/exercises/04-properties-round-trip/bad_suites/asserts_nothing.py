# judged: never asserts
"""Hypothesis tries twenty patterns, and no assertion is about what comes back."""

from hypothesis import given, settings
from hypothesis import strategies as st
from runs import encode, split


@given(pattern=st.text())
@settings(max_examples=20)
def test_every_pattern(pattern: str) -> None:
    """It shows only that nothing is raised."""
    split(pattern)
    encode(pattern)
