"""Lint the English of every text for readers; a part of `nox -s prose`.

It looks for the phrases of `.ci/prose.toml` in the README, the guide, the exercises and the texts for contributors, in
the catalog of mutants, and in the strings of the source: docstrings, messages, and what `--help` prints. Code and
outputs aren't prose.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lint_guide import COMMENT, FENCED, INLINE, find_texts

SOURCES = ("noxfile.py", "src/**/*.py", "tests/mutants.toml", "workshop/noxfile.py", "workshop/src/**/*.py")
CODE = re.compile("|".join(pattern.pattern for pattern in (COMMENT, FENCED, INLINE)), flags=re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Phrase:
    """A phrase to avoid: its name, what to write instead, and a pattern that finds it."""

    name: str
    advice: str
    pattern: re.Pattern[str]


def main() -> None:
    """Check the repository in the working directory, and exit with one line for each phrase found."""
    root = Path.cwd()
    sources = sorted(path for pattern in SOURCES for path in root.glob(pattern))
    phrases = read_phrases(root)
    found = [line for path in [*find_texts(root), *sources] for line in find_phrases(path, root, phrases)]
    sys.exit("\n".join(found) or 0)


def read_phrases(root: Path) -> list[Phrase]:
    """Return the phrases to avoid."""
    tables = tomllib.loads((root / ".ci" / "prose.toml").read_text(encoding="utf-8"))["phrase"]
    return [Phrase(table["name"], table["advice"], compiled(table["patterns"])) for table in tables]


def compiled(patterns: list[str]) -> re.Pattern[str]:
    """Return one pattern for all of these; a space in them also matches the end of a line."""
    return re.compile("|".join(patterns).replace(" ", r"\s+"), flags=re.MULTILINE)


def find_phrases(path: Path, root: Path, phrases: list[Phrase]) -> Iterator[str]:
    """Yield a line for each phrase in a file, with its place and what to write instead."""
    for first_line, text in read_prose(path):
        for phrase in phrases:
            for match in phrase.pattern.finditer(text):
                line = first_line + text.count("\n", 0, match.start())
                words = " ".join(match[0].split())
                yield f"{path.relative_to(root).as_posix()}:{line}: “{words}”: {phrase.advice} ({phrase.name})"


def read_prose(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts in a file, each with the number of its first line, and with a dash for each letter of code."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        constants = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
        texts = [(node.lineno, node.value) for node in constants if isinstance(node.value, str)]
    else:
        texts = [(1, source)]
    for line, text in texts:
        yield line, CODE.sub(lambda code: re.sub(r"\S", "-", code[0]), text)


if __name__ == "__main__":
    main()
