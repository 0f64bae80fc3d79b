"""A check in a browser, whose runs several interpreters can share."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

from workshop.course.answers import ANSWERS
from workshop.course.checked import Checked
from workshop.engine.browser.engine import BrowserEngine, RunsMissingError
from workshop.engine.browser.steps import OnFinished, OnStarted
from workshop.engine.files import write_files
from workshop.engine.redis_server import FAKE
from workshop.engine.suite import Suite
from workshop.judging.gather_evidence import gather_evidence
from workshop.judging.judge import judge
from workshop.judging.options import LEARNER_OPTIONS
from workshop.page.exercises import find
from workshop.page.verdicts import as_values


class Check:
    """A suite on its way to its verdict; the same suite and `seed` need the same runs in each interpreter.

    `name` is that of the exercise, and `files_json` has the texts of the suite's files by name.
    """

    def __init__(self, name: str, files_json: str, seed: int) -> None:
        self._began = monotonic()
        self._exercise = find(name)
        self._files = {file: text.encode() for file, text in json.loads(files_json).items()}
        self._seed = seed
        self._task = task = self._exercise.task(self._order())
        self._scratch = TemporaryDirectory(prefix="workshop-suite-", ignore_cleanup_errors=True)
        folder = Path(self._scratch.name).resolve()
        write_files(folder, self._files)
        suite = Suite(folder, (folder,), storage=folder, imports=task.imports, needs_redis=task.needs_redis)
        self._engine = BrowserEngine(task.subject, suite)

    def go_on(self, log_json: str) -> str:
        """Return the verdict, or else the numbers of the `runs` that it needs first, as JSON.

        `log_json` has the runs so far by number, each a list of its steps, as `do` reports them.
        """
        self._engine.begin({int(number): steps for number, steps in json.loads(log_json).items()})
        options = replace(LEARNER_OPTIONS, order=self._order())
        try:
            verdict = judge(gather_evidence(self._engine, self._task.mutants, self._task.references, options))
        except RunsMissingError as missing:
            return json.dumps({"runs": missing.numbers})
        exercise = self._exercise
        folder = Path(ANSWERS, exercise.name)
        server = FAKE if exercise.needs_redis else ""
        seconds = monotonic() - self._began
        file = folder / exercise.test_file
        return json.dumps(as_values(Checked(exercise, folder, file, self._files, verdict, seconds, server)))

    def is_missing(self, run: int) -> bool:
        """Return whether this run is one of those that `go_on` has just named."""
        return self._engine.is_missing(run)

    def do(self, run: int, steps_json: str, started: OnStarted, finished: OnFinished) -> None:
        """Do a run, if it's one of those that `go_on` has just named.

        A step is one test, or collecting the tests, and each is reported: `started` gets its number, how many seconds
        it may take and the test or "", `finished` its number and a text. If a step takes longer, or ends this
        interpreter, then do the run in another one with `steps_json`, a list of the steps so far: those texts, and for
        the step that was ended "timed out" or "crashed".
        """
        self._engine.do(run, json.loads(steps_json), started, finished)

    def close(self) -> None:
        """Delete its files."""
        self._engine.close()
        self._scratch.cleanup()

    def _order(self) -> Random:
        return Random(self._seed)  # noqa: S311 - it must be the same again
