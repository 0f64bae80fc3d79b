"""The grades as JUnit XML."""

from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.verdicts import make_test, make_verdict
from workshop.course.exercise import Exercise
from workshop.grading.exporters.ids import NO_IDS
from workshop.grading.exporters.junit import as_junit
from workshop.grading.grade import Grade
from workshop.grading.submissions import Submission

OUTCOMES = {"skipped", "error", "failure"}
CHILDREN: Mapping[str, set[str]] = {  # what junit-10.xsd allows in each element, as far as we use it
    "testsuites": {"testsuite"},
    "testsuite": {"testcase"},
    "testcase": OUTCOMES,
    **{outcome: set() for outcome in OUTCOMES},
}
REQUIRED: Mapping[str, set[str]] = {"testsuite": {"tests"}, "testcase": {"name"}}
ALLOWED: Mapping[str, set[str]] = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "time", "tests", "failures", "errors", "skipped"},
    "testcase": {"name", "time", "classname"},
    **{outcome: {"type", "message"} for outcome in OUTCOMES},
}


def test_a_learner_is_a_suite_and_an_exercise_a_test(grades: list[Grade]) -> None:
    """It fails unless the exercise is done."""
    root = ET.fromstring(as_junit(grades, NO_IDS))  # noqa: S314 - we have written it

    found = {suite.attrib["name"]: [child.tag for test in suite for child in test] for suite in root}
    assert found == {
        "=1+1": [],
        "<b>bold": ["failure"],
        "broken": ["error"],
        "starts": ["failure"],
        "skips": ["failure"],
        "nothing": ["skipped"],
    }
    assert root.attrib == {"tests": "6", "failures": "3", "errors": "1", "time": "0.000"}
    failure = root.find("testsuite[@name='starts']/testcase[@name='13-doubles']/failure")
    assert failure is not None
    assert failure.attrib == {"message": "2 of 5 mutants killed"}
    assert failure.text == "2 of 5 mutants killed\nmutants 1, 3, 4 survive"


def test_elements_and_attributes_are_those_of_the_schema(grades: list[Grade]) -> None:
    """And none that it requires is missing."""
    for element in ET.fromstring(as_junit(grades, NO_IDS)).iter():  # noqa: S314
        assert {child.tag for child in element} <= CHILDREN[element.tag]
        assert REQUIRED.get(element.tag, set()) <= set(element.attrib) <= ALLOWED[element.tag]


def test_text_that_xml_forbids_is_escaped(exercise: Exercise) -> None:
    """Learners can print anything."""
    verdict = make_verdict(exercise, make_test("test_a", "wrong", evidence="\x1b\udc80\uffff </failure>"))
    grade = Grade(Submission("caf\udce9\x00", exercise, Path("13-doubles")), verdict)

    (suite,) = ET.fromstring(as_junit([grade], NO_IDS))  # noqa: S314

    assert suite.attrib["name"] == r"caf\udce9\x00"
    assert r"\x1b\udc80\uffff </failure>" in f"{suite[0][0].text}"
