"""Properties of every verdict; the evidence is a table with a row for each test and a column for each run."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from workshop.engine.protocol import Outcome
from workshop.engine.run import Run
from workshop.judging.evidence import Evidence, Repeats
from workshop.judging.judge import judge
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
    st.just(("passed",) * REFERENCES)
    | st.tuples(*[ANY] * REFERENCES),  # without the first, hardly any test would be sound
    st.tuples(*[ANY] * (STUBS + MUTANTS)),
).map(lambda parts: parts[0] + parts[1])
vacuous_rows = st.tuples(ANY, *[st.sampled_from(["passed", "skipped", "missing"])] * MUTANTS).map(
    lambda others: (*("passed",) * REFERENCES, "passed", *others)
)
tables = st.dictionaries(st.sampled_from("abcde"), rows)
new_names = st.sampled_from("vwxyz")


def evidence_of(table: Table, mutants: Iterable[int] = range(MUTANTS)) -> Evidence:
    """Return the evidence in a table, with the mutants in this order; a run doesn't have the tests that are missing."""

    def run(column: int) -> Run:
        outcomes = {test: OUTCOMES[row[column]] for test, row in table.items() if row[column] != "missing"}
        return Run(outcomes)

    return Evidence(
        subject=Repeats((run(0), run(1)), (run(2), run(3))),
        references={"refactored": Repeats((run(4),), (run(5),))},
        raising=run(6),
        silent=run(7),
        mutants={f"mutant {number}": run(REFERENCES + STUBS + number) for number in mutants},
    )


def judged_by_name(verdict: Verdict) -> dict[str, JudgedTest]:
    """Return the tests by name, with their kills sorted."""
    return {test.name: replace(test, kills=tuple(sorted(test.kills))) for test in verdict.tests}


def killers_of(verdict: Verdict) -> dict[str, dict[str, Outcome]]:
    """Return the killers of each mutant by name."""
    return {mutant.name: dict(mutant.killers) for mutant in verdict.mutants}


@given(table=tables, name=new_names, row=rows)
def test_more_tests_never_lower_the_score(table: Table, name: str, row: Row) -> None:
    """Adding a test costs nothing, however bad it is."""
    assert judge(evidence_of({**table, name: row})).score >= judge(evidence_of(table)).score


@given(table=tables, name=new_names, row=rows)
def test_status_of_a_test_does_not_depend_on_other_tests(table: Table, name: str, row: Row) -> None:
    """Adding a test changes nothing for the tests that are there already."""
    tests = judged_by_name(judge(evidence_of({**table, name: row})))

    tests.pop(name, None)

    assert tests == judged_by_name(judge(evidence_of(table)))


@given(table=tables, name=new_names, row=vacuous_rows)
def test_vacuous_test_changes_nothing_else(table: Table, name: str, row: Row) -> None:
    """The verdict names it; the mutants and the other tests stay the same."""
    before = judge(evidence_of(table))

    after = judge(evidence_of({**table, name: row}))

    assert judged_by_name(after)[name].status == "vacuous"
    assert replace(after, tests=tuple(test for test in after.tests if test.name != name)) == before


@given(data=st.data(), table=tables)
def test_order_does_not_matter(data: st.DataObject, table: Table) -> None:
    """The verdict is the same for any order of tests and mutants."""
    tests = data.draw(st.permutations(list(table)))
    mutants = data.draw(st.permutations(range(MUTANTS)))

    verdict, other = judge(evidence_of(table)), judge(evidence_of({test: table[test] for test in tests}, mutants))

    assert judged_by_name(verdict) == judged_by_name(other)
    assert killers_of(verdict) == killers_of(other)


@given(table=tables)
def test_judging_is_pure(table: Table) -> None:
    """The same evidence has the same verdict, and isn't changed."""
    evidence = evidence_of(table)
    before = deepcopy(evidence)

    assert judge(evidence) == judge(evidence)
    assert evidence == before


@given(table=tables)
def test_killers_are_the_sound_tests_that_fail(table: Table) -> None:
    """Tests and mutants list the same kills."""
    verdict = judge(evidence_of(table))

    assert {mutant.name: set(mutant.killers) for mutant in verdict.mutants} == {
        mutant.name: {test.name for test in verdict.tests if test.status == "sound" and mutant.name in test.kills}
        for mutant in verdict.mutants
    }


@given(table=tables)
def test_equivalent_mutant_survives(table: Table) -> None:
    """A mutant with the outcomes of the subject has no killers."""
    evidence = evidence_of(table)
    mutants = {**evidence.mutants, "equivalent": evidence.subject.runs[0]}

    verdict = judge(replace(evidence, mutants=mutants))

    assert not killers_of(verdict)["equivalent"]
