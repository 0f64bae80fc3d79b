"""A small program and its tests in real files, and the judge at work on them."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from workshop.engine.controller.pool import Pool
from workshop.engine.controller.run_state import Request
from workshop.engine.process_tree import CAN_FORK
from workshop.engine.protocol import ChangedFunction, RunOptions
from workshop.engine.suite import Suite
from workshop.judging.evidence import gather_evidence
from workshop.judging.judge import judge
from workshop.judging.verdict import JudgedMutant, JudgedTest, Verdict
from workshop.mutants.mutant import Mutant
from workshop.mutants.subject import Subject
from workshop.variants.variant import Variant, with_mutant

AGES = '''
"""Who may do what."""

ADULT = 18


def is_adult(age):
    """Tell whether somebody of this age is an adult."""
    if age < 0:
        raise ValueError(f"nobody is {age} years old")
    return age >= ADULT
'''


def mutant(name: str, old: str, new: str) -> Mutant:
    """Return a mutant of the program."""
    return Mutant(name, file="ages.py", old=old, new=new, why="For the sake of the test.")


def instead_of_answer(name: str, *lines: str) -> Mutant:
    """Return a mutant that does something else before it answers."""
    return mutant(name, "    return age", "".join(f"    {line}\n" for line in lines) + "    return age")


LOOPS = instead_of_answer("loops", "while True:", "    pass")


def write_project(root: Path, tests: str) -> tuple[Subject, Suite]:
    """Write the program and a suite below `root`, and return them."""
    root.mkdir(exist_ok=True)
    (root / "ages.py").write_text(AGES, encoding="utf-8")
    (root / "test_ages.py").write_text(tests, encoding="utf-8")
    return Subject(root / "ages.py"), Suite(root, (root / "test_ages.py",))


def judged(
    root: Path,
    tests: str,
    *mutants: Mutant,
    references: Mapping[str, str] | None = None,
    fork: bool = CAN_FORK,
) -> Verdict:
    """Return the verdict on a suite; references are other texts of the program, by name."""
    subject, suite = write_project(root, tests)
    others = [Variant(name, {"ages.py": text}) for name, text in (references or {}).items()]
    with Pool(subject, suite, fork=fork) as pool:
        bugs = [with_mutant(subject, each) for each in mutants]
        return judge(gather_evidence(pool, bugs, others))


def held(variant: Variant, suite: Suite, timeout: float = 10) -> Request[str]:
    """Return the request to run a suite, collected once, on a program whose function `is_adult` alone has changed."""
    order = RunOptions((f"{suite.tests[0]}",))
    lines = variant.files.get("ages.py", AGES).splitlines()
    function = ChangedFunction("ages.py", "is_adult", lines.index("def is_adult(age):") + 1, len(lines))
    return Request(variant.name, variant, order, timeout, function=function)


def hold(root: Path, tests: str) -> None:
    """Run a suite so, on the program itself, with more patience than its tests have."""
    subject, suite = write_project(root, tests)
    with Pool(subject, suite) as pool:
        list(pool.run([held(Variant("it"), suite, timeout=1_000)]))


def find_test(verdict: Verdict, name: str) -> JudgedTest:
    """Return what the verdict says of a test."""
    return next(test for test in verdict.tests if test.name == f"test_ages.py::{name}")


def find_mutant(verdict: Verdict, name: str) -> JudgedMutant:
    """Return what the verdict says of a mutant."""
    return next(mutant for mutant in verdict.mutants if mutant.name == name)


def running_processes() -> str:
    """Return the command lines of all processes."""
    return subprocess.run(["ps", "-eww", "-o", "args"], check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S607
