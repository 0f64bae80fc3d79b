"""Prepares a run: its folders, path, server and properties."""

import os
import pdb  # noqa: T100 - to keep tests from using it
import sys
import tempfile
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from workshop.engine.protocol import HOME, REDIS_URL, TEMPORARY, Job
from workshop.engine.worker.hypothesis_setup import is_imported, set_up_properties
from workshop.variants.reach_map import REACH_FILE, REACH_VARIABLE

ADD_THEIR_FOLDER = ("test_*.py", "*_test.py", "conftest.py")


def set_up(job: Job) -> None:
    """Set what the tests of the job find in this process: their folders, seeds and server, the program on the path."""
    directory = Path(job.directory)
    os.chdir(directory / HOME)
    os.environ[REACH_VARIABLE] = f"{directory / REACH_FILE}"
    os.environ["TMPDIR"] = tempfile.tempdir = f"{directory / TEMPORARY}"
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [job.tree, os.environ.get("PYTHONPATH")]))
    sys.path.insert(0, job.tree)
    name_server(job)
    sys.breakpointhook = pdb.set_trace = refuse_breakpoint
    sys.dont_write_bytecode = not job.options.keep_bytecode
    if is_imported():
        set_up_properties(job)


def import_folders(root: str, tests: Iterable[str]) -> list[str]:
    """Return the folders that tests can import modules from: the root of the suite, and those that plain pytest adds.

    They are the folder of each file of tests and of each conftest.py or, if that's a package, the folder around it
    (https://docs.pytest.org/en/stable/explanation/pythonpath.html#prepend).
    """
    single = [(Path(path).parent, [Path(path).name]) for path in tests]
    below = [(Path(folder), names) for path in tests for folder, _, names in os.walk(path)]
    adding = [folder for folder, names in single + below if any(map(_adds_its_folder, names))]
    folders = {
        next(each for each in (folder, *folder.parents) if not (each / "__init__.py").exists()) for folder in adding
    }
    return [root, *(f"{folder}" for folder in sorted(folders) if folder.is_relative_to(root) and folder != Path(root))]


def _adds_its_folder(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in ADD_THEIR_FOLDER)


def refuse_breakpoint(*_arguments: object, **_options: object) -> NoReturn:
    """Raise RuntimeError: there's no terminal to debug in."""
    raise RuntimeError("a breakpoint was reached: remove breakpoint() or pdb.set_trace()")


def name_server(job: Job) -> None:
    """Tell the tests where the job's Redis server is, if it has one: in REDIS_URL.

    The second variable tells it from a server of the user's own, which REDIS_URL may have named before.
    """
    if job.redis_url:
        os.environ["REDIS_URL"] = os.environ[REDIS_URL] = job.redis_url


def port_of_redis(job: Job) -> int:
    """Return the port of the job's Redis server, 0 if it has none."""
    return urlsplit(job.redis_url).port or 0
