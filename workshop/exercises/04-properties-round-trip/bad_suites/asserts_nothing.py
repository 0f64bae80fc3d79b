# judged: smoke
"""Hypothesis tries a hundred patterns, and nobody looks at what comes back."""

from hypothesis import given
from hypothesis import strategies as st
from runs import encode, split


@given(pattern=st.text())
def test_every_pattern(pattern: str) -> None:
    """Nothing is raised, and that is all that this shows."""
    split(pattern)
    encode(pattern)
