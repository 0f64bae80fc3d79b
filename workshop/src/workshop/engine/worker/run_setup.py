"""Prepares a run: its folders, path, server and Hypothesis settings."""

import os
import pdb  # noqa: T100 - to keep tests from using it
import sys
import tempfile
from collections.abc import Iterable
from fnmatch import fnmatch
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import hypothesis
from hypothesis import HealthCheck, Phase, core, find, settings

from workshop.engine.protocol import HOME, REDIS_URL, TEMPORARY, Job
from workshop.variants.reach_map import REACH_FILE, REACH_VARIABLE

PROFILE, SHRINKING_PROFILE = "judge", "judge-shrinking"
TIMELESS = {  # properties of all settings
    "deadline": property(lambda _: None),
    "suppress_health_check": property(lambda own: (*own._suppress_health_check, HealthCheck.too_slow)),  # noqa: SLF001
}
MOST_TRIED = 2_000  # examples that `find` tries by default, as in Hypothesis
ADD_THEIR_FOLDER = ("test_*.py", "*_test.py", "conftest.py")


def register_profiles() -> None:
    """Register the Hypothesis profiles of all runs, and load the first, in which only `find` shrinks.

    No verdict may depend on how busy the machine is: there's no deadline, and no health check that measures time, not
    even if the settings of a test ask for it.
    """
    for name, value in TIMELESS.items():
        type.__setattr__(settings, name, value)  # which their own class refuses
    profile = settings(
        database=None, deadline=None, derandomize=False, suppress_health_check=[HealthCheck.too_slow], print_blob=False
    )
    settings.register_profile(PROFILE, profile, phases=[Phase.explicit, Phase.generate, Phase.target])
    settings.register_profile(SHRINKING_PROFILE, profile, phases=list(Phase))
    settings.load_profile(PROFILE)
    hypothesis.find = core.find = find_smallest


@wraps(find)
def find_smallest(*arguments: Any, settings: settings | None = None, **options: Any) -> Any:  # noqa: ANN401 - as `find`
    """Find the smallest value, as `hypothesis.find` does, in each profile: it's a result and not just shown."""
    chosen = settings or hypothesis.settings(max_examples=MOST_TRIED)
    with_shrinking = hypothesis.settings(chosen, phases=[*chosen.phases, Phase.shrink])
    return find(*arguments, settings=with_shrinking, **options)


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
    core.global_force_seed = job.options.hypothesis_seed  # type: ignore[assignment] # as Hypothesis's plugin sets it
    settings.load_profile(SHRINKING_PROFILE if job.options.explain else PROFILE)


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
