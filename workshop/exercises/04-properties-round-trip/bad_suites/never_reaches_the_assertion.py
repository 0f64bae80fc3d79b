# judged: vacuous
"""Its condition is never true: texts of Hypothesis do not have a hundred stitches in the same yarn."""

from hypothesis import given, settings
from hypothesis import strategies as st
from runs import split


@given(pattern=st.text())
@settings(max_examples=20)
def test_a_long_run_is_one_run(pattern: str) -> None:
    """It passes for every pattern that it leaves alone, and it leaves all of them alone."""
    if len(pattern) > 100 and len(set(pattern)) == 1:
        assert split(pattern) == [(len(pattern), pattern[0])]
