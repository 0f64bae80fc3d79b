"""The `conftest.py` that lets plain pytest run a learner's tests."""

import os
from pathlib import Path

from workshop.course.exercise import Exercise

CONFTEST_FILE = "conftest.py"
CONFTEST = '''"""Lets plain pytest import the program of this exercise. Written by `workshop`, which doesn't need it."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent / {path!r}))
'''
CONFTEST_WITH_REDIS = (
    CONFTEST
    + '''

def pytest_configure(config):
    """Start a Redis server and put its URL into REDIS_URL; `workshop` starts one for each of its own runs."""
    import os
    from contextlib import ExitStack

    if "WORKSHOP_REDIS_URL" in os.environ:
        return

    from workshop.engine.redis import serve_redis

    stack = ExitStack()
    config.add_cleanup(stack.close)
    os.environ["REDIS_URL"] = stack.enter_context(serve_redis()).url
'''
)


def conftest_text(exercise: Exercise, folder: Path) -> str:
    """Return the text of the file for the learner's folder."""
    path = _path_to(exercise.folder, folder)
    return (CONFTEST_WITH_REDIS if exercise.needs_redis else CONFTEST).format(path=path)


def renumbered_conftest(contents: bytes, exercise: Exercise, earlier_name: str, folder: Path) -> bytes:
    """Return the contents with the path of the exercise where they have the one under its earlier name."""
    earlier = _path_to(exercise.folder.with_name(earlier_name), folder)
    return contents.replace(f"{earlier!r}".encode(), f"{_path_to(exercise.folder, folder)!r}".encode())


def _path_to(exercise_folder: Path, folder: Path) -> str:
    """Return the path from the learner's folder, which may be reached by a link, to that of the exercise."""
    exercise_folder, folder = exercise_folder.resolve(), folder.resolve()  # a system follows links before it goes up
    try:
        return Path(os.path.relpath(exercise_folder, folder)).as_posix()
    except ValueError:  # on another drive of Windows
        return exercise_folder.as_posix()
