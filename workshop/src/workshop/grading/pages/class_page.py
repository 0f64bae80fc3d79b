"""The page of a class: its grades at a glance, what it believes, which rules it tests, and how long that took."""

from collections.abc import Mapping, Sequence

from workshop.grading.exporters.ids import Ids
from workshop.grading.feedback import Remark, remarks
from workshop.grading.grade import STATES, Grade, by_learner
from workshop.grading.misconceptions import misconceptions
from workshop.grading.pages.class_tables import beliefs, exercises, rules
from workshop.grading.pages.elements import SCRIPT, items, page, section, shown, shown_line
from workshop.grading.pages.heat_map import LEGEND, heat_map
from workshop.grading.rule_coverage import rule_coverage

COVERAGE = "Tests cover a rule if they kill every mutant that breaks it. Only learners whose tests can be judged count."
SEARCH = (
    '<p class="search" hidden><label for="search">Find a learner, an exercise or a word:</label>'
    '<input id="search" type="search"><output class="quiet" for="search"></output></p>'
)


def as_html(grades: list[Grade], _ids: Ids) -> str:
    """Return the page, with the learners and the exercises in the order of their names."""
    learners = dict(sorted(by_learner(grades).items()))
    names = sorted({grade.submission.exercise.name for grade in grades})
    notes = _notes(learners)
    links = {learner: f"learner-{number}" for number, learner in enumerate(learners, start=1) if learner in notes}
    return page(
        "Grades",
        _summary(grades, len(learners), len(names)),
        SEARCH,
        section("map", "Learners and exercises", f"<p>{LEGEND}</p>", heat_map(learners, names, links)),
        section("beliefs", "What the class believes", beliefs(misconceptions(grades))),
        section("rules", "Which rules are tested", f"<p>{COVERAGE}</p>", rules(rule_coverage(grades))),
        section("exercises", "Exercises", exercises(grades, names)),
        section("notes", "What to look at", *(_details(links[learner], learner, notes[learner]) for learner in notes)),
        script=SCRIPT,
    )


def _summary(grades: Sequence[Grade], learners: int, exercises: int) -> str:
    states = [grade.state for grade in grades]
    counts = ", ".join(f"{states.count(state)} {state}" for state in STATES if state in states)
    return f"<p>Learners: {learners}. Exercises: {exercises}. Submissions: {counts or 'none'}.</p>"


def _notes(learners: Mapping[str, Mapping[str, Grade]]) -> dict[str, list[str]]:
    """Return what to look at, as HTML, for each learner for whom there's something."""
    found = {
        learner: [f"{shown_line(name)}: {_note(each)}" for name in sorted(own) for each in remarks(own[name])]
        for learner, own in learners.items()
    }
    return {learner: notes for learner, notes in found.items() if notes}


def _note(remark: Remark) -> str:
    return f"<code>{shown(remark.test)}</code> {shown(remark.text)}" if remark.test else shown(remark.text)


def _details(link: str, learner: str, notes: Sequence[str]) -> str:
    summary = f"<summary>{shown_line(learner)}</summary>"
    return f'<details class="item" id="{link}">{summary}{items(notes)}</details>'
