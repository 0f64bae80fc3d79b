"""Git with settings of our own, whatever the user or the machine has configured: no signing, no hooks, no templates."""

import os
import subprocess
import sys
from pathlib import Path

_SETTINGS = {"core.hooksPath": os.devnull, "safe.directory": "*"}
_NAMES = {f"GIT_{role}_NAME": "kit" for role in ("AUTHOR", "COMMITTER")}
_ADDRESSES = {f"GIT_{role}_EMAIL": "kit@localhost" for role in ("AUTHOR", "COMMITTER")}
ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TEMPLATE_DIR": "",
    "GIT_CONFIG_COUNT": f"{len(_SETTINGS)}",
    **{f"GIT_CONFIG_KEY_{number}": key for number, key in enumerate(_SETTINGS)},
    **{f"GIT_CONFIG_VALUE_{number}": value for number, value in enumerate(_SETTINGS.values())},
    **_NAMES,
    **_ADDRESSES,
}


def git(root: Path, *arguments: str, stdin: bytes = b"") -> str:
    """Run git in a folder, and return what it prints; raises CalledProcessError if it fails."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", *arguments]
    run = subprocess.run(
        command, cwd=root, env=inherited | ENVIRONMENT, input=stdin, stdout=subprocess.PIPE, check=True
    )
    return run.stdout.decode()


def commit_all(root: Path) -> None:
    """Commit everything in a folder, which becomes a repository if it isn't one yet."""
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "--message", "Everything")


def clone_tree(root: Path, clone: Path) -> None:
    """Clone the repository at `root` and commit its uncommitted changes to tracked files in the clone."""
    git(root, "clone", "-q", f"{root}", f"{clone}")
    if changes := git(root, "diff", "HEAD", "--binary"):
        git(clone, "apply", "--index", stdin=changes.encode())
        git(clone, "commit", "-q", "--message", "Uncommitted changes")


if __name__ == "__main__":
    clone_tree(Path.cwd(), Path(sys.argv[1]))
