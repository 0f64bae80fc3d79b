"""Check the words of the guide, where nothing prints them: a part of `nox -s guide`.

A chapter can be read in ten minutes, every block of code in it is made by `guide.py`, and the files, sessions and
mutants that its sentences name are there. What it links to is there too, as in the other texts for readers.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from lint_workflows import list_sessions

MOST_WORDS = 1_800  # what is read in ten minutes, code aside
GENERATED = re.compile(r"<!-- \[\[\[cog .*?<!-- \[\[\[end\]\]\] -->", flags=re.DOTALL)
FENCED = re.compile(r"^```.*?^```", flags=re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)\s#:]+)[)#]")  # to a file
OURS = re.compile(r"(?:src|tests|docs|exercises|benchmarks|\.ci|\.github)/[\w./-]*")


def main() -> None:
    """Check the repository that is the working directory, and exit with a line for each problem."""
    sys.exit("\n".join(find_problems(Path.cwd())) or 0)


def find_problems(root: Path) -> Iterator[str]:
    """Yield a line for each way in which a chapter below `root` is not what it should be."""
    sessions = {session.partition("-3.")[0] for session in list_sessions(root, "-k", "True")}
    catalogue = tomllib.loads((root / "tests" / "mutants.toml").read_text(encoding="utf-8"))
    mutants = {mutant["name"] for mutant in catalogue["mutant"]}
    for chapter in sorted((root / "docs").glob("*.md")):
        text = GENERATED.sub("", chapter.read_text(encoding="utf-8"))
        if FENCED.search(text):
            yield f"{chapter.name} has a block that is typed by hand: let guide.py make it"
        if (words := len(text.split())) > MOST_WORDS:
            yield f"{chapter.name} has {words} words, {words - MOST_WORDS} too many"
        for code in INLINE.findall(text):
            for name in find_wrong_names(code, root, sessions, mutants):
                yield f"{chapter.name} names {name} in `{code}`, which is not there"
    for pattern in ("README.md", "docs/*.md", "exercises/*/README.md"):
        for path in sorted(root.glob(pattern)):
            for link in LINK.findall(path.read_text(encoding="utf-8")):
                if not (path.parent / link).exists():
                    yield f"{path.relative_to(root).as_posix()} links to {link}, which is not there"


def find_wrong_names(code: str, root: Path, sessions: set[str], mutants: set[str]) -> Iterator[str]:
    """Yield the files, sessions and mutants that a piece of code names and that are not there."""
    words = code.split()
    yield from (word for word in words if OURS.fullmatch(word) and not (root / word).exists())
    match words:
        case ["nox", "-s", *named]:
            ours = named[: named.index("--")] if "--" in named else named
            yield from (name for name in ours if name.partition("-3.")[0] not in sessions)
        case ["workshop", "plant" | "show", name] if name.islower() and name not in mutants:
            yield name


if __name__ == "__main__":
    main()
