"""What must be true of a working tree before an adoption or an upgrade changes it: committed, finished and writable.

Each check only reads, and refuses with a sentence on what to do.
"""

import os
import shlex
import subprocess
from pathlib import Path

from plain_git import git

SHOWN = 10  # changed files at most; the user knows the others
UNFINISHED = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "BISECT_LOG": "bisect",
}
# The variables by which a surrounding git, as in a hook, says where its own repository is.
SURROUNDING_GIT = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
)
BEGIN = "git init && git add . && git commit -m Begin"


class RefusedError(Exception):
    """An adoption or an upgrade isn't possible, not now or not as it was asked for; nothing has changed."""


def check_state(root: Path) -> None:
    """Raise RefusedError if there's no commit yet, or if git is in the middle of something."""
    try:
        git(root, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    except subprocess.CalledProcessError as error:
        raise RefusedError("there is no commit to come back to; run git add . && git commit -m Begin") from error
    repository = _repository(root)
    for file, operation in UNFINISHED.items():
        if (repository / file).exists():
            raise RefusedError(f"git is in the middle of a {operation}; finish or abort it first")


def check_changes(root: Path) -> None:
    """Raise RefusedError if anything isn't committed, or may have changed without git's knowledge."""
    for line in listed(git(root, "ls-files", "-z", "-v")):
        tag, path, quoted = line[0], printable(line[2:]), printable(shlex.quote(line[2:]))
        if tag.islower():
            raise RefusedError(f"git assumes {path} unchanged; run git update-index --no-assume-unchanged {quoted}")
        if tag == "S":
            raise RefusedError(
                f"git doesn't look at {path}; run git sparse-checkout disable, "
                f"or git update-index --no-skip-worktree {quoted}"
            )
    tracked = users_git(  # whose filters, such as that of Git LFS, may have written the files
        root, "status", "-z", "--porcelain", "--no-renames", "--untracked-files=no", "--ignore-submodules=dirty"
    )
    untracked = users_git(root, "ls-files", "-z", "--others", "--exclude-standard")
    if changes := [*listed(tracked), *(f"?? {path}" for path in listed(untracked))]:
        shown = [printable(change) for change in changes[:SHOWN]]
        more = [f"and {len(changes) - SHOWN} more"] if changes[SHOWN:] else []
        raise RefusedError("\n".join(["commit your changes first, or git stash -u them:", *shown, *more]))


def check_permissions(root: Path) -> None:
    """Raise RefusedError if a folder in which something may change is read-only."""
    paths = map(Path, listed(git(root, "ls-files", "-z")))
    tracked = {root / parent for path in paths for parent in path.parents}
    repository = _repository(root)
    for folder in (repository, *sorted(tracked)):
        if not os.access(folder, os.W_OK):
            raise RefusedError(f"{folder} is read-only; make it writable, or work in a copy")


def _repository(root: Path) -> Path:
    """Return the folder in which git keeps the state of a working tree."""
    return root / git(root, "rev-parse", "--git-dir").removesuffix("\n")


def users_git(root: Path, *arguments: str) -> str:
    """Run git with the settings of the user, who has a say in what git trusts and ignores; return what it prints.

    Raises RefusedError if git isn't installed, or doesn't accept the folder.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in SURROUNDING_GIT}
    try:
        run = subprocess.run(
            ["git", "-c", "core.fsmonitor=false", *arguments],
            cwd=root,
            env=inherited | {"LC_ALL": "C"},
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise RefusedError("git isn't installed, and nothing could be taken back without it; install it") from error
    if run.returncode:
        raise RefusedError(explained(os.fsdecode(run.stderr)))
    return os.fsdecode(run.stdout)


def explained(error: str) -> str:
    """Return a sentence about an error of git that says what to do."""
    if "dubious ownership" in error:
        command = error.strip().splitlines()[-1].strip()
        return f"this folder belongs to another user, so git doesn't trust it; if you do, run {command}"
    if "not a git repository" in error:
        return f"this folder isn't a git repository; make it one first: {BEGIN}"
    if "work tree" in error:
        return "this repository is bare, and has no files to adopt; clone it, and adopt the clone"
    return f"git fails here; make git status work first: {next(iter(error.strip().splitlines()), 'it says nothing')}"


def listed(output: str) -> list[str]:
    """Return the entries that git has printed with a null character after each."""
    return output.split("\0")[:-1]


def printable(text: str) -> str:
    """Return a line of text that is safe to print: what isn't printable is escaped."""
    return text if text.isprintable() else ascii(text)
