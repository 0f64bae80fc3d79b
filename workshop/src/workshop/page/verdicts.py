"""The verdict on a suite, judged in a browser."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from workshop.course.answers import ANSWERS
from workshop.course.checked import Checked
from workshop.course.exercise import SOLUTION, Exercise
from workshop.engine.browser.engine import BrowserEngine
from workshop.engine.browser.steps import OnFinished, OnStarted, Steps
from workshop.engine.files import write_files
from workshop.engine.redis_server import FAKE
from workshop.engine.suite import Suite
from workshop.judging.gather_evidence import gather_evidence
from workshop.judging.judge import judge
from workshop.judging.options import LEARNER_OPTIONS
from workshop.judging.session import SuiteFiles
from workshop.judging.verdict import Verdict
from workshop.mutants.diff import diff
from workshop.page.ansi import as_ansi
from workshop.page.exercises import exercises, find
from workshop.reports.remarks import conclusion, first_to_fix
from workshop.reports.verdict_json import as_json
from workshop.reports.verdict_text import as_text

TO_GET_A_HINT = "Press Hint."


def check(  # noqa: PLR0913, PLR0917 - JavaScript can't name arguments
    name: str, files_json: str, seed: int, log_json: str, started: OnStarted, finished: OnFinished
) -> str:
    """Judge a suite, and return the verdict as JSON; the same `seed` and suite give the same steps.

    `name` is that of the exercise, and `files_json` has the texts of the suite's files by name. A step is one test, or
    collecting the tests of a run, and each is reported: `started` gets its number, how many seconds it may take and the
    test or "", `finished` its number and a text. If a step takes longer, or ends this interpreter, then call this in
    another one with the `log_json` of the steps so far: those texts by number, and for the step that was ended "timed
    out" or "crashed".

    The verdict has the `text` that a terminal shows, with colors as ANSI sequences, but naming the button for a hint;
    whether it `is_done`; what is `to_fix` before anything else, empty for nothing; the names of the mutants that are
    `killed` and `survived`; the `conclusion`; the `diffs` of killed mutants by name; the `solution`, empty until the
    exercise is done; `next`, the name of the exercise after it, empty for none; and the whole `verdict` as `workshop
    check --json` prints it.
    """
    exercise = find(name)
    suite = {file: text.encode() for file, text in json.loads(files_json).items()}
    log = {int(step): text for step, text in json.loads(log_json).items()}
    began = monotonic()
    verdict = _judge(exercise, suite, seed, Steps(log, started, finished))
    folder = Path(ANSWERS, exercise.name)
    server = FAKE if exercise.needs_redis else ""
    checked = Checked(exercise, folder, folder / exercise.test_file, suite, verdict, monotonic() - began, server)
    return json.dumps(_as_values(checked))


def _judge(exercise: Exercise, files: SuiteFiles, seed: int, steps: Steps) -> Verdict:
    order = Random(seed)  # noqa: S311 - it must be the same again
    task = exercise.task(order)
    with TemporaryDirectory(prefix="workshop-suite-") as created:
        folder = Path(created).resolve()
        write_files(folder, files)
        suite = Suite(folder, (folder,), storage=folder, imports=task.imports, needs_redis=task.needs_redis)
        with BrowserEngine(task.subject, suite, steps) as engine:
            options = replace(LEARNER_OPTIONS, order=order)
            return judge(gather_evidence(engine, task.mutants, task.references, options))


def _as_values(checked: Checked) -> dict[str, Any]:
    exercise, verdict = checked.exercise, checked.verdict
    killed = [mutant for mutant in exercise.mutants if mutant.name in verdict.killed]
    following = next((each.name for each in exercises() if each.name > exercise.name), "")
    return {
        "text": as_ansi(as_text(checked, TO_GET_A_HINT)),
        "is_done": verdict.is_done,
        "to_fix": first_to_fix(verdict.to_fix, checked.error()),
        "killed": [*verdict.killed],
        "survived": [*verdict.survivors],
        "verdict": as_json(checked),
        "conclusion": conclusion(checked, TO_GET_A_HINT),
        "diffs": {each.name: diff(each, exercise.subject) for each in killed},
        "solution": exercise.read(SOLUTION) if verdict.is_done else "",
        "next": following,
    }
