"""The links from the chapters of the site to the exercises in the browser."""

import runpy
import sys
from pathlib import Path

import link_exercises
import pytest

CHAPTER = "# 1 Tests\n\nRead this.\n\nNext: [2 More](02-more.md)\n"
LINKED = """\
# 1 Tests

Read this.

Do it in your browser: <a href="workshop/index.html#game">The game</a>, <a href="workshop/index.html#post">The post</a>.

Next: [2 More](02-more.md)
"""


def make_exercise(root: Path, name: str, title: str) -> None:
    """Make an exercise of the first chapter."""
    folder = root / "workshop" / "exercises" / name
    folder.mkdir(parents=True)
    (folder / "exercise.toml").write_text(f'title = "{title}"\n', encoding="utf-8")
    (folder / "README.md").write_text("Guide: [chapter 1](../../../docs/01-tests.md).\n", encoding="utf-8")


def test_a_chapter_links_to_its_exercises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The links come in the order of the exercises, above the link to the next chapter."""
    monkeypatch.chdir(tmp_path)
    make_exercise(tmp_path, "02-post", "The post")
    make_exercise(tmp_path, "01-game", "The game")
    (tmp_path / "01-tests.md").write_text(CHAPTER, encoding="utf-8")
    (tmp_path / "02-more.md").write_text(CHAPTER, encoding="utf-8")

    monkeypatch.setattr(sys, "argv", ["link_exercises.py", "."])
    runpy.run_path(link_exercises.__file__, run_name="__main__")

    assert (tmp_path / "01-tests.md").read_text(encoding="utf-8") == LINKED
    assert (tmp_path / "02-more.md").read_text(encoding="utf-8") == CHAPTER


def test_every_exercise_belongs_to_a_chapter() -> None:
    """Otherwise nothing on the site would lead to it."""
    exercises = Path(__file__).parents[2] / "workshop" / "exercises"

    links = link_exercises.chapter_links(exercises)

    assert sum(map(len, links.values())) == len(list(exercises.glob("*/exercise.toml")))
