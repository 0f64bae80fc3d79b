"""Merge what has changed in the template since this project was made from it: `nox -s upgrade -- [URL [REVISION]]`.

The template is cloned into a temporary folder, and its own code does the rest: it reads `.ci/adopted.toml`, adopts the
old and the new template again, and merges the difference. The result is staged for you to review and commit.
"""

import subprocess
import sys
import tomllib
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

RECORD = Path(".ci", "adopted.toml")


def main(*arguments: str) -> None:
    """Upgrade the project in the working directory, as the arguments of the command say."""
    parser = ArgumentParser(prog="nox -s upgrade --", description="Merge what has changed in the template.")
    parser.add_argument("template", metavar="URL", nargs="?", help="the template, if it isn't where it was")
    parser.add_argument("revision", metavar="REVISION", nargs="?", help="a commit of it, instead of the newest")
    options = parser.parse_args(arguments)
    if not RECORD.is_file():
        sys.exit(f"upgrade: there is no {RECORD.as_posix()}, which says what this project is made from")
    try:
        template = options.template or tomllib.loads(RECORD.read_text(encoding="utf-8")).get("template")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        sys.exit(f"upgrade: {RECORD.as_posix()} can't be read: {error}")
    if not template:
        sys.exit(f"upgrade: {RECORD.as_posix()} doesn't say where the template is: nox -s upgrade -- URL")
    with TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        try:
            merge(template, options.revision, Path(directory).resolve() / "template")
        except KeyboardInterrupt:
            sys.exit("upgrade: interrupted, and nothing has changed")


def merge(template: str, revision: str | None, clone: Path) -> None:
    """Clone a template, and have it merge what has changed since into the project in the working directory."""
    git("clone", "--quiet", "--origin", "origin", "--", template, f"{clone}")  # whatever the user calls remotes
    if revision:
        git("-C", f"{clone}", "checkout", "--quiet", revision, "--")
    if not (clone / ".ci" / "merge_template.py").is_file():
        sys.exit(f"upgrade: {template} isn't the template, or it's too old; name it: nox -s upgrade -- URL")
    sys.path.insert(0, f"{clone / '.ci'}")
    import_module("merge_template").main(Path.cwd(), clone)


def git(*arguments: str) -> None:
    """Run git with the settings of the user, who may need them to sign in; it says itself why it fails."""
    try:
        if subprocess.run(["git", *arguments], check=False).returncode:
            sys.exit(
                "upgrade: nothing has changed; name the template and a commit of it: nox -s upgrade -- URL REVISION"
            )
    except FileNotFoundError:
        sys.exit("upgrade: git isn't installed; install it")


if __name__ == "__main__":
    main(*sys.argv[1:])
