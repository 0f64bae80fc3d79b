"""Link each chapter to its exercises in the browser, for the site: `python .ci/link_exercises.py DOCS`.

`DOCS` is a copy of `docs/`; the README of each exercise names its chapter.
"""

import re
import sys
import tomllib
from pathlib import Path

EXERCISES = Path("workshop", "exercises")
CHAPTER = re.compile(r"\]\((?:\.\./)*docs/([\w-]+\.md)\)")  # in a README
NEXT = "\nNext: ["  # how the last line of a chapter begins


def main(docs: Path) -> None:
    """Add a line to each chapter of the guide that has exercises, above the link to the next chapter."""
    for chapter, links in chapter_links(EXERCISES).items():
        text = (docs / chapter).read_text(encoding="utf-8")
        before, following, after = text.rpartition(NEXT)
        line = f"\nDo it in your browser: {', '.join(links)}.\n"
        (docs / chapter).write_text(f"{before}{line}{following}{after}", encoding="utf-8", newline="\n")


def chapter_links(exercises: Path) -> dict[str, list[str]]:
    """Return the links to the exercises of each chapter, as HTML, by the name of the chapter's file."""
    found: dict[str, list[str]] = {}
    for folder in sorted(path.parent for path in exercises.glob("*/exercise.toml")):
        title = tomllib.loads((folder / "exercise.toml").read_text(encoding="utf-8"))["title"]
        _, _, name = folder.name.partition("-")  # without its number, as in the page's addresses
        for chapter in CHAPTER.findall((folder / "README.md").read_text(encoding="utf-8")):
            found.setdefault(chapter, []).append(f'<a href="workshop/index.html#{name}">{title}</a>')
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
