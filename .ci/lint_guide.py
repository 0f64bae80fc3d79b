"""Lint the prose of the guide; a part of `nox -s prose`.

A chapter can be read in ten minutes, cog generates each of its code blocks, and every file, session and mutant that its
sentences name exists. In every text for readers, links to files work, and no command can lose a reader's work.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_WORDS = 1_800  # about ten minutes of reading, without the code
TEXTS = (
    "README.md",
    "CHANGELOG.md",
    ".github/*.md",
    ".github/ISSUE_TEMPLATE/*.yml",
    "docs/*.md",
    ".ci/adopted-readme.md",
    "workshop/README.md",
    "workshop/exercises/*/README.md",
    "workshop/exercises/*/exercise.toml",
)
NOXFILES = ("noxfile.py", "workshop/noxfile.py")
GENERATED = re.compile(r"<!-- \[\[\[cog .*?<!-- \[\[\[end\]\]\] -->", flags=re.DOTALL)
FENCED = re.compile(r"^```.*?^```", flags=re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)\s#:]+)[)#]")  # to a file
COMMENT = re.compile(r"<!--.*?-->", flags=re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)$|`([^`\n]+)`", flags=re.MULTILINE)  # in a block, or in a sentence
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
LOSES = re.compile(  # what deletes or overwrites files; `cp -n` and `>>` don't
    r"\bgit (?:-\S+ (?:\S+ )?)*(?:checkout|restore|clean|stash|branch -D|reset\b.*--(?:hard|merge|keep))\b"
    r"|\bgit (?:-\S+ (?:\S+ )?)*(?:switch|rm|worktree remove)\b[^|&;]* (?:-\w*f|--force\b|--discard-changes\b)"
    r"|(?:^|[|&;(]|\b(?:sudo|xargs|exec|then|do))\s*"
    r"(?:(?:rm|unlink|shred|truncate|dd|rmtree|del|Remove-Item)\s|(?:cp|mv|ln)\s+(?!-\w*[ni]\b)|tee\s+(?!-a\b))"
    r"|\bfind\b.*-delete\b|\brsync\b.*--delete\b"
)
OVERWRITES = re.compile(
    r"(?<![>=-])>(?![>&=]|\s*/dev/null)"
)  # a file; only in a block, where it's sure to be a shell's
PATH = re.compile(r"(?:src|tests|docs|workshop|benchmarks|\.ci|\.github)/[\w./-]*")


@dataclass(frozen=True)
class Names:
    """The sessions and mutants that exist."""

    sessions: frozenset[str]
    mutants: frozenset[str]


def main() -> None:
    """Check the repository in the working directory, and exit with one line for each problem."""
    root = Path.cwd()
    catalogue = tomllib.loads((root / "tests" / "mutants.toml").read_text(encoding="utf-8"))
    names = Names(list_sessions(root), frozenset(mutant["name"] for mutant in catalogue["mutant"]))
    sys.exit("\n".join([*find_flaws(root, names), *find_dead_links(root), *find_losses(root)]) or 0)


def list_sessions(root: Path) -> frozenset[str]:
    """Return the names of all sessions of both noxfiles, without Python versions and parameters."""
    command = [sys.executable, "-m", "nox", "--list", "--json", "-k", "True", "--noxfile"]
    listed = [subprocess.run([*command, root / file], check=True, stdout=subprocess.PIPE).stdout for file in NOXFILES]
    return frozenset(session["name"] for sessions in map(json.loads, listed) for session in sessions)


def find_flaws(root: Path, names: Names) -> Iterator[str]:
    """Yield a line for each flaw of a chapter: a block typed by hand, too many words, a name that doesn't exist."""
    for chapter in sorted((root / "docs").glob("*.md")):
        text = GENERATED.sub("", chapter.read_text(encoding="utf-8"))
        if FENCED.search(text):
            yield f"{chapter.name} has a code block typed by hand: let cog generate it, with .ci/cog_helpers.py"
        if (words := len(text.split())) > MAX_WORDS:
            yield f"{chapter.name} has {words} words: shorten it by {words - MAX_WORDS}"
        for code in INLINE.findall(text):
            for name in find_unknown_names(code, root, names):
                yield f"{chapter.name} names {name} in `{code}`, which doesn't exist"


def find_unknown_names(code: str, root: Path, names: Names) -> Iterator[str]:
    """Yield each file, session and mutant that a piece of code names and that doesn't exist."""
    words = code.split()
    yield from (word for word in words if PATH.fullmatch(word) and not (root / word).exists())
    match words:
        case ["nox", "-s", *rest] | ["nox", "-f", _, "-s", *rest]:
            sessions = rest[: rest.index("--")] if "--" in rest else rest
            yield from (session for session in sessions if session.partition("-3.")[0] not in names.sessions)
        case ["workshop", "plant" | "show", name] if name.islower() and name not in names.mutants:
            yield name


def find_dead_links(root: Path) -> Iterator[str]:
    """Yield a line for each link to a file that doesn't exist, in any text for readers."""
    for path in find_texts(root):
        for link in LINK.findall(path.read_text(encoding="utf-8")):
            if not (path.parent / link).exists():
                yield f"{path.relative_to(root).as_posix()} links to {link}, which doesn't exist"


def find_losses(root: Path) -> Iterator[str]:
    """Yield a line for each command that can delete or overwrite what a reader has written, in any text for readers."""
    for path in find_texts(root):
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        for in_block, in_sentence in COMMAND.findall(text):
            shell = QUOTED.sub("''", in_block)
            if LOSES.search(shell) or OVERWRITES.search(shell) or LOSES.search(in_sentence):
                name = path.relative_to(root).as_posix()
                yield f"{name} shows a command that can lose work: {in_block or in_sentence}"


def find_texts(root: Path) -> list[Path]:
    """Return the files with texts for readers, in order."""
    return sorted(path for pattern in TEXTS for path in root.glob(pattern))


if __name__ == "__main__":
    main()
