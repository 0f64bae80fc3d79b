"""A small template and a project that is made from it: what the tests do with both."""

from pathlib import Path

import merge_template
import pytest
from plain_git import commit_all, git

LINES = "".join(f"line {number}\n" for number in range(1, 21))


def write(root: Path, **texts: str) -> str:
    """Commit these texts, in files of Markdown, and return the commit."""
    for name, text in texts.items():
        (root / f"{name}.md").write_text(text, encoding="utf-8")
    commit_all(root)
    return git(root, "rev-parse", "HEAD").strip()


def upgraded(project: Path, clone: Path) -> str | int | None:
    """Upgrade the project, and return what the command exits with."""
    with pytest.raises(SystemExit) as exit_:
        merge_template.main(project, clone)
    return exit_.value.code


def conflict(project: Path) -> None:
    """Change what the template changes, too."""
    write(project, changed=LINES.replace("line 3\n", "line III\n"))
