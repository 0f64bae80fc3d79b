"""What a project is made from: `.ci/adopted.toml`, which adoption writes and `nox -s upgrade` moves forward."""

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from plain_git import git
from project_metadata import UNCHANGED, Metadata
from working_tree_checks import RefusedError

RECORD = ".ci/adopted.toml"
TEXT = """\
# What this project is made from, and how; `nox -s upgrade` merges what has changed there since.
template = {template}
commit = {commit}
tree = {tree} # the files of that commit: they identify it where a copy has another history
arguments = {arguments}
"""


@dataclass(frozen=True)
class Record:
    """The commit that a project is made from, its tree, and the arguments with which it was adopted."""

    commit: str
    tree: str
    arguments: tuple[str, ...]


def record_text(root: Path, name: str, without: Iterable[str], metadata: Metadata = UNCHANGED) -> str:
    """Return the record of an adoption of the last commit at `root`, under this name, without these parts.

    The template is where `root` was cloned from, if anywhere, without the password that such a URL can have.
    """
    given = {option: value for option, value in asdict(metadata).items() if value != getattr(UNCHANGED, option)}
    values = {
        "template": re.sub(r"^(https?://)[^/]*@", r"\1", cloned_from(root)),
        "commit": git(root, "rev-parse", "HEAD").strip(),
        "tree": git(root, "rev-parse", "HEAD^{tree}").strip(),
        "arguments": [
            name,
            *(f"--without={part}" for part in without),
            *(f"--{option}={value}" for option, value in given.items()),
        ],
    }
    return TEXT.format_map({key: json.dumps(value, ensure_ascii=False) for key, value in values.items()})


def cloned_from(root: Path) -> str:
    """Return the URL of the remote `origin`, or of the only one, whatever its name is; "" if there's none."""
    remotes = git(root, "remote").splitlines()
    remote = remotes[0] if len(remotes) == 1 else "origin"
    return git(root, "config", "--get", "--default", "", f"remote.{remote}.url").removesuffix("\n")


def read_record(root: Path) -> Record:
    """Return the record of the project at `root`; raises RefusedError if it has none, or none that is complete."""
    try:
        record = tomllib.loads((root / RECORD).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise RefusedError(f"there is no {RECORD}, which says what this project is made from") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RefusedError(f"{RECORD} can't be read: {error}") from error
    commit, arguments = record.get("commit"), record.get("arguments")
    if not isinstance(commit, str):
        raise RefusedError(f"{RECORD} doesn't say the commit; restore that line")
    if not (isinstance(arguments, list) and all(isinstance(each, str) for each in arguments)):
        raise RefusedError(f"{RECORD} doesn't say the arguments; restore that line")
    return Record(commit, record.get("tree", ""), tuple(arguments))
