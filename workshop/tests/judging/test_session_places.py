"""An error in any file of a suite is shown with that file."""

import pytest

from tests.doubles import START, suite
from workshop.judging.session import Session


@pytest.mark.parametrize(
    ("files", "places"),
    [
        pytest.param(
            {"helper": "def table():\n    return {}[1]\n\n\nROWS = table()\n"},
            ["test_doubles.py:1: in <module>", "helper.py:5: in <module>", "helper.py:2: in table"],
            id="helper",
        ),
        pytest.param({"helper": "def f(:\n"}, ["test_doubles.py:1: in <module>", 'helper.py", line 1'], id="syntax"),
        pytest.param({"conftest": "\nimport pytst\n"}, ["conftest.py:2: in <module>"], id="conftest"),
        pytest.param({"conftest": "def f(:\n"}, ['conftest.py", line 1'], id="syntax of a conftest"),
    ],
)
def test_import_that_fails_is_followed_through_all_files(
    files: dict[str, str], places: list[str], session: Session
) -> None:
    """In the order in which the error came through them, beginning with the outermost."""
    error = session.check(suite(f"import helper\n{START}", **{"helper": "", **files})).error

    found = [error.find(place) for place in places]

    assert -1 not in found, error
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("files", "argument", "message"),
    [
        pytest.param({"helper": "\ndef help():\n    return 1 / 0\n"}, "", "by zero (helper.py:3)", id="helper"),
        pytest.param(
            {"conftest": "import pytest\n\n\n@pytest.fixture\ndef rows():\n    return rwos\n"},
            "rows",
            "name 'rwos' is not defined (conftest.py:6)",
            id="fixture",
        ),
        pytest.param({"helper": "def help():\n    pass\n"}, "", "name 'duoble' is not defined", id="the test itself"),
    ],
)
def test_broken_test_names_another_file_that_the_error_is_in(
    files: dict[str, str], argument: str, message: str, session: Session
) -> None:
    """The line of the test itself is shown anyway."""
    text = f"import helper\n\n\ndef test_it({argument}):\n    helper.help()\n    duoble(3)\n"

    (test,) = session.check(suite(text, **{"helper": "", **files})).tests

    assert test.status == "broken"
    assert test.evidence.endswith(message)
