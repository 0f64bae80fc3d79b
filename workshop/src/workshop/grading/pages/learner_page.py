"""The page of one learner, which has nothing about others in it, so that it can be sent to the learner."""

from collections.abc import Sequence

from workshop.course.exercise import Exercise
from workshop.grading.feedback import summary
from workshop.grading.grade import Grade
from workshop.grading.misconceptions import Misconception, misconceptions
from workshop.grading.pages.elements import items, page, section, shown, shown_line, shown_markdown
from workshop.judging.verdict import JudgedTest
from workshop.mutants.mutant import Mutant
from workshop.reports.remarks import CANNOT_RUN, advice, phrase, short_name
from workshop.reports.theme import GOOD


def learner_page(learner: str, grades: Sequence[Grade]) -> str:
    """Return the page with the verdicts on a learner's tests, and what there is to do."""
    done = sum(grade.state == "done" for grade in grades)
    return page(f"Your tests, {learner}", f"<p>Exercises done: {done} of {len(grades)}.</p>", *map(_exercise, grades))


def _exercise(grade: Grade) -> str:
    exercise, verdict = grade.submission.exercise, grade.verdict
    heading = f"{shown_line(exercise.name)}: {shown_line(exercise.title)}"
    state = f"{GOOD.symbol} Done: {summary(grade)}." if grade.state == "done" else f"{summary(grade).capitalize()}."
    tests = [_test(test) for test in verdict.tests if test.remark]
    expected = [_expectation(each) for each in misconceptions([grade])]
    survivors = [_survivor(exercise, mutant) for mutant in exercise.mutants if mutant.name in verdict.survivors]
    return section(
        exercise.name,
        heading,
        f"<p>{state}</p>",
        f"<p>{CANNOT_RUN}</p>\n<pre>{shown(verdict.error)}</pre>" if verdict.error else "",
        *(["<h3>Tests to look at</h3>", *tests] if tests else []),
        *(["<h3>Rules to read again</h3>", items(expected)] if expected else []),
        *(["<h3>Bugs that no test catches yet</h3>", items(survivors)] if survivors else []),
    )


def _test(test: JudgedTest) -> str:
    file = test.name.partition("::")[0]
    where = f"{file}:{test.line}" if test.line else file
    evidence = f"<pre>{shown(test.evidence)}</pre>" if test.evidence else ""
    name = f"<code>{shown_line(short_name(test.name))}</code> {phrase(test)}"
    shown_advice = shown_markdown(advice(test))
    return f'<p>{name} <span class="quiet">{shown_line(where)}</span></p>{evidence}<p>{shown_advice}</p>'


def _expectation(found: Misconception) -> str:
    expected = f"<code>{shown_line(found.example_test)}</code> expects this: {shown_line(found.title)}."
    if found.kind == "over-specified":
        return f"{expected} The rules leave it open."
    rule = f"Rule {found.rule} says: {found.sentence}" if found.rule else "Which rule is it about?"
    return f"{expected} {shown_markdown(rule)}"


def _survivor(exercise: Exercise, mutant: Mutant) -> str:
    rule = exercise.broken_rule(mutant)
    broken = f"rule {rule.number}: {rule.sentence}" if rule else f"a rule: {mutant.rule}"
    return f"Mutant {exercise.numbers[mutant.name]} breaks {shown_markdown(broken)}"
