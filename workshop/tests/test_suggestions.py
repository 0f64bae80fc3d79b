"""A name that doesn't exist is followed by those that may be meant."""

from workshop.suggestions import did_you_mean, near, near_aliases


def test_near_names_are_found_whatever_their_case() -> None:
    """The nearest is first; there are three at most."""
    assert near("Skips-on", ["takes-all", "skips-one", "skips-two", "skips-few", "skips-ten"])[0] == "skips-one"
    assert len(near("skips", ["skips-1", "skips-2", "skips-3", "skips-4"])) == 3
    assert near("apple", ["skips-one"]) == []


def test_an_alias_stands_for_a_name() -> None:
    """A name that goes by several aliases is suggested once."""
    assert near_aliases("fristt", {"first": "01-first", "first-": "01-first", "last": "02-last"}) == ["01-first"]


def test_the_question_lists_the_names() -> None:
    """The last one follows an "or"."""
    assert did_you_mean(["one"]) == "did you mean one?"
    assert did_you_mean(["one", "two", "three"]) == "did you mean one, two or three?"
