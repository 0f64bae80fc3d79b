"""Turn a fresh copy of this repository into a project of your own: `nox -s adopt -- acme_shop --without service`.

The package, its imports, the commands, the environment variables and the project take the new name. What only the kit
needs is removed, as are the parts that you don't want, and a new README replaces this one. `pyproject.toml` and
`LICENSE` say what the options say, or what you answer in a terminal. The word FizzBuzz stays where it means the game.
The changes are staged for you to review and commit. They are prepared in a temporary folder, and git makes them all at
once: after an error or Ctrl-C, everything is as it was. Files that git doesn't track aren't touched.
"""

import os
import signal
import sys
from argparse import ArgumentParser
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CalledProcessError

from adoption_checks import check
from adoption_plan import REMOVED, adopted_tree, entries
from metadata_questions import answers, can_ask
from parts import PARTS
from plain_git import git, git_bytes
from project_metadata import MIT, OPTIONS, UNCHANGED, Metadata, checked
from rename_package import PACKAGE, encode
from working_tree_checks import RefusedError


def adopt(root: Path, name: str, without: Collection[str] = (), metadata: Metadata = UNCHANGED) -> None:
    """Turn the repository at `root` into a project with this name and metadata, and without some of the `PARTS`.

    Raises RefusedError if `check` refuses or a trace of the old name would be left, and CalledProcessError if git
    fails; in both cases nothing has changed.
    """
    check(root, name)
    switch(root, adopted_tree(root, name, without, metadata))


def switch(root: Path, tree: str) -> None:
    """Give the working tree and the index the content of a tree of git.

    Ctrl-C waits until that is done. Raises CalledProcessError, and takes back what is done, if git refuses or fails, as
    it does when a file has changed meanwhile; RefusedError if that can't be taken back.
    """
    with without_interrupts():
        # Notes a chmod there and back, say, which the user's settings may let git overlook.
        git(root, "status", "--untracked-files=no", "--ignore-submodules=all")
        try:
            git(root, "read-tree", "-m", "-u", "HEAD", tree)
        except CalledProcessError as error:
            try:
                take_back(root, tree)
            except CalledProcessError:
                raise RefusedError(f"git couldn't finish ({said(error)}); when it can, run git restore .") from error
            raise


def take_back(root: Path, tree: str) -> None:
    """Undo a switch that git couldn't finish; a file that anyone else has written stays as it is."""
    old, new = entries(root, "HEAD"), entries(root, tree)
    changed = {path: entry for path, entry in new.items() if old.get(path) != entry}
    for path, entry in changed.items():
        file = root / path
        if file.is_file() and git_bytes(root, "cat-file", "blob", entry.object).startswith(file.read_bytes()):
            file.unlink()  # it's ours, perhaps not complete
    missing = [path for path in old if new.get(path) != old[path] and not os.path.lexists(root / path)]
    git(root, "checkout-index", "-z", "--stdin", stdin=encode("".join(f"{path}\0" for path in missing)))
    for folder in sorted({(root / path).parent for path in changed.keys() - old.keys()}, reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def said(error: CalledProcessError) -> str:
    """Return the first line that git has printed about an error, and what to do about a lock that git has left."""
    line = next(iter(error.__notes__[0].strip().splitlines()), f"{error}")
    return f"{line} If no git is running, remove that file." if "index.lock" in line else line


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Ignore Ctrl-C until what must not be interrupted is done."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def main(*arguments: str) -> None:
    """Adopt the repository in the working directory, as the arguments of the command say."""
    parser = ArgumentParser(prog="nox -s adopt --", description="Turn this fresh copy into a project of your own.")
    parser.add_argument("name", metavar="NAME", help="the name of your package, like acme_shop")
    parser.add_argument(
        "--without", metavar="PART", action="append", default=[], choices=PARTS, help=f"leave out: {', '.join(PARTS)}"
    )
    for name, option in OPTIONS.items():
        parser.add_argument(f"--{name}", metavar=name.upper(), help=option.help)
    options = parser.parse_args(arguments)
    root, name = Path.cwd(), options.name
    given = {option: value for option in OPTIONS if (value := getattr(options, option)) is not None}
    try:
        check(root, name)
        metadata = checked(given)
        if can_ask():
            metadata = checked(answers(root, given))
        adopt(root, name, options.without, metadata)
    except (RefusedError, OSError) as error:
        sys.exit(f"adopt: {error}")
    except CalledProcessError as error:
        sys.exit(f"adopt: nothing has changed, because git says: {said(error)}")
    except (EOFError, KeyboardInterrupt):
        sys.exit("adopt: interrupted, and nothing has changed")
    print(f"This is {name} now. Review it with git diff --staged, run nox, and commit; the README says what's next.")
    if metadata.license != MIT:
        print(f"Put the text of {metadata.license} into LICENSE, which still has that of {MIT}.")
    if left := [path for path in (*REMOVED, PACKAGE) if (root / path).is_dir()]:
        print(f"Files that git doesn't track stay where they are, in {', '.join(left)}: delete what you don't need.")


if __name__ == "__main__":
    main(*sys.argv[1:])
