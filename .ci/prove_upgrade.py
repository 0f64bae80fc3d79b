"""Prove that a project can be upgraded: `nox -s upgrades`.

A project is adopted from a clone of this tree. Its owner edits ten places, adds a file and deletes one; the template
changes too, twice in a file that the owner has edited. After `nox -s upgrade`, both must be there, and all gates green.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from plain_git import clone_tree, commit_all

ROOT = Path(__file__).parents[1]
NAME = "acme_shop"
NEW_TEST = '''\
"""{title}"""

from {package}.core import fizzbuzz


def test_{name}() -> None:
    """The number is in the answer."""
    assert fizzbuzz({number}) == "{number}"
'''
EDITS = {
    ".github/pull_request_template.md": ("What changes, and why?", "What changes for our customers, and why?"),
    ".github/ISSUE_TEMPLATE/bug.yml": ("name: Bug report", "name: Problem"),
    ".gitignore": ("dist/\n", "dist/\n.idea/\n"),
    "LICENSE": ("the contributors to this project", "Acme and the contributors to this project"),
    "README.md": ("A project with its gates in place.", "Our shop, with its gates in place."),
    "pyproject.toml": ("Intended Audience :: Developers", "Intended Audience :: Customer Service"),
    f"src/{NAME}/cache.py": ("The cache protocols that", "The protocols of our caches, which"),
    f"src/{NAME}/core.py": ('"""The rule of the game."""', '"""The rule of our game."""'),
    "tests/property/test_core.py": ("not only for the examples we thought of", "not only for our examples"),
    "tests/unit/test_core.py": ("The rule of the game, by", "The rule of our game, by"),
}
CHANGES = {
    ".ci/adopted-readme.md": ("Run every gate and every test:", "Run all gates and all tests:"),
    ".github/ISSUE_TEMPLATE/idea.yml": ("Something is missing, or could be clearer", "Something is missing"),
    "noxfile.py": ('"""Check the rules of ruff."""', '"""Check all rules of ruff."""'),
    "pyproject.toml": ("show_missing = true", "show_missing = true # by their numbers"),
    "src/fizzbuzz/core.py": ("return str(number)", 'return f"{number}"'),
    "src/fizzbuzz/handler.py": ("a typo shouldn't count as a number", "a typo isn't a number"),
    "tests/unit/test_core.py": ('"""5 is Buzz."""', '"""Five is Buzz."""'),
}
DELETED, ADDED, NEW = ".github/ISSUE_TEMPLATE/idea.yml", "tests/unit/test_ours.py", "tests/unit/test_theirs.py"


def main(folder: Path) -> None:
    """Make the template and the project in a folder, upgrade, and run the gates; exit with what is lost, or red."""
    template, project = folder / "template", folder / NAME
    clone_tree(ROOT, template)
    clone_tree(template, project)
    run_nox(project, "-s", "adopt", "--", NAME)
    edit(project, EDITS)
    (project / DELETED).unlink()
    (project / ADDED).write_text(NEW_TEST.format(title="Ours.", package=NAME, name="one", number=1), encoding="utf-8")
    commit_all(project)
    edit(template, CHANGES)
    text = NEW_TEST.format(title="Theirs.", package="fizzbuzz", name="two", number=2)
    (template / NEW).write_text(text, encoding="utf-8")
    commit_all(template)
    run_nox(project, "-s", "upgrade")
    if lost := [*find_lost(project)]:
        sys.exit("\n".join(lost))
    run_nox(project)


def edit(root: Path, edits: Mapping[str, tuple[str, str]]) -> None:
    """Replace a text in each of these files; raises ValueError if a file doesn't contain it exactly once."""
    for path, (old, new) in edits.items():
        text = (root / path).read_text(encoding="utf-8")
        if (count := text.count(old)) != 1:
            raise ValueError(f"{path} contains this text {count} times, not once: {old}")
        (root / path).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def find_lost(project: Path) -> Iterator[str]:
    """Yield a line for each edit of the owner and each change of the template that isn't in the project."""
    for edits in (EDITS, CHANGES):
        for path, (_, new) in edits.items():
            here = {".ci/adopted-readme.md": "README.md"}.get(path, path.replace("src/fizzbuzz/", f"src/{NAME}/"))
            if here != DELETED and new not in (project / here).read_text(encoding="utf-8"):
                yield f"{here} has lost: {new.strip()}"
    yield from (f"{path} is lost" for path in (ADDED, NEW) if not (project / path).exists())
    yield from (f"{path} is back" for path in (DELETED,) if (project / path).exists())


def run_nox(project: Path, *arguments: str) -> None:
    """Run nox in the project; exit if it's red."""
    nox = [sys.executable, "-m", "nox", *arguments]
    if subprocess.run(nox, cwd=project, stdin=subprocess.DEVNULL, check=False).returncode:  # it asks no questions
        sys.exit(f"red: nox {' '.join(arguments)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
