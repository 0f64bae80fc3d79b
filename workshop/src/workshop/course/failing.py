"""Runs tests on a mutant with plain pytest, to show how they fail: the assertion, or the smallest counterexample."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from workshop.course.exercise import Exercise
from workshop.engine.files import write_files
from workshop.engine.limits import LINT_TIMEOUT
from workshop.engine.process_tree import kill
from workshop.engine.protocol import REDIS_URL
from workshop.engine.redis import serve_redis
from workshop.judging.session import SuiteFiles
from workshop.mutants.mutant import Mutant
from workshop.temporary import temporary_folder
from workshop.variants.variant import with_mutant

SETTINGS = "pytest.ini"
SEEDS = range(5)  # of Hypothesis and `random`; the first is that of the judge
SECTION = re.compile(
    r"^=+ (?:FAILURES|ERRORS) =+\n.*?(?=^=+ Hypothesis =+$|^!+ stopping after )", re.MULTILINE | re.DOTALL
)
PYTEST_SETTINGS = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": "", "PYTHONIOENCODING": "utf-8"}
PLUGINS = ("hypothesispytest", "pytest_mock", "no:cacheprovider", "workshop.course.failing_plugin")


def failing_output(exercise: Exercise, mutant: Mutant, suite: SuiteFiles, tests: Sequence[str], columns: int) -> str:
    """Return what pytest shows of the first of these tests to fail on a mutant, in lines of about this many columns.

    They run in a folder of their own, without the judge's sandbox. Returns "" if they all pass, whatever the seed, or
    don't end. Raises MachineError if a Redis server that they need can't be started.
    """
    with temporary_folder("failing") as scratch, temporary_folder("failing-temporary") as temporary:
        folder = Path(scratch).resolve()
        program = {name: text.encode() for name, text in with_mutant(exercise.subject, mutant).files.items()}
        write_files(folder, {SETTINGS: b"[pytest]\n"} | dict(suite) | program)
        with serve_redis() if exercise.needs_redis else nullcontext() as server:
            urls = dict.fromkeys(("REDIS_URL", REDIS_URL), server.url) if server else {}
            own = {"PYTHONPATH": f"{folder}", "PYTHONHASHSEED": "0", "COLUMNS": f"{columns}", "TMPDIR": temporary}
            environment = dict(os.environ) | own | PYTEST_SETTINGS | urls
            outputs = (_run_pytest(folder, tests, seed, environment) for seed in SEEDS)
            return next((found[0] for output in outputs if (found := SECTION.search(output))), "")


def _run_pytest(folder: Path, tests: Sequence[str], seed: int, environment: dict[str, str]) -> str:
    """Return the output of pytest, with the line ends of Python on Windows too; nothing if it doesn't end."""
    plugins = [f"-p{name}" for name in PLUGINS]
    options = f"-q -x --no-header --disable-warnings -rN --color=no -c {SETTINGS} --hypothesis-seed={seed}".split()
    with subprocess.Popen(  # noqa: S603 - the learner's own tests
        [sys.executable, "-B", "-m", "pytest", *plugins, *options, *tests],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=LINT_TIMEOUT)
        except subprocess.TimeoutExpired:
            output = b""
        finally:
            kill(process.pid)  # and what the tests have left running
    return output.decode(errors="replace").replace("\r\n", "\n")
