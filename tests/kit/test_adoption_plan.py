"""The tree of an adopted repository: files of every kind keep their content, unless they're text with the old name."""

import os
from pathlib import Path

import adoption_plan
import pytest
import rename_package
from adopt import adopt
from plain_git import commit_all, git
from working_tree_checks import RefusedError

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rope")  # about its own code

CONTENTS = {
    "picture.png": b"\x89PNG\r\n\x1a\n\0fizzbuzz",
    "empty.txt": b"",
    "Übersicht.md": "Übersicht\n".encode(),
    "latin.txt": "Übersicht\n".encode("latin-1"),
    "latin.py": "# -*- coding: latin-1 -*-\nname = 'Ü'\n".encode("latin-1"),
    "utf-16.txt": "fizzbuzz\n".encode("utf-16"),
    "signed.txt": b"\xef\xbb\xbfsigned\n",
    "python2.py": b"print 'hello'\n",
    "untidy.py": b"import sys, os\nx = {  'a':1 }\n",
    "unended.txt": b"unended",
    "with space 'and' \"quotes\".txt": b"name\n",
    "large.bin.txt": b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 1\n",
    "answers/01-first-tests/test_mine.py": b"from fizzbuzz import core  # fizzbuzz\n",
    "tests/kit.txt": b"begins like a folder of the kit\n",
}


def test_files_of_every_kind_stay(small: Path) -> None:
    """Binary files, texts in any encoding, code that isn't Python 3 and a learner's answers stay, byte for byte."""
    for path, content in CONTENTS.items():
        (small / path).parent.mkdir(parents=True, exist_ok=True)
        (small / path).write_bytes(content)
    commit_all(small)

    adopt(small, "acme_shop")

    assert {path: (small / path).read_bytes() for path in CONTENTS} == CONTENTS
    assert git(small, "diff", "--staged", "--name-only", "--", *CONTENTS) == ""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_endings_stay(small: Path, ending: str) -> None:
    """A text with the old name keeps the ends of its lines, and so does a block that only the kit needs."""
    lines = ["# kit only", "", "# end of kit only", "# fizzbuzz.core", "from fizzbuzz import core", "", "core", ""]
    (small / "mine.py").write_bytes(ending.join(lines).encode())
    commit_all(small)

    adopt(small, "acme_shop")

    new = ["# acme_shop.core", "from acme_shop import core", "", "core", ""]
    assert (small / "mine.py").read_bytes() == ending.join(new).encode()


def test_a_text_that_is_not_in_utf_8_takes_the_new_name(small: Path) -> None:
    """The other bytes stay as they are."""
    (small / "latin.txt").write_bytes("src/fizzbuzz in Übersee\n".encode("latin-1"))
    commit_all(small)

    adopt(small, "acme_shop")

    assert (small / "latin.txt").read_bytes() == "src/acme_shop in Übersee\n".encode("latin-1")


def test_files_of_the_package_move_with_it(small: Path) -> None:
    """A picture in the package moves, and an executable file stays executable."""
    package = small / "src" / "fizzbuzz"
    (package / "picture.png").write_bytes(b"\0")
    (package / "run.py").write_text("import fizzbuzz.core\n")
    (package / "run.py").chmod(0o755)
    commit_all(small)

    adopt(small, "acme_shop")

    assert (small / "src" / "acme_shop" / "picture.png").read_bytes() == b"\0"
    assert (small / "src" / "acme_shop" / "run.py").read_text() == "import acme_shop.core\n"
    assert os.access(small / "src" / "acme_shop" / "run.py", os.X_OK)


def test_links_stay(small: Path, tmp_path: Path) -> None:
    """Links that lead nowhere, around or outside aren't followed; a link to the package leads to it again."""
    (tmp_path / "outside.py").write_text("import fizzbuzz\n")
    links = {"dangling": "nowhere", "around": ".", "outside.py": "../outside.py", "package": "src/fizzbuzz"}
    for path, target in links.items():
        (small / path).symlink_to(target)
    commit_all(small)

    adopt(small, "acme_shop")

    assert {path: f"{(small / path).readlink()}" for path in links} == links | {"package": "src/acme_shop"}
    assert (tmp_path / "outside.py").read_text() == "import fizzbuzz\n"


def test_a_trace_of_the_old_name_is_an_error(small: Path) -> None:
    """The error names each place, and nothing has changed."""
    (small / "mine.md").write_text("a fizzbuzz project\n")
    commit_all(small)

    with pytest.raises(RefusedError) as error:
        adopt(small, "acme_shop")

    assert f"{error.value}".splitlines()[1:] == ["mine.md:1: a fizzbuzz project"]
    assert git(small, "status", "--porcelain") == ""


def test_a_template_without_its_readme_is_an_error(small: Path) -> None:
    """A file that adoption needs may have been deleted long ago."""
    git(small, "rm", "-q", adoption_plan.NEW_README)
    git(small, "commit", "-q", "--message", "Gone")

    with pytest.raises(RefusedError, match=r"^\.ci/adopted-readme\.md is missing; begin with a fresh copy"):
        adopt(small, "acme_shop")


def test_adoption_without_its_tools_is_an_error(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nox installs the tools; the plain script doesn't have them."""

    def fail(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(rename_package, "import_module", fail)

    with pytest.raises(RefusedError, match=r"^rope isn't installed here; nox installs it: nox -s adopt -- NAME$"):
        adopt(small, "acme_shop")


def test_a_tool_that_fails_is_an_error(small: Path) -> None:
    """What the tool says is in the message."""
    (small / "ruff.toml").write_text("broken\n")
    commit_all(small)

    with pytest.raises(RefusedError, match=r"^ruff check fails after the renaming:\n(.|\n)*ruff\.toml"):
        adopt(small, "acme_shop")
