"""What the judge says of a suite: a status for each test, and who killed which mutant. Plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workshop.engine.failed_check import FailedCheck
from workshop.engine.protocol import Cause, Outcome
from workshop.judging.status import DISQUALIFYING, UNSTEADY, TestStatus

SLOW = 1.0  # seconds
OF_THE_MACHINE = ("time-out", "crash")  # causes


@dataclass(frozen=True)
class Rejection:
    """How a wrong or over-specified test rejects correct programs: which ones, and what it has checked there.

    A wrong test is satisfied by the mutants that it `accepts`. Those that `matter` change what it has checked, but
    don't satisfy it either.
    """

    programs: tuple[str, ...]
    check: FailedCheck
    accepts: tuple[str, ...] = ()
    matter: tuple[str, ...] = ()


@dataclass(frozen=True)
class JudgedTest:
    """A test, its status, the evidence for it, and the mutants on which the test fails.

    Only a sound test kills. One that passes on every mutant, and where every function returns None, is a smoke test. A
    property or a state machine that passes on every mutant finds nothing, and it never asserts if no example of it
    reaches an assertion.
    `line` is where in its file it fails, or begins; `seconds` is how long it takes on the subject, at best. One that
    is wrong or over-specified has a `rejection`.
    """

    name: str
    status: TestStatus
    evidence: str
    kills: tuple[str, ...]
    is_smoke: bool = False
    finds_nothing: bool = False
    never_asserts: bool = False
    line: int = 0
    seconds: float = field(default=0.0, compare=False)
    rejection: Rejection | None = None

    @property
    def remark(self) -> str:
        """What there is to say about it: its status unless it's sound, or else one of these, or "".

        "never asserts", "finds nothing", "smoke", and "slow" if it takes more than a second.
        """
        if self.status != "sound":
            return self.status
        if self.never_asserts:
            return "never asserts"
        if self.finds_nothing:
            return "finds nothing"
        if self.is_smoke:
            return "smoke"
        return "slow" if self.seconds > SLOW else ""


@dataclass(frozen=True)
class JudgedMutant:
    """A mutant, and how each sound test that fails on it does; it has survived if there is none."""

    name: str
    killers: Mapping[str, Outcome]

    @property
    def is_killed(self) -> bool:
        """Whether a sound test fails on it."""
        return bool(self.killers)


@dataclass(frozen=True)
class Verdict:
    """What the judge says of a suite; `error` says why it couldn't be collected on the subject, and then that's all.

    `error_cause` is its cause, of several one that's the machine's.
    """

    tests: tuple[JudgedTest, ...] = ()
    mutants: tuple[JudgedMutant, ...] = ()
    error: str = ""
    error_cause: Cause | None = field(default=None, compare=False)

    @property
    def killed(self) -> tuple[str, ...]:
        """The names of the mutants that are killed."""
        return tuple(mutant.name for mutant in self.mutants if mutant.is_killed)

    @property
    def survivors(self) -> tuple[str, ...]:
        """The names of the mutants that survive."""
        return tuple(mutant.name for mutant in self.mutants if not mutant.is_killed)

    def killers(self, mutant: str) -> Mapping[str, Outcome]:
        """Return how each sound test that fails on a mutant does; empty if it survives or wasn't judged."""
        return next((each.killers for each in self.mutants if each.name == mutant), {})

    @property
    def score(self) -> float:
        """The mutation score: the share of mutants that are killed, from 0 to 1; 1 if there are no mutants."""
        if self.error:
            return 0.0
        return len(self.killed) / len(self.mutants) if self.mutants else 1.0

    @property
    def to_fix(self) -> tuple[JudgedTest, ...]:
        """The tests that are disqualified."""
        return tuple(test for test in self.tests if test.status in DISQUALIFYING)

    @property
    def is_done(self) -> bool:
        """Whether every mutant is killed, and no test is disqualified."""
        return not self.error and self.score == 1 and not self.to_fix

    @property
    def may_differ_next_time(self) -> bool:
        """Whether the machine may have had a part in it, by being slow or short of memory, or chance."""
        causes = [outcome.cause for mutant in self.mutants for outcome in mutant.killers.values()]
        is_unsteady = any(test.status in UNSTEADY for test in self.tests)
        return is_unsteady or any(cause in OF_THE_MACHINE for cause in (self.error_cause, *causes))
