"""Reads a suite: everything in the folder of someone's answer to an exercise."""

from fnmatch import fnmatch
from pathlib import Path

from workshop.errors import UsageError
from workshop.judging.session import SuiteFiles

TEST_FILES = ("test_*.py", "*_test.py")  # what pytest collects by default
LEFT_OUT = (".*", "__pycache__", "*.pyc", "*.kept-*", "*.new")  # hidden, compiled and kept files
MAX_SIZE = 1_000_000  # bytes of a suite in all
MAX_FILES = 200


def read_suite(folder: Path, *, follow_links: bool) -> SuiteFiles:
    """Return the contents of the files below a folder, by path in it with slashes, in sorted order.

    Hidden and compiled files, and the copies that `workshop reset` keeps, aren't part of a suite, nor is anything that
    isn't a regular file. Without `follow_links`, for a folder that no one vouches for, links aren't either. Raises
    OSError if a file can't be read, and UsageError if there is more than fits into a suite.
    """
    suite: dict[str, bytes] = {}
    size = 0
    for path in find_files(folder, follow_links=follow_links):
        size += path.stat().st_size
        if size > MAX_SIZE or len(suite) == MAX_FILES:
            raise UsageError(
                f"{folder} has more than {MAX_SIZE:,} bytes or {MAX_FILES} files: move out what isn't tests"
            )
        suite[path.relative_to(folder).as_posix()] = path.read_bytes()
    return suite


def files_with_tests(suite: SuiteFiles) -> list[str]:
    """Return the files of a suite that pytest collects tests from."""
    return [name for name in suite if has_tests(name)]


def has_tests(name: str) -> bool:
    """Return whether pytest collects tests from a file with this name or path."""
    return any(fnmatch(name.rpartition("/")[2], pattern) for pattern in TEST_FILES)


def find_files(folder: Path, *, follow_links: bool) -> list[Path]:
    """Return the files of the suite in a folder, in sorted order; raises OSError if a folder can't be read."""
    found: list[Path] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if any(fnmatch(path.name, pattern) for pattern in LEFT_OUT) or (path.is_symlink() and not follow_links):
            continue
        if path.is_dir() and not path.is_symlink():
            found += find_files(path, follow_links=follow_links)
        elif path.is_file():
            found.append(path)
    return found
