"""The grades as JUnit XML, which CI servers show: a suite for each learner, with a test for each exercise.

Written from the schema that Jenkins uses, junit-10.xsd, as at https://cs.symfony.com/doc/schemas/fix/junit-10.xsd.
"""

from collections.abc import Collection
from xml.etree import ElementTree as ET

from workshop.grading.exporters.ids import Ids
from workshop.grading.feedback import as_text, summary
from workshop.grading.grade import Grade, State, by_learner
from workshop.reports.printable import printable, printable_lines

OUTCOMES: dict[State, str] = {"not done": "failure", "error": "error", "missing": "skipped"}  # elements of a test


def as_junit(grades: list[Grade], _ids: Ids) -> str:
    """Return a test for each grade; it fails unless the exercise is done, and is skipped if it's missing."""
    root = ET.Element("testsuites", _counts(grades))
    for learner, own in by_learner(grades).items():
        suite = ET.SubElement(root, "testsuite", {"name": printable(learner), **_counts(own.values())})
        for grade in own.values():
            _add_test(suite, grade)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _counts(grades: Collection[Grade]) -> dict[str, str]:
    states = [grade.state for grade in grades]
    return {
        "tests": f"{len(states)}",
        "failures": f"{states.count('not done')}",
        "errors": f"{states.count('error')}",
        "time": f"{sum(grade.seconds for grade in grades):.3f}",
    }


def _add_test(suite: ET.Element, grade: Grade) -> None:
    names = {"classname": suite.attrib["name"], "name": grade.submission.exercise.name}
    test = ET.SubElement(suite, "testcase", {**names, "time": f"{grade.seconds:.3f}"})
    if outcome := OUTCOMES.get(grade.state):
        ET.SubElement(test, outcome, {"message": summary(grade)}).text = printable_lines(as_text(grade))
