"""What is asked of a run of tests, and what comes back from it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

EVENTS = "events.jsonl"  # the file, in the folder of a worker, that says what became of the tests of its job
TREE, HOME, TEMPORARY = "tree", "home", "temporary"  # and folders there: the program, and two for the tests to use
REDIS_PORT = "WORKSHOP_REDIS_PORT"  # the variable of the environment that says where runs have a Redis server
EXAMPLES = 100  # that Hypothesis tries of a property
BEGAN, READY = "began", "ready"  # what the runner is told of a process, and at its end its exit code

Status = Literal["passed", "failed", "skipped", "missing"]
Cause = Literal["assertion", "exception", "import", "time-out", "crash"]


@dataclass(frozen=True)
class Outcome:
    """What became of one test on one implementation; one that failed has a cause and a message of one line.

    `line` is where in the file of the test it failed, 0 where that is not known. "skipped" is also a test that was
    expected to fail; "missing" one that was not collected though nothing failed.
    """

    status: Status
    cause: Cause | None = None
    message: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Order:
    """How tests are to be run: `tests` are the files and folders to collect.

    Where `only` is given, just these tests are run, in this order. `seed` is that of the module `random` before each
    test, `hypothesis_seed` that of Hypothesis. `shrink` lets Hypothesis look for the smallest counterexample, `stop`
    ends the run at the first failure, and `keep_bytecode` is for a run whose imports later ones repeat.
    """

    tests: tuple[str, ...]
    only: tuple[str, ...] | None = None
    reverse: bool = False
    seed: int = 0
    hypothesis_seed: int = 0
    shrink: bool = False
    stop: bool = False
    keep_bytecode: bool = False


@dataclass(frozen=True)
class Function:
    """Where in the tree a mutant has the function that it changes: the file, the whole name, and the lines.

    It may be constants among its default values that are others.
    """

    file: str
    name: str
    first_line: int
    last_line: int
    has_other_defaults: bool = False


@dataclass(frozen=True)
class Job:
    """One run, in one process, in the folder of a worker, which does one job at a time.

    One that `holds` collects the tests of the program as it is, and runs none: it is there to be forked. A job with a
    `function`, in which is all that has changed, is done in a fork of it.
    """

    worker: int
    directory: str
    order: Order
    holds: bool = False
    function: Function | None = None

    @property
    def tree(self) -> str:
        """The folder with the program, to be put on the path."""
        return f"{Path(self.directory, TREE)}"


def write_job(job: Job) -> str:
    """Return a job as a line of JSON."""
    return f"{json.dumps(asdict(job))}\n"


def read_job(line: str) -> Job:
    """Return the job of a line."""
    values: dict[str, Any] = json.loads(line)
    order: dict[str, Any] = values.pop("order")
    order = {key: tuple(value) if isinstance(value, list) else value for key, value in order.items()}
    function: dict[str, Any] | None = values.pop("function")
    return Job(**values, order=Order(**order), function=Function(**function) if function else None)


@dataclass(frozen=True)
class Run:
    """What came back: outcomes by test, in the order in which they ran, and why others were not collected.

    `problems` are by the file or folder that could not be collected, "" for all. `efforts` say about how much is done
    for each test: how many fixtures it has, and `EXAMPLES` more if it is a property. `seconds` is how long each test
    took, `lines` where in its file it begins. `can_be_held` says of the process that has collected the tests that other
    runs can be forks of it.
    """

    outcomes: Mapping[str, Outcome]
    problems: Mapping[str, Outcome]
    costs: Mapping[str, int]
    seconds: Mapping[str, float]
    lines: Mapping[str, int] = field(default_factory=dict)
    can_be_template: bool = False

    def outcome(self, test: str) -> Outcome:
        """Return what became of a test, whether it was collected or not."""
        if test in self.outcomes:
            return self.outcomes[test]
        for node, problem in self.problems.items():
            if not node or test.startswith((f"{node}::", f"{node}/")):
                return problem
        return Outcome("missing")
