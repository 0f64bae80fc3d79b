"""The heat map of a class: how good each learner's tests are for each exercise."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from statistics import fmean

from workshop.grading.grade import Grade
from workshop.grading.pages.elements import Cell, shown_line, table
from workshop.reports.theme import BAD, GOOD, WARNING

SHADES = (0.01, 0.5, 0.8, 1.0)  # from each of these scores on, a cell is one shade darker
LEGEND = (
    f"The number is the mutation score, the share of planted bugs that the tests catch. {GOOD.symbol} is done,"
    f" {WARNING.symbol} has tests to fix, {BAD.symbol} is an error: the tests can't be judged."
)


def heat_map(grades: Mapping[str, Mapping[str, Grade]], exercises: Sequence[str], links: Mapping[str, str]) -> str:
    """Return the map as a table of grades by learner and exercise; the names of learners in `links` lead there."""
    heads = ["learner", "done", "mean score", *map(shown_line, exercises)]
    rows = [_row(learner, own, exercises, links.get(learner, "")) for learner, own in grades.items()]
    by_exercise = [[own[name] for own in grades.values() if name in own] for name in exercises]
    everything = [grade for own in grades.values() for grade in own.values()]
    total = [Cell("all"), done_cell(everything), mean_cell(everything), *map(mean_cell, by_exercise)] if rows else []
    return table("map", heads, rows, total)


def _row(learner: str, own: Mapping[str, Grade], exercises: Sequence[str], link: str) -> list[Cell]:
    name = shown_line(learner)
    cells = [grade_cell(own.get(exercise)) for exercise in exercises]
    head = Cell(f'<a href="#{link}">{name}</a>' if link else name)
    return [head, done_cell([*own.values()]), mean_cell([*own.values()]), *cells]


def grade_cell(grade: Grade | None) -> Cell:
    """Return the cell of a grade, which says in words and symbols what its shade says; it's empty if there's none."""
    if grade is None:  # grading was interrupted
        return Cell("", "score")
    if grade.state == "missing":
        return Cell("missing", "score missing", -2)
    if grade.state == "error":
        return Cell(f"{_mark(BAD.symbol)} error", "score error", -1)
    mark, words = "", "not done"
    if grade.state == "done":
        mark, words = GOOD.symbol, "done"
    elif grade.to_fix:
        mark, words = WARNING.symbol, f"not done, tests to fix: {grade.to_fix}"
    html = f'{_percent(grade.score)}<span class="words">, {words}</span> {_mark(mark)}'
    return Cell(html, f"score level-{bisect(SHADES, grade.score)}", grade.score)


def _mark(symbol: str) -> str:
    return f'<span class="mark" aria-hidden="true">{symbol}</span>'


def mean_cell(grades: Sequence[Grade]) -> Cell:
    """Return the mean score of grades, where one without a verdict counts as 0."""
    mean = fmean(grade.score for grade in grades)
    return Cell(_percent(mean), "number", mean)


def done_cell(grades: Sequence[Grade]) -> Cell:
    """Return how many of these grades are done."""
    count = sum(grade.state == "done" for grade in grades)
    return Cell(f"{count} of {len(grades)}", "number", count)


def _percent(score: float) -> str:
    return f"{100 * score:.0f}&nbsp;%"
