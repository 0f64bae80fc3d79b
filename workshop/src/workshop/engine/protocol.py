"""Every message between the controller and its workers.

The controller starts a worker with its `WorkerSettings` as the argument, and writes a `Job` to its standard input for
each run. The worker writes what happens to its processes to its standard output. Each run writes what happens to its
tests to the pipe of its slot, every event on a line that begins with the token of its job; a worker that can't fork,
and does one job, writes them to its standard output.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from workshop.engine.failed_check import FailedCheck

TREE, HOME, TEMPORARY = "tree", "home", "temporary"  # in the folder of a run: the program, and two for its tests
REDIS_URL = "WORKSHOP_REDIS_URL"  # the environment variable with the URL of the run's own Redis server
PROPERTY_COST = 100  # of a property: as many examples as Hypothesis tries by default

Status = Literal["passed", "failed", "skipped", "missing"]
Cause = Literal["assertion", "exception", "error in the test", "import", "time-out", "crash"]


@dataclass(frozen=True)
class RunOptions:
    """How tests are run: `tests` are the files and folders to collect.

    With `only`, just these tests run, in this order. `seed` is that of the module `random` before each test,
    `hypothesis_seed` that of Hypothesis. `explain` finds out what the tests that fail have checked, and lets Hypothesis
    look for the smallest counterexample, `stop` ends the run at the first failure, `trace` finds out which tests reach
    an assertion, and `keep_bytecode` is for a run whose imports later runs repeat. `hash_seed` is Python's, so it's
    that of the worker: strings in a set have another order with another seed. A worker imports Hypothesis before the
    first job that `uses_hypothesis`, and loads its tables of characters before the first that `generates_text`.
    """

    tests: tuple[str, ...]
    only: tuple[str, ...] | None = None
    reverse: bool = False
    seed: int = 0
    hypothesis_seed: int = 0
    explain: bool = False
    stop: bool = False
    trace: bool = False
    keep_bytecode: bool = False
    hash_seed: int = 0
    uses_hypothesis: bool = False
    generates_text: bool = False


@dataclass(frozen=True)
class ChangedFunction:
    """The function that a mutant changes, and its new code, as `workshop.variants.function_code` packs it."""

    file: str  # in the tree
    name: str  # qualified
    first_line: int
    code: str


@dataclass(frozen=True)
class Job:
    """One run, in one process, in the folder `directory` of a worker slot, which does one job at a time.

    A template collects the tests of the program itself and runs none: it's there to be forked. A job with a `function`,
    the only thing that the variant changes, is done in a fork of the slot's template. Events come with its `token`.
    `redis_url` is that of the run's own Redis server, "" without one.
    """

    slot: int
    directory: str
    token: str
    options: RunOptions
    is_template: bool = False
    function: ChangedFunction | None = None
    redis_url: str = ""

    @property
    def tree(self) -> str:
        """The folder with the program, to be put on the path."""
        return f"{Path(self.directory, TREE)}"


@dataclass(frozen=True)
class ProcessStarted:
    """A process works on the job of a slot now."""

    slot: int
    process: int


@dataclass(frozen=True)
class TemplateReady:
    """The template of a slot has collected its tests."""

    slot: int


@dataclass(frozen=True)
class ProcessEnded:
    """The process that worked on the job of a slot has ended; negative exit codes are signals."""

    slot: int
    process: int
    exit_code: int


@dataclass(frozen=True)
class TemplateEnded:
    """The template of a slot has ended unasked, and with it what it was about to do."""

    slot: int
    exit_code: int


@dataclass(frozen=True)
class Outcome:
    """What became of one test on one variant; a failure has a cause and a message of one line.

    `line` is the line of the test's file where it failed, 0 where that isn't known. "skipped" includes a test that was
    expected to fail; "missing" is one that wasn't collected though nothing failed.
    """

    status: Status
    cause: Cause | None = None
    message: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class CollectionFailed:
    """A file or folder couldn't be collected; "" stands for all of them."""

    node: str
    outcome: Outcome


@dataclass(frozen=True)
class Collected:
    """These tests will run, in this order.

    `costs` say roughly how much work each is: its fixtures, and `PROPERTY_COST` for a property. They are empty in a
    fork of a template, whose controller knows them.
    """

    tests: tuple[str, ...]
    costs: Mapping[str, int]
    can_be_template: bool


@dataclass(frozen=True)
class Started:
    """A test begins; `line` is its line in its file, 0 for one that is defined elsewhere."""

    test: str
    line: int


@dataclass(frozen=True)
class Ended:
    """A test has ended: it `asserts` if it reached an assertion, or may have; an explained failure has a `check`."""

    test: str
    outcome: Outcome
    seconds: float
    asserts: bool = True
    check: FailedCheck | None = None


@dataclass(frozen=True)
class SessionEnded:
    """Pytest has ended; `is_complete` says that it ran as it should."""

    is_complete: bool


ProcessMessage: TypeAlias = ProcessStarted | TemplateReady | ProcessEnded | TemplateEnded
Event: TypeAlias = CollectionFailed | Collected | Started | Ended | SessionEnded
