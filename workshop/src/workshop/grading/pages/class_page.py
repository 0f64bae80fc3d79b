"""The page of a class: its grades at a glance, what it believes, which rules it tests, and how long that took."""

from collections.abc import Mapping, Sequence
from statistics import median

from workshop.grading.exporters.ids import Ids
from workshop.grading.feedback import Remark, remarks
from workshop.grading.grade import STATES, Grade, by_learner
from workshop.grading.pages.elements import SCRIPT, Cell, items, page, section, shown, shown_line, table
from workshop.grading.pages.heat_map import LEGEND, done_cell, heat_map, mean_cell

SEARCH = (
    '<p class="search" hidden><label for="search">Find a learner, an exercise or a word:</label>'
    '<input id="search" type="search"><output class="quiet" for="search"></output></p>'
)


def as_html(grades: list[Grade], _ids: Ids) -> str:
    """Return the page, with the learners and the exercises in the order of their names."""
    learners = dict(sorted(by_learner(grades).items()))
    exercises = sorted({grade.submission.exercise.name for grade in grades})
    notes = _notes(learners)
    links = {learner: f"learner-{number}" for number, learner in enumerate(learners, start=1) if learner in notes}
    return page(
        "Grades",
        _summary(grades, len(learners), len(exercises)),
        SEARCH,
        section("map", "Learners and exercises", f"<p>{LEGEND}</p>", heat_map(learners, exercises, links)),
        section("exercises", "Exercises", _exercises(grades, exercises)),
        section("notes", "What to look at", *(_details(links[learner], learner, notes[learner]) for learner in notes)),
        script=SCRIPT,
    )


def _summary(grades: Sequence[Grade], learners: int, exercises: int) -> str:
    states = [grade.state for grade in grades]
    counts = ", ".join(f"{states.count(state)} {state}" for state in STATES if state in states)
    return f"<p>Learners: {learners}. Exercises: {exercises}. Submissions: {counts or 'none'}.</p>"


def _exercises(grades: Sequence[Grade], names: Sequence[str]) -> str:
    heads = ["exercise", "done", "mean score", "tests to fix", "seconds to judge, median", "longest"]
    rows = [_exercise([grade for grade in grades if grade.submission.exercise.name == name]) for name in names]
    return table("exercises", heads, rows)


def _exercise(grades: Sequence[Grade]) -> list[Cell]:
    exercise = grades[0].submission.exercise
    seconds = [grade.seconds for grade in grades if grade.state != "missing"] or [0.0]
    to_fix = sum(grade.to_fix for grade in grades)
    return [
        Cell(f'{shown_line(exercise.name)}<br><span class="quiet">{shown_line(exercise.title)}</span>'),
        done_cell(grades),
        mean_cell(grades),
        Cell(f"{to_fix}", "number", to_fix),
        *(Cell(f"{each:.1f}", "number", each) for each in (median(seconds), max(seconds))),
    ]


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
