"""The parts that a project can do without: nothing of them is left, and what is left is in order."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import adopt
import parts
import pytest
from adoption_plan import entries, read_texts, without_kit
from old_name import KIT_ONLY
from parts import PARTS, Part, Passage, belongs_to, without_passages
from plain_git import git
from working_tree_checks import RefusedError

PART_WORDS = {
    "redis": r"redis|valkey|cluster|(?<!continuous )\bintegration\b|mark\.server|not server",
    "service": r"-service|: service,|service[._\]]|tests/service|fastapi|uvicorn|httpx|schemathesis",
}

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rope")  # about its own code


def test_each_path_of_a_part_exists(original: Path) -> None:
    """A file that moves must move in the list too, or it would be left."""
    assert [path for part in PARTS.values() for path in part.paths if not (original / path).exists()] == []


@pytest.mark.parametrize("left_out", [["redis"], ["service"], ["redis", "service"]], ids=" and ".join)
def test_nothing_of_a_part_is_left(left_out: list[str], original: Path) -> None:
    """No file that stays names it, and no line."""
    words = re.compile("|".join(PART_WORDS[part] for part in left_out), flags=re.IGNORECASE)
    project = without_kit(entries(original, "HEAD"))
    kept = {path: entry for path, entry in project.items() if not belongs_to(path, left_out)}

    texts = without_passages(read_texts(original, kept), left_out)

    lines = [f"{path}: {line}" for path, text in texts.items() for line in KIT_ONLY.sub("", text).splitlines()]
    assert [line for line in lines if words.search(line)] == []


def test_parts_can_be_left_out(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What only they need is gone, imports too."""
    root = Path(shutil.copytree(original, tmp_path / "repository"))
    monkeypatch.chdir(root)

    adopt.main("acme_shop", "--without", "service", "--without", "redis")

    lint = [sys.executable, "-m", "ruff", "check", "--quiet", "--no-cache", "src", "tests", "benchmarks"]
    assert git(root, "ls-files", "*service*", "*redis*") == ""
    assert "_answer(FizzBuzzHandler(InMemoryCache()), options.numbers)\n" in (root / "src/acme_shop/cli.py").read_text()
    assert subprocess.run(lint, cwd=root, check=False, stdout=subprocess.PIPE, text=True).stdout == ""


def test_a_passage_within_another_goes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts that are left out together may share lines, whichever comes first."""
    inner, outer = Passage("a.txt", "b+", "B"), Passage("a.txt", "ab+", "A")
    monkeypatch.setattr(parts, "PARTS", {"inner": Part((), (inner,)), "outer": Part((), (outer,))})

    assert without_passages({"a.txt": "0abb1bb"}, ["inner"]) == {"a.txt": "0aB1B"}
    assert without_passages({"a.txt": "0abb1bb"}, ["inner", "outer"]) == {"a.txt": "0A1B"}


def test_a_passage_that_is_gone_is_an_error() -> None:
    """The file has been edited, and who knows what of the part is in it."""
    with pytest.raises(RefusedError, match=r"^\S+ has changed, and it isn't clear any more what belongs to service"):
        without_passages({}, ["service"])
