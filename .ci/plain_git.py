"""Git with settings of our own, whatever the user or the machine has configured: no signing, no hooks, no templates."""

import os
import subprocess
import sys
from pathlib import Path

_SETTINGS = {
    "color.ui": "false",
    "core.attributesFile": os.devnull,
    "core.autocrlf": "false",
    "core.excludesFile": os.devnull,
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.sparseCheckout": "false",
    "commit.gpgSign": "false",
    "diff.noprefix": "false",
    "diff.mnemonicPrefix": "false",
    "i18n.commitEncoding": "UTF-8",
    "i18n.logOutputEncoding": "UTF-8",
    "log.showSignature": "false",
    "safe.directory": "*",
    "submodule.recurse": "false",
}
_NAMES = {f"GIT_{role}_NAME": "kit" for role in ("AUTHOR", "COMMITTER")}
_ADDRESSES = {f"GIT_{role}_EMAIL": "kit@localhost" for role in ("AUTHOR", "COMMITTER")}
# For a clone of what another user owns: the settings don't reach the command that reads it, which the clone runs.
FROM_ANYONE = ("--upload-pack", "git -c 'safe.directory=*' upload-pack")
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


def git_bytes(root: Path, *arguments: str, stdin: bytes = b"", index: Path | None = None) -> bytes:
    """Run git in a folder, on the given index file if there is one, and return the bytes that it prints.

    Git runs in a session of its own, which Ctrl-C doesn't reach. Raises CalledProcessError, with what git said as a
    note, if git fails.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    chosen = {} if index is None else {"GIT_INDEX_FILE": f"{index}"}
    try:
        run = subprocess.run(
            ["git", *arguments],
            cwd=root,
            env=inherited | ENVIRONMENT | chosen,
            input=stdin,
            capture_output=True,
            check=True,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # what that is on Windows
        )
    except subprocess.CalledProcessError as error:
        error.add_note(os.fsdecode(error.stderr))
        raise
    return run.stdout


def git(root: Path, *arguments: str, stdin: bytes = b"", index: Path | None = None) -> str:
    """Do the same as `git_bytes`, and return text; bytes that aren't UTF-8 become what `os.fsencode` turns back."""
    return os.fsdecode(git_bytes(root, *arguments, stdin=stdin, index=index))


def commit_all(root: Path) -> None:
    """Commit everything in a folder, which becomes a repository if it isn't one yet."""
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "--message", "Everything")


def clone_tree(root: Path, clone: Path) -> None:
    """Clone the repository at `root` and commit its uncommitted changes to tracked files in the clone."""
    git(root, "clone", "-q", *FROM_ANYONE, f"{root}", f"{clone}")
    if changes := git_bytes(root, "diff", "--no-ext-diff", "--no-textconv", "HEAD", "--binary"):
        git(clone, "apply", "--index", stdin=changes)
        git(clone, "commit", "-q", "--message", "Uncommitted changes")


if __name__ == "__main__":
    clone_tree(Path.cwd(), Path(sys.argv[1]))
