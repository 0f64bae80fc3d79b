"""Merge what has changed in this template into a project that was made from it; `.ci/upgrade.py` calls it there.

In a clone of the template, the commit that the project is made from and the new one are adopted, each by its own code
and both as the project was. Git merges the difference, still in the clone. Only then does the project change, at once.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from subprocess import CalledProcessError

from adopt import said, switch, without_interrupts
from adoption_record import RECORD, Record, read_record
from plain_git import git
from rename_package import encode
from three_way_merge import RESULT, Merge, merge_trees
from working_tree_checks import RefusedError, check_changes, check_permissions, check_state, printable, users_git

ADOPT = (sys.executable, "-m", "nox", "--session", "adopt")  # in a clone: with the tools that its noxfile asks for
OLDEST_GIT = (2, 38)  # the first with a `merge-tree` that merges
LAST_LINES = 10  # shown of an adoption that fails


def main(project: Path, clone: Path) -> None:
    """Merge the template that is checked out in the clone into the project; exit with 1 if there are conflicts."""
    try:
        is_clean = upgrade(project, clone)
    except (RefusedError, OSError) as error:
        sys.exit(f"upgrade: {error}")
    except CalledProcessError as error:
        sys.exit(f"upgrade: nothing has changed, because git says: {said(error)}")
    sys.exit(0 if is_clean else 1)


def upgrade(project: Path, clone: Path) -> bool:
    """Merge, say what has been merged, and return whether there were no conflicts.

    Raises RefusedError or CalledProcessError if that isn't possible; then nothing has changed.
    """
    check(project)
    record = read_record(project)
    old, new = find_commit(clone, record), git(clone, "rev-parse", "HEAD").strip()
    if not git(clone, "rev-list", f"{old}..{new}"):
        print(f"There is nothing new in the template since {old[:10]}.")
        return True
    print(f"Adopting {old[:10]} and {new[:10]} of the template, to merge what differs.", flush=True)
    base, theirs = (adopt_again(clone, commit, record.arguments) for commit in (old, new))
    merge = merge_trees(project, clone, base, theirs)
    check_ignored(project, merge)
    git(project, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-gc", f"{clone}", RESULT)
    with without_interrupts():
        switch(project, merge.tree)
        mark_conflicts(project, merge)
        print(f"Merged {old[:10]}..{new[:10]} of the template. Files that it changes here: {len(merge.changed)}.")
        report(merge)
    return not merge.conflicts


def check(project: Path) -> None:
    """Raise RefusedError if git is too old, or if the project isn't a repository of its own, with no changes."""
    version = users_git(project, "version")
    if tuple(map(int, re.findall(r"\d+", version)[:2])) < OLDEST_GIT:
        raise RefusedError(
            f"a merge needs git {'.'.join(map(str, OLDEST_GIT))} or newer, and this is {version.strip()}"
        )
    top = Path(users_git(project, "rev-parse", "--show-toplevel").removesuffix("\n"))
    if not top.samefile(project):
        raise RefusedError(
            f"this folder belongs to the repository {top}, and only a repository of its own can be merged"
        )
    check_state(project)
    check_changes(project)
    check_permissions(project)


def find_commit(clone: Path, record: Record) -> str:
    """Return the commit of the template that the project is made from, or one with the same files.

    Where a copy was made without the history, as by the button on GitHub, only the files are the same.
    """
    try:
        return git(clone, "rev-parse", "--quiet", "--verify", f"{record.commit}^{{commit}}").strip()
    except CalledProcessError:
        for line in git(clone, "log", "--all", "--format=%H %T").splitlines():
            commit, tree = line.split()
            if tree == record.tree:
                return commit
    raise RefusedError(f"the template has no commit {record.commit}; write the one that you began with into {RECORD}")


def adopt_again(clone: Path, commit: str, arguments: Iterable[str]) -> str:
    """Return the tree of a commit of the template after its own code has adopted it, with these arguments."""
    copy = clone.parent / commit
    git(clone, "worktree", "add", "--quiet", "--detach", f"{copy}", commit)
    run = subprocess.run(
        [*ADOPT, "--envdir", f"{clone.parent / 'environments'}", "--", *arguments],
        cwd=copy,
        env=os.environ | {"CI": "true"},  # it asks nothing: on Windows, even no input looks like a terminal
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if run.returncode:
        shown = "\n".join(run.stdout.splitlines()[-LAST_LINES:])
        raise RefusedError(f"commit {commit[:10]} of the template can't be adopted:\n{shown}")
    return git(copy, "write-tree").strip()


def check_ignored(project: Path, merge: Merge) -> None:
    """Raise RefusedError if a new file, or the folder that it's in, would replace a file that git ignores."""
    if taken := [path for added in merge.added if (path := _in_its_place(project, added))]:
        raise RefusedError(
            f"git ignores these files, and the template has files there now; move yours: {enumerated(taken)}"
        )


def _in_its_place(project: Path, path: str) -> str:
    """Return what is where a file would be written, or a folder above it; "" if there's nothing in its way."""
    for each in (Path(path), *Path(path).parents[:-1]):
        found = project / each
        if os.path.lexists(found) and (each == Path(path) or found.is_symlink() or not found.is_dir()):
            return each.as_posix()
    return ""


def mark_conflicts(project: Path, merge: Merge) -> None:
    """Put the versions that are in conflict into the index, so that git knows them as conflicts."""
    absent = (f"0 {'0' * 40}\t{path}" for path in merge.conflicts)
    lines = "".join(f"{line}\0" for line in (*absent, *merge.stages))
    try:
        git(project, "update-index", "-z", "--index-info", stdin=encode(lines))
    except CalledProcessError as error:
        raise RefusedError(
            f"everything is merged, but git can't mark the conflicts ({said(error)}); look for <<<<<<< in "
            f"{enumerated(merge.conflicts)}"
        ) from error


def report(merge: Merge) -> None:
    """Print what needs the owner's attention, and what to do next."""
    if merge.kept_deleted:
        print(f"You have deleted these, and they stay deleted: {enumerated(merge.kept_deleted)}")
    if merge.conflicts:
        print(f"There are conflicts; edit these files and git add them: {enumerated(merge.conflicts)}")
    print("Review everything with git diff --staged, run nox, and commit.")


def enumerated(paths: Iterable[str]) -> str:
    """Return paths as a list in a sentence."""
    return ", ".join(map(printable, paths))
