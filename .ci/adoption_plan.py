"""What the repository will look like: a tree of git, made in a temporary copy of the files that are text.

Only text can have the old name in it. Everything else, such as images and submodules, keeps its object and its mode.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from adoption_record import RECORD, record_text
from old_name import find_traces, replaced
from parts import belongs_to, without_passages
from plain_git import git, git_bytes
from project_metadata import UNCHANGED, Metadata, with_metadata
from rename_package import decode, encode, moved, renamed_texts
from working_tree_checks import RefusedError, listed, printable

REMOVED = (
    ".ci/adopt.py",
    ".ci/adoption_checks.py",
    ".ci/adoption_plan.py",
    ".ci/adoption_record.py",
    ".ci/breaks.py",
    ".ci/breaks.toml",
    ".ci/cog_helpers.py",
    ".ci/link_exercises.py",
    ".ci/lint_guide.py",
    ".ci/lint_prose.py",
    ".ci/merge_template.py",
    ".ci/metadata_questions.py",
    ".ci/nox_kit.py",
    ".ci/old_name.py",
    ".ci/package_names.py",
    ".ci/parts.py",
    ".ci/parts.toml",
    ".ci/plain_git.py",
    ".ci/project_metadata.py",
    ".ci/prose.toml",
    ".ci/prove_gates.py",
    ".ci/prove_upgrade.py",
    ".ci/rename_package.py",
    ".ci/three_way_merge.py",
    ".ci/typos.toml",
    ".ci/working_tree_checks.py",
    ".ci/zensical.toml",
    ".github/ready-to-copy",
    ".github/workflows/pages.yml",
    ".github/workflows/red.yml",
    "docs",
    "tests/kit",
    "tests/mutants.toml",
    "workshop",
)
NEW_README = ".ci/adopted-readme.md"
LEARNERS = "answers/"  # what a learner has written stays as it is
FILE, LINK, SUBMODULE = "100644", "120000", "160000"


@dataclass(frozen=True)
class Entry:
    """What git keeps of a path: its mode, and the name of its object."""

    mode: str
    object: str


def entries(root: Path, tree: str) -> dict[str, Entry]:
    """Return what is in a tree, by path."""
    found = {}
    for line in listed(git(root, "ls-tree", "-r", "-z", "--full-tree", tree)):
        description, _, path = line.partition("\t")
        mode, _, object_ = description.split(" ")
        found[path] = Entry(mode, object_)
    return found


def adopted_tree(root: Path, name: str, without: Collection[str] = (), metadata: Metadata = UNCHANGED) -> str:
    """Return the tree of the last commit as it will be under this name; nothing that git tracks in `root` changes.

    `without` are the `PARTS` to leave out. Raises RefusedError if the old name would be left anywhere, if a file that
    has something of such a part, or that takes the metadata, has changed, or if a tool that renames fails.
    """
    kept = {path: entry for path, entry in without_kit(entries(root, "HEAD")).items() if not belongs_to(path, without)}
    old = read_texts(root, kept)
    links = {path: text for path, text in old.items() if kept[path].mode == LINK}
    files = {path: text for path, text in old.items() if path not in links}
    with TemporaryDirectory() as directory:
        new = renamed_texts(Path(directory).resolve(), without_passages(files, without), name)
    if traces := [trace for path, text in new.items() for trace in find_traces(path, text)]:
        raise RefusedError(
            "\n".join(["the old name is left in these lines; change them and commit:", *map(printable, traces)])
        )
    new = with_metadata(new, metadata)
    new |= {moved(path, name): replaced(text, name) for path, text in links.items()}

    tree = {}
    for path, entry in kept.items():
        text = new.get(moved(path, name), "")
        is_changed = path in old and text != old[path]
        tree[moved(path, name)] = Entry(entry.mode, write_object(root, text)) if is_changed else entry
    tree[RECORD] = Entry(FILE, write_object(root, record_text(root, name, without, metadata)))
    return write_tree(root, tree)


def without_kit(tree: dict[str, Entry]) -> dict[str, Entry]:
    """Return what stays of a tree, with the new README in place of the old one."""
    folders = tuple(f"{path}/" for path in REMOVED)
    kept = {path: entry for path, entry in tree.items() if path not in REMOVED and not path.startswith(folders)}
    if NEW_README not in kept:
        raise RefusedError(f"{NEW_README} is missing; begin with a fresh copy of the template")
    kept["README.md"] = kept.pop(NEW_README)
    return kept


def read_texts(root: Path, tree: dict[str, Entry]) -> dict[str, str]:
    """Return the texts of a tree by path: files that aren't binary, and the targets of links."""
    paths = [path for path, entry in tree.items() if entry.mode != SUBMODULE and not path.startswith(LEARNERS)]
    asked = "".join(f"{tree[path].object}\n" for path in paths)
    output = memoryview(git_bytes(root, "cat-file", "--batch", stdin=asked.encode()))
    texts, start = {}, 0
    for path in paths:
        header = bytes(output[start : start + 200]).partition(b"\n")[0]
        start += len(header) + 1
        content = bytes(output[start : (end := start + int(header.split()[2]))])
        start = end + 1
        if b"\0" not in content:
            texts[path] = decode(content)
    return texts


def write_object(root: Path, text: str) -> str:
    """Return the name of an object in git's store that has this text."""
    return git(root, "hash-object", "-w", "--stdin", stdin=encode(text)).strip()


def write_tree(root: Path, tree: dict[str, Entry]) -> str:
    """Return the name of a tree in git's store that has these entries."""
    lines = "".join(f"{entry.mode} {entry.object}\t{path}\0" for path, entry in tree.items())
    with TemporaryDirectory() as directory:
        index = Path(directory, "index")
        git(root, "update-index", "-z", "--index-info", stdin=encode(lines), index=index)
        return git(root, "write-tree", index=index).strip()
