"""Merge the difference between two trees into a project, as git merges branches, without touching the project."""

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from subprocess import CalledProcessError

from adoption_plan import entries, write_tree
from adoption_record import RECORD
from plain_git import git

RESULT = "refs/merge"
DELETED = {"1", "3"}  # the versions in conflict are those of the template, old and new: the owner has none


@dataclass(frozen=True)
class Merge:
    """The tree that is the result of a merge, and the paths of each kind, sorted.

    The changed paths are those that differ from the project's last commit; added ones and most conflicts are among
    them. `stages` are the lines for the index that say which versions are in conflict.
    """

    tree: str
    added: list[str]
    changed: list[str]
    kept_deleted: list[str]
    conflicts: list[str]
    stages: list[str]


def merge_trees(project: Path, clone: Path, base: str, theirs: str) -> Merge:
    """Merge the difference between two trees of the clone into the last commit of the project.

    The result is in the clone, as `refs/merge`. What the owner has deleted stays deleted; the record is theirs.
    """
    objects = git(project, "rev-parse", "--path-format=absolute", "--git-path", "objects")
    (clone / ".git" / "objects" / "info" / "alternates").write_bytes(os.fsencode(objects))
    old, new = entries(clone, base), entries(clone, theirs)
    ours = entries(clone, git(project, "rev-parse", "HEAD").strip()) | {RECORD: new[RECORD]}
    root = commit_tree(clone, base)
    git(clone, "update-ref", "refs/project", commit_tree(clone, write_tree(clone, ours), "-p", root))
    git(clone, "update-ref", "refs/template", commit_tree(clone, theirs, "-p", root))
    tree, *lines = merged(clone)

    versions: dict[str, set[str]] = {}
    for line in lines:
        description, _, path = line.partition("\t")
        versions.setdefault(path, set()).add(description[-1])
    result = entries(clone, tree)
    kept_deleted = {path for path, numbers in versions.items() if numbers == DELETED}
    kept_deleted |= in_deleted_folders(result.keys() - ours.keys() - versions.keys(), ours, old)
    conflicts = versions.keys() - kept_deleted
    result = {path: entry for path, entry in result.items() if path not in kept_deleted}
    tree = write_tree(clone, result)
    git(clone, "update-ref", RESULT, commit_tree(clone, tree))
    return Merge(
        tree,
        added=sorted(result.keys() - ours.keys()),
        changed=sorted(path for path in result.keys() | ours.keys() if result.get(path) != ours.get(path)),
        kept_deleted=sorted(kept_deleted),
        conflicts=sorted(conflicts),
        stages=[line for line in lines if line.partition("\t")[2] in conflicts],
    )


def commit_tree(clone: Path, tree: str, *parent: str) -> str:
    """Return a commit of a tree, which no branch has."""
    return git(clone, "commit-tree", "-m", "Tree", *parent, tree).strip()


def merged(clone: Path) -> list[str]:
    """Return what git says about the merge: the tree, then a line for the index for each version in conflict."""
    command = ("merge-tree", "--write-tree", "-z", "--no-messages", "project", "template")  # git labels conflicts so
    try:
        output = git(clone, *command)
    except CalledProcessError as error:
        if (
            error.returncode != 1 or not error.stdout
        ):  # a merge without conflicts ends with 0, one with conflicts with 1
            raise
        output = os.fsdecode(error.stdout)
    return [line for line in output.split("\0") if line]


def in_deleted_folders(added: Iterable[str], ours: Collection[str], old: Collection[str]) -> set[str]:
    """Return the new paths that are in a folder of the old template which the project no longer has."""
    deleted = folders(old) - folders(ours)
    return {path for path in added if deleted & folders([path])}


def folders(paths: Iterable[str]) -> set[PurePosixPath]:
    """Return every folder that has one of these files in it."""
    return {folder for path in paths for folder in PurePosixPath(path).parents}
