"""The project whose mutants are judged: part of the program with its tests, set up for us and for both peers."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]

COPIED = [
    *(f"src/fizzbuzz/{module}.py" for module in ("core", "cache", "errors", "handler")),
    *(f"tests/unit/test_{module}.py" for module in ("core", "handler", "parse_number")),
    "tests/interaction/test_handler.py",
    *(f"tests/property/test_{module}.py" for module in ("core", "handler")),
]

# Without the fail-safe cache, which waits and has threads.
PACKAGE = '''"""FizzBuzz with a cache: the part that is judged."""

from fizzbuzz.cache import BatchCache, Cache, InMemoryCache, as_batch
from fizzbuzz.core import fizzbuzz
from fizzbuzz.errors import CacheUnavailableError, InvalidNumberError
from fizzbuzz.handler import FizzBuzzHandler, parse_number

__all__ = [
    "BatchCache",
    "Cache",
    "CacheUnavailableError",
    "FizzBuzzHandler",
    "InMemoryCache",
    "InvalidNumberError",
    "as_batch",
    "fizzbuzz",
    "parse_number",
]
'''

# What makes all fastest: no plug-in that the tests do not need, no capture, no rewritten assertions, no cache.
UNNEEDED = [
    "cacheprovider",
    "logging",
    "warnings",
    "faulthandler",
    "doctest",
    "junitxml",
    "unraisableexception",
    "threadexception",
    "pastebin",
    "setuponly",
    "setupplan",
    "stepwise",
    "debugging",
    "unittest",
]
OPTIONS = ["-ppytest_mock", "--tb=no", "--capture=no", "--assert=plain", *(f"-pno:{name}" for name in UNNEEDED)]

SETTINGS = f"""
[project]
name = "fizzbuzz"
version = "1.0.0"
requires-python = ">=3.11"

[tool.pytest.ini_options]
testpaths = ["tests"]
pythonpath = ["src"]
addopts = {["--import-mode=importlib", *OPTIONS]}

[tool.mutmut]
source_paths = ["src"]
track_dependencies = false
use_setproctitle = false
use_git_change_detection = false
pytest_add_cli_args = {OPTIONS}

[tool.irradiate]
paths_to_mutate = "src"
tests_dir = "tests"
pytest_add_cli_args = {OPTIONS}
"""


def make_project(folder: Path) -> Path:
    """Write the project to a new folder, and return it."""
    for file in COPIED:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / file, folder / file)
    (folder / "src/fizzbuzz/__init__.py").write_text(PACKAGE, encoding="utf-8")
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    return folder
