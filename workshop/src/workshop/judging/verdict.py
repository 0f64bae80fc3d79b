"""Turns outcomes into a verdict. Pure: nothing is run, read or printed here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from workshop.engine.protocol import Outcome, Run

TestStatus = Literal["flaky", "order-dependent", "wrong", "over-specified", "skipped", "vacuous", "sound"]

SLOW = 1.0  # seconds
DISQUALIFYING = frozenset({"flaky", "order-dependent", "wrong", "over-specified"})


@dataclass(frozen=True)
class Repeats:
    """The runs of a suite on one reference: some in the order of the files, some in the reverse of it.

    Where the first of each disagree, there is a second of each, with the seed of `random` that the other order had.
    """

    forward: tuple[Run, ...]
    backward: tuple[Run, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """All of them; the first is the one whose messages are shown."""
        return (*self.forward, *self.backward)


@dataclass(frozen=True)
class Evidence:
    """All that a verdict is drawn from: runs on the subject, other references, each mutant and the two hollows.

    On the hollows only the tests are needed that notice none of the mutants.
    """

    subject: Repeats
    references: Mapping[str, Repeats]
    mutants: Mapping[str, Run]
    raising: Run
    silent: Run


@dataclass(frozen=True)
class JudgedTest:
    """A test, the word for it, what shows it, and the mutants on which it fails.

    Only a sound test kills. One that kills nothing, and passes where every function returns None, is a smoke test.
    `line` is where in its file it fails, or begins; `seconds` is how long it takes on the subject.
    """

    name: str
    status: TestStatus
    evidence: str
    kills: tuple[str, ...]
    is_smoke: bool = False
    line: int = 0
    seconds: float = field(default=0.0, compare=False)

    @property
    def remark(self) -> str:
        """What there is to say of it, "" for nothing: its word, if it is not sound, "smoke" or "slow".

        Slow is one that takes more than a second.
        """
        if self.status != "sound":
            return self.status
        if self.is_smoke:
            return "smoke"
        return "slow" if self.seconds > SLOW else ""


@dataclass(frozen=True)
class JudgedMutant:
    """A mutant, and how each sound test that fails on it does; it has survived where there is none."""

    name: str
    killers: Mapping[str, Outcome]

    @property
    def is_killed(self) -> bool:
        """Whether a sound test fails on it."""
        return bool(self.killers)


@dataclass(frozen=True)
class Verdict:
    """What the judge says of a suite; `error` is why it could not be collected on the subject, and then that is all."""

    tests: tuple[JudgedTest, ...] = ()
    mutants: tuple[JudgedMutant, ...] = ()
    error: str = ""

    @property
    def killed(self) -> tuple[str, ...]:
        """The names of the mutants that are killed."""
        return tuple(mutant.name for mutant in self.mutants if mutant.is_killed)

    @property
    def survivors(self) -> tuple[str, ...]:
        """The names of the mutants that are not."""
        return tuple(mutant.name for mutant in self.mutants if not mutant.is_killed)

    def killers(self, mutant: str) -> Mapping[str, Outcome]:
        """Return how each sound test that fails on a mutant does; none where it survives or was not judged."""
        return next((each.killers for each in self.mutants if each.name == mutant), {})

    @property
    def score(self) -> float:
        """The mutation score: the share of mutants that are killed, from 0 to 1; 1 where there are none."""
        if self.error:
            return 0.0
        return len(self.killed) / len(self.mutants) if self.mutants else 1.0

    @property
    def is_done(self) -> bool:
        """Whether every mutant is killed, and no test is flaky, wrong or over-specified."""
        return not self.error and self.score == 1 and not any(test.status in DISQUALIFYING for test in self.tests)


def judge(evidence: Evidence) -> Verdict:
    """Return the verdict on a suite, with its tests and the mutants in the order of the evidence.

    The words are those of the project's design: flaky (or order-dependent), wrong, over-specified, vacuous, sound; the
    first that applies. A test that was skipped, or expected to fail, or not reached on the subject never counts.
    """
    first = evidence.subject.runs[0]
    if first.problems:
        return Verdict(error="\n".join(problem.message for problem in first.problems.values()))
    names = dict.fromkeys(name for run in evidence.subject.runs for name in run.outcomes)
    tests = tuple(_judged(name, evidence) for name in names)
    sound = [test.name for test in tests if test.status == "sound"]
    mutants = (
        JudgedMutant(name, {test: run.outcome(test) for test in sound if run.outcome(test).status == "failed"})
        for name, run in evidence.mutants.items()
    )
    return Verdict(tests, tuple(mutants))


def _judged(name: str, evidence: Evidence) -> JudgedTest:
    kills = tuple(mutant for mutant, run in evidence.mutants.items() if run.outcome(name).status == "failed")
    status, shown, line = _status(name, evidence)
    first = evidence.subject.runs[0]
    return JudgedTest(
        name=name,
        status=status,
        evidence=shown,
        kills=kills,
        is_smoke=status == "sound" and not kills and evidence.silent.outcome(name).status == "passed",
        line=line or first.lines.get(name, 0),
        seconds=first.seconds.get(name, 0.0),
    )


def _status(name: str, evidence: Evidence) -> tuple[TestStatus, str, int]:
    """Return the first word that applies to a test, what shows it, and the line where it failed, 0 if it did not."""
    for reference, repeats in {"the program": evidence.subject, **evidence.references}.items():
        if unsteady := _unsteadiness(name, repeats):
            line = max(run.outcome(name).line for run in repeats.runs)
            return unsteady, f"on {reference}: {_told(unsteady, name, repeats)}", line
    outcome = evidence.subject.runs[0].outcome(name)
    if outcome.status == "failed":
        return "wrong", f"on the program: {outcome.message}", outcome.line
    if outcome.status != "passed":
        return "skipped", outcome.message or "it never ran to its end", 0
    for reference, repeats in evidence.references.items():
        outcome = repeats.runs[0].outcome(name)
        if outcome.status != "passed":
            message = f"on {reference}, which is correct too: {outcome.message or outcome.status}"
            return "over-specified", message, outcome.line
    if not notices(name, evidence.mutants.values()) and evidence.raising.outcome(name).status == "passed":
        return "vacuous", "it passes where every function raises, and kills no mutant", 0
    kills = [run for run in evidence.mutants.values() if run.outcome(name).status == "failed"]
    return "sound", f"kills {len(kills)} of {len(evidence.mutants)}", 0


def notices(test: str, mutants: Iterable[Run]) -> bool:
    """Return whether a test has failed on a mutant, by its own merit: not because nothing could be collected there."""
    return any(test in run.outcomes and run.outcomes[test].status == "failed" for run in mutants)


def _unsteadiness(name: str, repeats: Repeats) -> TestStatus | None:
    """Return "order-dependent" where a test's outcomes differ with the order and only with it, "flaky" where else."""
    forward, backward = ({run.outcome(name).status for run in runs} for runs in (repeats.forward, repeats.backward))
    if len(forward | backward) == 1:
        return None
    is_settled = len(forward) == len(backward) == 1 and len(repeats.forward) > 1
    return "order-dependent" if is_settled else "flaky"


def _told(word: TestStatus, name: str, repeats: Repeats) -> str:
    outcomes = [run.outcome(name) for run in repeats.runs]
    statuses = [outcome.status for outcome in outcomes]
    messages = [outcome.message for outcome in outcomes if outcome.message]
    is_by_order = word == "order-dependent"
    told = f"{statuses[0]} in order, {statuses[-1]} in reverse" if is_by_order else ", then ".join(statuses)
    return told + (f" ({messages[0]})" if messages else "")
