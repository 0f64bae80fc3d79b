"""Gathers the evidence for a verdict: runs a suite on everything that the verdict needs."""

from collections.abc import Iterable

from workshop.engine.interface import Engine
from workshop.engine.run import Run
from workshop.judging.evidence import Evidence, Repeats
from workshop.judging.gatherer import Gatherer
from workshop.judging.options import JudgingOptions
from workshop.variants.variant import Variant, complete, source_files, stub_variant

DEFAULT = JudgingOptions()


def gather_evidence(
    engine: Engine, mutants: Iterable[Variant], references: Iterable[Variant] = (), options: JudgingOptions = DEFAULT
) -> Evidence:
    """Return what came of running the engine's suite on its subject, other references, each mutant and two stubs.

    After a first run on the subject, and beside it one on a mutant, correct programs and mutants run in an order that
    the tests can't know, with a correct one last, and among them the subject once more, under exactly the settings of
    the mutants: no test can tell where it runs but by what the program does. Correct programs run forward
    and backward with other seeds, of `random` and, where it may matter, of Python's hashes; if the outcomes differ,
    once more with the seeds exchanged, which shows whether the order matters. Where a test that may not kill has timed
    out on a mutant, those that may run once more without it; if the tests may depend on chance, kills are repeated:
    both among runs on the subject. If a test seems to read the source, all run on more correct programs.

    A test that fails on a mutant isn't run on the stubs, since it has proved itself. A property that fails on none is
    traced, to learn whether it reaches an assertion. A test that timed out at first isn't run again, nor is a suite
    that can't be collected on the subject.
    """
    texts = source_files(engine.subject)
    subject, *others = (complete(each, texts) for each in (Variant("the program"), *references))
    judged = [complete(each, texts) for each in mutants]
    stubs = [stub_variant(engine.subject, "raising"), stub_variant(engine.subject, "silent")]
    gatherer = Gatherer(engine, options, subject, others, judged)
    if problems := gatherer.run_first().problems:
        return Evidence(Repeats((Run(problems=problems),), ()), {}, {}, Run(), Run())
    if options.is_trusted:
        gatherer.run_one_after_another()
    else:
        gatherer.run_shuffled()
        gatherer.repeat_unsteady()
        gatherer.run_against_readers()
        gatherer.repeat_after_timeouts()
        gatherer.confirm()
    gatherer.run_stubs(stubs)
    gatherer.trace()
    gatherer.explain()
    return gatherer.evidence(stubs)
