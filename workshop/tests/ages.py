"""The program `ages`, mutants of it, and functions that run and judge tests of it."""

import ast
from collections.abc import Mapping
from pathlib import Path

from workshop.engine.controller.pool import Pool
from workshop.engine.controller.run_state import Request
from workshop.engine.protocol import ChangedFunction, RunOptions
from workshop.engine.run import Run
from workshop.engine.suite import Suite
from workshop.judging.gather_evidence import DEFAULT, gather_evidence
from workshop.judging.judge import judge
from workshop.judging.options import JudgingOptions
from workshop.judging.verdict import JudgedMutant, JudgedTest, Verdict
from workshop.mutants.mutant import Mutant
from workshop.mutants.subject import Subject
from workshop.variants.function_code import pack_function
from workshop.variants.variant import Variant, with_mutant

PROGRAM = '''
"""Rules about ages."""

ADULT = 18


def is_adult(age):
    """Return whether a person of this age is an adult."""
    if age < 0:
        raise ValueError(f"an age can't be negative: {age}")
    return age >= ADULT
'''
FILE = "test_ages.py"
ORIGINAL = Variant("the program")
TIMEOUT = 60.0  # seconds for tests that don't time out, however busy the machine is


def mutant(name: str, old: str, new: str) -> Mutant:
    """Return a mutant of the program."""
    return Mutant(name, file="ages.py", old=old, new=new, why="The test needs it.")


def mutant_with_statements(name: str, *lines: str) -> Mutant:
    """Return a mutant that executes other statements before it returns the correct result."""
    return mutant(name, "    return age", "".join(f"    {line}\n" for line in lines) + "    return age")


ENDLESS = mutant_with_statements("never-returns", "import time", "while True:", "    time.sleep(1)")


def write_project(root: Path, tests: str = "") -> tuple[Subject, Suite]:
    """Write the program and its tests into a folder, and return them."""
    root.mkdir(exist_ok=True)
    (root / "ages.py").write_text(PROGRAM, encoding="utf-8")
    (root / FILE).write_text(tests, encoding="utf-8")
    return Subject(root / "ages.py"), Suite(root, (root / FILE,))


def write_tests(pool: Pool, tests: str, file: str = FILE) -> RunOptions:
    """Write tests beside the program, in place of those in the same file, and return the options that run them.

    A template that has collected a file isn't told of a new text: tests that run in one need a file of their own.
    """
    path = pool.suite.root / file
    path.write_text(tests, encoding="utf-8")
    return RunOptions((f"{path}",), uses_hypothesis="hypothesis" in tests)


def run(pool: Pool, options: RunOptions, variant: Variant = ORIGINAL) -> Run:
    """Run tests on a variant of the program."""
    (answer,) = pool.run([Request("", variant, options, TIMEOUT)])
    return answer.run


def judged(
    pool: Pool,
    tests: str,
    *mutants: Mutant,
    references: Mapping[str, str] | None = None,
    options: JudgingOptions = DEFAULT,
) -> Verdict:
    """Return the verdict on tests; `references` are other texts of the program, by name."""
    write_tests(pool, tests)
    others = [Variant(name, {"ages.py": text}) for name, text in (references or {}).items()]
    return judge(gather_evidence(pool, [with_mutant(pool.subject, each) for each in mutants], others, options))


def template_request(options: RunOptions, variant: Variant = ORIGINAL, timeout: float = TIMEOUT) -> Request[str]:
    """Return the request to run tests in a fork of a template, on a variant that changes `is_adult` alone."""
    module = ast.parse(variant.files.get("ages.py", PROGRAM))
    (definition,) = (node for node in module.body if isinstance(node, ast.FunctionDef))
    function = ChangedFunction("ages.py", "is_adult", definition.lineno, pack_function(module, [], definition))
    return Request(variant.name, variant, options, timeout, function=function)


def find_test(verdict: Verdict, name: str) -> JudgedTest:
    """Return what the verdict says of a test."""
    return next(test for test in verdict.tests if test.name == f"{FILE}::{name}")


def find_mutant(verdict: Verdict, name: str) -> JudgedMutant:
    """Return what the verdict says of a mutant."""
    return next(mutant for mutant in verdict.mutants if mutant.name == name)
