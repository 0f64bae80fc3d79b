"""The bad changes: how one is made, which gates it concerns, and whether each of ours still applies."""

from pathlib import Path

import pytest
import yaml
from breaks import Break, read_breaks

ROOT = Path(__file__).parents[2]
BREAKS = read_breaks(ROOT)


def break_of(file: str) -> Break:
    """Return a break of a file."""
    return Break("bad-word", "why", file, "good", "bad", red=frozenset({"lint"}), shows="bad")


def test_making_a_break_replaces_its_text(tmp_path: Path) -> None:
    """The rest of the file stays."""
    (tmp_path / "code.txt").write_text("a good word\n", encoding="utf-8")

    break_of("code.txt").make(tmp_path)

    assert (tmp_path / "code.txt").read_text(encoding="utf-8") == "a bad word\n"


def test_undoing_a_break_keeps_other_changes(tmp_path: Path) -> None:
    """It's the same replacement the other way round."""
    (tmp_path / "code.txt").write_text("a good word\n", encoding="utf-8")
    break_of("code.txt").make(tmp_path)
    with (tmp_path / "code.txt").open("a", encoding="utf-8") as file:
        file.write("and mine\n")

    break_of("code.txt").undo(tmp_path)

    assert (tmp_path / "code.txt").read_text(encoding="utf-8") == "a good word\nand mine\n"


@pytest.mark.parametrize(("text", "count"), [("none", 0), ("good good", 2)])
def test_a_break_must_apply_exactly_once(text: str, count: int, tmp_path: Path) -> None:
    """A text that is missing or ambiguous is an error, and nothing changes."""
    (tmp_path / "code.txt").write_text(text, encoding="utf-8")

    with pytest.raises(
        ValueError, match=rf"^break bad-word: code\.txt contains this text {count} times, not once:\ngood$"
    ):
        break_of("code.txt").make(tmp_path)

    assert (tmp_path / "code.txt").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("file", "gate", "affects"),
    [
        pytest.param("src/fizzbuzz/core.py", "tests", True, id="the program, its tests"),
        pytest.param("src/fizzbuzz/core.py", "mutants", True, id="the program, the mutants"),
        pytest.param("src/fizzbuzz/core.py", "workshop/tests", False, id="the program, the workshop's tests"),
        pytest.param("workshop/src/workshop/errors.py", "workshop/tests", True, id="the workshop, its tests"),
        pytest.param("workshop/src/workshop/errors.py", "mutants", True, id="the workshop, the mutants"),
        pytest.param("workshop/src/workshop/errors.py", "tests", False, id="the workshop, the program's tests"),
    ],
)
def test_a_break_affects_only_what_depends_on_its_file(file: str, gate: str, *, affects: bool) -> None:
    """The workshop's gates depend on the workshop alone, and the program's tests don't depend on it."""
    assert break_of(file).can_affect(gate) is affects


@pytest.mark.parametrize("break_", BREAKS.values(), ids=list(BREAKS))
def test_a_break_of_this_repository_applies_or_is_made(break_: Break) -> None:
    """If you change the text that a break replaces, you learn it at once, not when the gates are proven next."""
    text = (ROOT / break_.file).read_text(encoding="utf-8")

    assert text.count(break_.old) == 1 or break_.new in text


@pytest.mark.parametrize("break_", BREAKS.values(), ids=list(BREAKS))
def test_a_break_of_this_repository_can_be_undone(break_: Break, tmp_path: Path) -> None:
    """Its new text is in the file once, too."""
    text = (ROOT / break_.file).read_text(encoding="utf-8").replace(break_.new, break_.old)
    copy = tmp_path / break_.file
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text(text, encoding="utf-8")

    break_.make(tmp_path)
    break_.undo(tmp_path)

    assert copy.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("break_", BREAKS.values(), ids=list(BREAKS))
def test_a_break_of_this_repository_affects_its_gates(break_: Break) -> None:
    """A gate that doesn't run for a break can't refuse it."""
    assert [gate for gate in break_.red if not break_.can_affect(gate)] == []


def test_the_workflow_offers_every_break() -> None:
    """If you want to see a red run on GitHub, you can choose from all breaks."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "red.yml").read_text(encoding="utf-8"))

    events = workflow[True]  # how YAML reads the key `on`
    assert events["workflow_dispatch"]["inputs"]["break"]["options"] == list(BREAKS)
