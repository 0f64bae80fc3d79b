# judged: vacuous
"""Its condition is never true: texts from Hypothesis don't have a hundred stitches in the same yarn."""

from hypothesis import given, settings
from hypothesis import strategies as st
from runs import split


@given(pattern=st.text())
@settings(max_examples=20)
def test_a_long_run_is_one_run(pattern: str) -> None:
    """It passes for every pattern that it skips, and it skips all of them."""
    if len(pattern) > 100 and len(set(pattern)) == 1:
        assert split(pattern) == [(len(pattern), pattern[0])]
