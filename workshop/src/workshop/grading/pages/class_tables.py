"""What's below the map on the page of a class: what the class believes, which rules it tests, and the exercises."""

from collections.abc import Sequence
from statistics import median

from workshop.grading.grade import Grade
from workshop.grading.misconceptions import Misconception
from workshop.grading.pages.elements import Cell, shown_line, shown_markdown, table
from workshop.grading.pages.heat_map import done_cell, mean_cell
from workshop.grading.rule_coverage import RuleCoverage


def beliefs(found: Sequence[Misconception]) -> str:
    """Return each misconception with its rule, an example, and who has it."""
    return "\n".join(map(_belief, found)) or "<p>There's no test that a correct program fails.</p>"


def _belief(found: Misconception) -> str:
    rule = f"<p>Rule {found.rule}: {shown_markdown(found.sentence)}</p>\n" if found.rule else ""
    test = f"<code>{shown_line(found.example_test)}</code> of {shown_line(found.example_learner)}"
    return (
        f'<article class="item">\n<h3>{shown_line(found.headline)}</h3>\n'
        f'<p class="quiet">{shown_line(found.exercise)}</p>\n{rule}'
        f"<p>For example {test}:</p>\n<pre>{shown_line(found.example_message)}</pre>\n"
        f"<details><summary>Who it is</summary><p>{shown_line(', '.join(found.learners))}</p></details>\n</article>"
    )


def rules(coverage: Sequence[RuleCoverage]) -> str:
    """Return the rules as a table, with those first that most learners leave untested."""
    heads = ["rule", "learners who test it", "share", "what it says"]
    return table("rules", heads, [_rule(each) for each in sorted(coverage, key=lambda each: -each.share_missing)])


def _rule(found: RuleCoverage) -> list[Cell]:
    count, share = found.handed_in - len(found.learners_missing), 1 - found.share_missing
    return [
        Cell(f"{shown_line(found.exercise)}, {found.rule}"),
        Cell(f"{count} of {found.handed_in}", "number", count),
        Cell(f'<meter value="{share:.3f}" aria-label="share of learners">{100 * share:.0f} %</meter>', "", share),
        Cell(shown_markdown(found.sentence), "text"),
    ]


def exercises(grades: Sequence[Grade], names: Sequence[str]) -> str:
    """Return the exercises as a table: how many are done, how well, and how long judging took."""
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
