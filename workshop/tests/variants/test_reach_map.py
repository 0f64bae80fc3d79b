"""Reading the record of the locations that each test reached."""

from pathlib import Path

from workshop.variants.reach_map import read_reach_map


def test_locations_are_grouped_by_test(tmp_path: Path) -> None:
    """Locations reached outside the call of a test, such as at import or in a fixture, are shared by all tests."""
    (tmp_path / "reach").write_text(
        '["test_a[x y] (call)", "one"]\n["test_a[x y] (setup)", "two"]\n["", "three"]\n'
        '["test_b (call)", "one"]\n["test_a[x y] (call)", "four"]\n["test_b (teardown)", "five"]\n'
    )

    reach_map = read_reach_map(tmp_path / "reach")

    assert reach_map.by_test == {"test_a[x y]": {"one", "four"}, "test_b": {"one"}}
    assert reach_map.shared == {"two", "three", "five"}
    assert reach_map.at_import == {"three"}


def test_map_is_empty_without_a_record(tmp_path: Path) -> None:
    """A run that reached nothing writes no file, and any test can be looked up."""
    reach_map = read_reach_map(tmp_path / "reach")

    assert (reach_map.by_test["test_a"], reach_map.shared, reach_map.at_import) == (set(), set(), set())
