"""The merge of what has changed in the template: both sides' changes are kept, and the owner's deletions."""

from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CalledProcessError

import pytest
import three_way_merge
from adoption_record import RECORD
from plain_git import commit_all, git
from three_way_merge import Merge, merge_trees

LINES = "".join(f"line {number}\n" for number in range(1, 21))
NEAR, FAR = LINES.replace("line 3\n", "line three\n"), LINES.replace("line 17\n", "line seventeen\n")
BOTH = NEAR.replace("line 17\n", "line seventeen\n")

Files = Mapping[str, str]
MergeFiles = Callable[[Files, Files, Files], tuple[Merge, dict[str, str]]]


def commit_files(root: Path, files: Files) -> str:
    """Commit these files alone in a repository, and return their tree."""
    root.mkdir(exist_ok=True)
    for path in root.rglob("*"):
        if path.is_file() and ".git" not in path.parts:
            path.unlink()
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    commit_all(root)
    return git(root, "rev-parse", "HEAD^{tree}").strip()


@pytest.fixture
def merge_files(tmp_path: Path) -> MergeFiles:
    """Return a function that merges the difference of two templates into a project, and returns the new files too."""

    def merge(old: Files, new: Files, project: Files) -> tuple[Merge, dict[str, str]]:
        clone, root = tmp_path / "clone", tmp_path / "project"
        base = commit_files(clone, {RECORD: "old", **old})
        theirs = commit_files(clone, {RECORD: "new", **new})
        commit_files(root, {RECORD: "mine", **project})
        result = merge_trees(root, clone, base, theirs)
        paths = git(clone, "ls-tree", "-r", "--name-only", result.tree).splitlines()
        return result, {path: git(clone, "show", f"{result.tree}:{path}") for path in paths}

    return merge


@pytest.mark.parametrize(
    ("old", "new", "project", "expected"),
    [
        pytest.param({"a": LINES}, {"a": NEAR}, {"a": LINES}, {"a": NEAR}, id="only the template has changed it"),
        pytest.param({"a": LINES}, {"a": LINES}, {"a": FAR}, {"a": FAR}, id="only the owner has changed it"),
        pytest.param({"a": LINES}, {"a": NEAR}, {"a": FAR}, {"a": BOTH}, id="both have changed it"),
        pytest.param({"a": LINES}, {"a": NEAR}, {"a": NEAR}, {"a": NEAR}, id="both have changed it in the same way"),
        pytest.param({}, {"b": LINES}, {}, {"b": LINES}, id="the template has added it"),
        pytest.param({}, {}, {"b": LINES}, {"b": LINES}, id="the owner has added it"),
        pytest.param({"a": LINES}, {}, {"a": LINES}, {}, id="the template has deleted it"),
        pytest.param({"a": LINES}, {"a": LINES}, {}, {}, id="the owner has deleted it"),
        pytest.param({"a": LINES}, {"a": NEAR}, {"b": FAR}, {"b": BOTH}, id="the owner has moved it"),
        pytest.param({"a": LINES}, {"b": NEAR}, {"a": FAR}, {"b": BOTH}, id="the template has moved it"),
    ],
)
def test_changes_of_both_sides_are_kept(
    old: Files, new: Files, project: Files, expected: Files, merge_files: MergeFiles
) -> None:
    """What only one side has changed is as that side has it, and in one file, changes in two places go together."""
    merge, files = merge_files(old, new, project)

    assert files == {RECORD: "new", **expected}
    assert (merge.kept_deleted, merge.conflicts) == ([], [])


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        pytest.param({"a": LINES}, {"a": NEAR}, "a", id="changed"),
        pytest.param({"a": LINES}, {"b": NEAR}, "b", id="moved and changed"),
        pytest.param({"folder/a": LINES}, {"folder/a": LINES, "folder/b": "b"}, "folder/b", id="new in a folder"),
        pytest.param({"one/two/a": LINES}, {"one/two/a": LINES, "one/b": "b"}, "one/b", id="new in an outer folder"),
    ],
)
def test_what_the_owner_has_deleted_stays_deleted(old: Files, new: Files, kept: str, merge_files: MergeFiles) -> None:
    """A change of the template brings back neither a file nor a folder, and isn't a conflict."""
    merge, files = merge_files(old, new, {"mine": "mine"})

    assert files == {RECORD: "new", "mine": "mine"}
    assert merge.kept_deleted == [kept]
    assert merge.stages == []


def test_the_same_lines_are_a_conflict(merge_files: MergeFiles) -> None:
    """Both versions are in the file, each with a label that says whose it is."""
    merge, files = merge_files(
        {"a": LINES, "b": "b"}, {"a": NEAR, "b": "c"}, {"a": LINES.replace("3", "III"), "b": "b"}
    )

    assert "<<<<<<< project\nline III\n=======\nline three\n>>>>>>> template\n" in files["a"]
    assert (merge.changed, merge.conflicts) == (["a", "b"], ["a"])
    assert [line.split()[2:] for line in merge.stages] == [["1", "a"], ["2", "a"], ["3", "a"]]


def test_a_deletion_of_what_the_owner_has_changed_is_a_conflict(merge_files: MergeFiles) -> None:
    """The file stays until the owner decides."""
    merge, files = merge_files({"a": LINES}, {}, {"a": FAR})

    assert files["a"] == FAR
    assert merge.conflicts == ["a"]


def test_an_error_of_git_is_raised(merge_files: MergeFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git ends with the same code as after conflicts, but without a tree."""
    monkeypatch.setattr(three_way_merge, "commit_tree", lambda _clone, tree, *_parent: tree)

    with pytest.raises(CalledProcessError, match="merge-tree"):
        merge_files({"a": LINES}, {"a": NEAR}, {"a": LINES})
