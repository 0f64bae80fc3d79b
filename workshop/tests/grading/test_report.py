"""The grades of a class as a web page."""

from html.parser import HTMLParser
from pathlib import Path

from tests.doubles import write_exercise
from tests.verdicts import make_test, make_verdict
from workshop.course.exercise import Exercise
from workshop.grading.grade import Grade
from workshop.grading.report import as_html
from workshop.grading.submissions import Submission
from workshop.judging.verdict import Verdict

FOLDER = Path("13-doubles")


class Page(HTMLParser):
    """The texts and elements of a web page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser passes it
        """Record an element."""
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        """Record a text."""
        self.texts.append(data)


def test_the_page_escapes_what_learners_wrote(grades: list[Grade]) -> None:
    """It's shown as text."""
    page = Page(as_html(grades))

    assert {"b", "i"}.isdisjoint(page.elements)
    assert "<b>bold" in page.texts
    assert [text for text in page.texts if "assert '<i>' == '</i>'" in text]


def test_the_page_has_a_cell_for_each_grade(grades: list[Grade]) -> None:
    """It shows the score with a mark, or why there is no score."""
    page = Page(as_html(grades))

    assert page.elements.count("tr") == 1 + len(grades)
    assert {"100\xa0% ✓", "0\xa0% !", "40\xa0% ", "missing", "error"} <= set(page.texts)


def test_the_page_lists_what_to_look_at(grades: list[Grade]) -> None:
    """For each learner: tests with a remark, survivors and errors."""
    page = Page(as_html(grades))

    assert "13-doubles: mutants 1, 3, 4 survive" in page.texts
    assert "13-doubles: test_doubles.py:1\nSyntaxError: invalid syntax" in page.texts
    assert " is skipped" in page.texts


def test_a_learner_without_a_grade_has_an_empty_cell(tmp_path: Path, exercise: Exercise) -> None:
    """An interruption may leave an exercise of a learner ungraded."""
    other = write_exercise(tmp_path, "14-more")
    submissions = [Submission("first", exercise, FOLDER), Submission("first", other, FOLDER)]
    submissions += [Submission("second", exercise, FOLDER)]

    page = as_html([Grade(each, Verdict()) for each in submissions])

    assert page.count('<td class="cell"></td>') == 1


def test_text_that_no_file_can_hold_is_escaped(exercise: Exercise) -> None:
    """Names of folders and messages of tests can contain bytes that aren't UTF-8, and sequences for a terminal."""
    verdict = make_verdict(exercise, make_test("test_\x1b[2J", "wrong", evidence="assert '\udc80' == '\x1b'"))
    grades = [
        Grade(Submission("caf\udce9\n", exercise, FOLDER), verdict),
        Grade(Submission("error", exercise, FOLDER), Verdict(error="E   \ud83d\x07")),
    ]

    page = as_html(grades)

    assert r"<code>test_\x1b[2J</code>" in page
    assert r"\udc80" in page
    assert r"caf\udce9\n" in page
    assert "\x1b" not in page.encode().decode()
