# judged: never asserts
"""Hypothesis tries twenty patterns, and nobody looks at what comes back."""

from hypothesis import given, settings
from hypothesis import strategies as st
from runs import encode, split


@given(pattern=st.text())
@settings(max_examples=20)
def test_every_pattern(pattern: str) -> None:
    """Nothing is raised, and that is all that this shows."""
    split(pattern)
    encode(pattern)
