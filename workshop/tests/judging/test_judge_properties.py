"""What holds of every verdict, whatever the evidence: a table with a row for each test, and a column for each run."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from workshop.engine.protocol import Outcome
from workshop.engine.run import Run
from workshop.judging.judge import Evidence, Repeats, judge
from workshop.judging.verdict import JudgedTest, Verdict

Row: TypeAlias = tuple[str, ...]
Table: TypeAlias = Mapping[str, Row]

OUTCOMES = {
    "passed": Outcome("passed"),
    "failed": Outcome("failed", "exception", "ValueError: no"),
    "skipped": Outcome("skipped"),
}
REFERENCES = 6  # columns: the subject twice in either order, and another reference once in either
STUBS = 2
MUTANTS = 3

ANY = st.sampled_from([*OUTCOMES, "missing"])
rows = st.tuples(
    st.just(("passed",) * REFERENCES) | st.tuples(*[ANY] * REFERENCES),  # else next to no test would be sound
    st.tuples(*[ANY] * (STUBS + MUTANTS)),
).map(lambda parts: parts[0] + parts[1])
vacuous_rows = st.tuples(ANY, *[st.sampled_from(["passed", "skipped", "missing"])] * MUTANTS).map(
    lambda others: (*("passed",) * REFERENCES, "passed", *others)
)
tables = st.dictionaries(st.sampled_from("abcde"), rows)
new_names = st.sampled_from("vwxyz")


def evidence_of(table: Table, mutants: Iterable[int] = range(MUTANTS)) -> Evidence:
    """Return the evidence of a table, with the mutants in this order; a test that is missing is not in the run."""

    def run(column: int) -> Run:
        outcomes = {test: OUTCOMES[row[column]] for test, row in table.items() if row[column] != "missing"}
        return Run(outcomes, problems={}, costs={}, seconds={})

    return Evidence(
        subject=Repeats((run(0), run(1)), (run(2), run(3))),
        references={"refactored": Repeats((run(4),), (run(5),))},
        raising=run(6),
        silent=run(7),
        mutants={f"mutant {number}": run(REFERENCES + STUBS + number) for number in mutants},
    )


def said_of(verdict: Verdict) -> dict[str, JudgedTest]:
    """Return what is said of each test, wherever it stands, with its kills in the order of their names."""
    return {test.name: replace(test, kills=tuple(sorted(test.kills))) for test in verdict.tests}


def killers_of(verdict: Verdict) -> dict[str, dict[str, Outcome]]:
    """Return what kills each mutant, wherever it stands."""
    return {mutant.name: dict(mutant.killers) for mutant in verdict.mutants}


@given(table=tables, name=new_names, row=rows)
def test_more_tests_never_lower_the_score(table: Table, name: str, row: Row) -> None:
    """Nobody is punished for a test more, however bad it is."""
    assert judge(evidence_of({**table, name: row})).score >= judge(evidence_of(table)).score


@given(table=tables, name=new_names, row=rows)
def test_a_test_is_judged_by_itself(table: Table, name: str, row: Row) -> None:
    """What is said of a test does not depend on the others."""
    tests = said_of(judge(evidence_of({**table, name: row})))

    tests.pop(name, None)

    assert tests == said_of(judge(evidence_of(table)))


@given(table=tables, name=new_names, row=vacuous_rows)
def test_a_vacuous_test_adds_nothing(table: Table, name: str, row: Row) -> None:
    """The mutants and the other tests are what they were, and it is named."""
    before = judge(evidence_of(table))

    after = judge(evidence_of({**table, name: row}))

    assert said_of(after)[name].status == "vacuous"
    assert replace(after, tests=tuple(test for test in after.tests if test.name != name)) == before


@given(data=st.data(), table=tables)
def test_the_order_does_not_matter(data: st.DataObject, table: Table) -> None:
    """Of tests or of mutants: the verdict is the same."""
    tests = data.draw(st.permutations(list(table)))
    mutants = data.draw(st.permutations(range(MUTANTS)))

    verdict, other = judge(evidence_of(table)), judge(evidence_of({test: table[test] for test in tests}, mutants))

    assert said_of(verdict) == said_of(other)
    assert killers_of(verdict) == killers_of(other)


@given(table=tables)
def test_the_same_evidence_has_the_same_verdict(table: Table) -> None:
    """And is left as it was."""
    evidence = evidence_of(table)
    before = deepcopy(evidence)

    assert judge(evidence) == judge(evidence)
    assert evidence == before


@given(table=tables)
def test_sound_tests_and_no_others_kill(table: Table) -> None:
    """A mutant has as its killers the sound tests that fail on it."""
    verdict = judge(evidence_of(table))

    assert {mutant.name: set(mutant.killers) for mutant in verdict.mutants} == {
        mutant.name: {test.name for test in verdict.tests if test.status == "sound" and mutant.name in test.kills}
        for mutant in verdict.mutants
    }


@given(table=tables)
def test_a_mutant_that_is_no_bug_survives(table: Table) -> None:
    """One on which all is as on the subject."""
    evidence = evidence_of(table)
    mutants = {**evidence.mutants, "equivalent": evidence.subject.runs[0]}

    verdict = judge(replace(evidence, mutants=mutants))

    assert not killers_of(verdict)["equivalent"]
