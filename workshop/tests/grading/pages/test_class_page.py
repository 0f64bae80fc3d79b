"""The page of a class."""

from pathlib import Path

from tests.doubles import write_exercise
from tests.grading.pages.page_reader import PageReader
from tests.verdicts import make_test, make_verdict
from workshop.course.exercise import Exercise
from workshop.grading.exporters.ids import NO_IDS
from workshop.grading.grade import Grade
from workshop.grading.pages.class_page import as_html
from workshop.grading.submissions import Submission
from workshop.judging.verdict import Verdict

FOLDER = Path("13-doubles")


def read_page(grades: list[Grade]) -> PageReader:
    """Return what's on the page."""
    return PageReader(as_html(grades, NO_IDS))


def test_what_learners_wrote_is_escaped(grades: list[Grade]) -> None:
    """It's shown as text."""
    page = read_page(grades)

    assert {"b", "i"}.isdisjoint(page.elements)
    assert "<b>bold" in page.texts
    assert "assert '<i>' == '</i>'" in page.text


def test_every_element_is_closed(grades: list[Grade]) -> None:
    """In the right order, too."""
    assert read_page(grades).open == []


def test_the_map_has_a_cell_for_each_grade(grades: list[Grade]) -> None:
    """It has the score, a symbol and words, or why there's no score; learners are in the order of their names."""
    page = read_page(grades)

    assert page.rows["map"] == [
        ["learner", "done", "mean score", "13-doubles"],
        ["<b>bold", "0 of 1", "0 %", "0 %, not done, tests to fix: 1 !"],
        ["=1+1", "1 of 1", "100 %", "100 %, done ✓"],
        ["broken", "0 of 1", "0 %", "✗ error"],
        ["nothing", "0 of 1", "0 %", "missing"],
        ["skips", "0 of 1", "0 %", "0 %, not done "],
        ["starts", "0 of 1", "40 %", "40 %, not done "],
        ["all", "1 of 6", "23 %", "23 %"],
    ]


def test_cells_have_shades_and_values(grades: list[Grade]) -> None:
    """They're sorted by value: what's missing is first, then errors, then scores."""
    cells = [cell for cell in read_page(grades).attributes["td"] if "score" in f"{cell.get('class')}"]

    assert [(cell["class"], cell["data-value"]) for cell in cells] == [
        ("score level-0", "0"),
        ("score level-4", "1"),
        ("score error", "-1"),
        ("score missing", "-2"),
        ("score level-0", "0"),
        ("score level-1", "0.4"),
    ]


def test_a_learner_without_a_grade_has_an_empty_cell(tmp_path: Path, exercise: Exercise) -> None:
    """An interruption may leave an exercise of a learner ungraded."""
    other = write_exercise(tmp_path, "14-more")
    submissions = [Submission("first", exercise, FOLDER), Submission("first", other, FOLDER)]
    submissions += [Submission("second", exercise, FOLDER)]

    page = read_page([Grade(each, Verdict()) for each in submissions])

    assert page.rows["map"][2] == ["second", "1 of 1", "100 %", "100 %, done ✓", ""]


def test_the_page_lists_what_to_look_at(grades: list[Grade]) -> None:
    """For each learner: tests with a remark, survivors and errors; the map leads there."""
    page = read_page(grades)

    assert "13-doubles: mutants 1, 3, 4 survive" in page.texts
    assert "13-doubles: test_doubles.py:1\nSyntaxError: invalid syntax" in page.texts
    assert " is skipped" in page.texts
    links = [link["href"] for link in page.attributes["a"]]
    assert links == [f"#{each['id']}" for each in page.attributes["details"]]
    assert len(links) == 4


def test_the_page_counts_its_states(grades: list[Grade]) -> None:
    """Only those that occur are listed."""
    assert "Learners: 6. Exercises: 1. Submissions: 1 done, 3 not done, 1 error, 1 missing." in read_page(grades).text
    assert "Submissions: 1 done." in read_page(grades[:1]).text


def test_without_grades_there_is_a_page_too() -> None:
    """Grading may be interrupted at once."""
    assert "Submissions: none." in read_page([]).text


def test_text_that_no_file_can_hold_is_escaped(exercise: Exercise) -> None:
    """Names of folders and messages of tests can contain bytes that aren't UTF-8, and sequences for a terminal."""
    verdict = make_verdict(exercise, make_test("test_\x1b[2J", "wrong", evidence="assert '\udc80' == '\x1b'"))
    grades = [
        Grade(Submission("caf\udce9\n", exercise, FOLDER), verdict),
        Grade(Submission("error", exercise, FOLDER), Verdict(error="E   \ud83d\x07")),
    ]

    page = as_html(grades, NO_IDS)

    assert r"<code>test_\x1b[2J</code>" in page
    assert r"\udc80" in page
    assert r"caf\udce9\n" in page
    assert "\x1b" not in page.encode().decode()
