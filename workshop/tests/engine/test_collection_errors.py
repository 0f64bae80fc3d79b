"""A file that can't be collected is explained as pytest does it: places, their source, and the error."""

from pathlib import Path

import pytest
from _pytest.config import ConftestImportFailure

from workshop.engine.worker.collection_errors import MOST_PLACES, MOST_SOURCE, collection_message


def imported(file: Path, source: str, **names: object) -> BaseException:
    """Write a module, run it as an import does, and return the error that it raises."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, encoding="utf-8")
    with pytest.raises(Exception) as error:  # noqa: PT011 - any
        exec(compile(source, f"{file}", "exec"), names)  # noqa: S102 - our own
    return error.value


def explained(error: BaseException, folder: Path) -> list[str]:
    """Return the lines of the message on an error in a suite in this folder, whose path is left out."""
    return collection_message(error, f"{folder / 'test_it.py'}", (f"{folder}",)).replace(f"{folder}/", "").splitlines()


def test_every_place_in_the_suite_is_shown_with_its_source(tmp_path: Path) -> None:
    """The last one is where the error was raised."""
    error = imported(tmp_path / "test_it.py", "def table():\n    return {}['a']\n\n\nROWS = table()\n")

    assert explained(error, tmp_path) == [
        "test_it.py:5: in <module>",
        "    ROWS = table()",
        "test_it.py:2: in table",
        "    return {}['a']",
        "KeyError: 'a'",
    ]


def test_only_places_below_the_folders_are_shown(tmp_path: Path) -> None:
    """Neither Python's own nor those of packages, wherever these are installed."""
    module = imported(tmp_path / "suite" / "site-packages" / "lib.py", "1 / 0\n")

    def fail() -> None:
        raise module

    error = imported(tmp_path / "suite" / "test_it.py", "\nfail()\n", fail=fail)

    assert explained(error, tmp_path / "suite") == [
        "test_it.py:2: in <module>",
        "    fail()",
        "ZeroDivisionError: division by zero",
    ]


def test_an_endless_recursion_is_shown_in_part(tmp_path: Path) -> None:
    """A thousand places say no more than some."""
    error = imported(tmp_path / "test_it.py", "def call():\n    call()\n\n\ncall()\n")

    assert len(explained(error, tmp_path)) == 2 * MOST_PLACES + 1


def test_a_syntax_error_has_its_line_and_a_caret(tmp_path: Path) -> None:
    """On lines of their own, without a place of pytest's."""
    (tmp_path / "test_it.py").write_text("def f(:\n", encoding="utf-8")
    with pytest.raises(SyntaxError) as error:
        compile("def f(:\n", f"{tmp_path / 'test_it.py'}", "exec")

    assert explained(error.value, tmp_path) == [
        f'  File "{tmp_path / "test_it.py"}", line 1'.replace(f"{tmp_path}/", ""),
        "    def f(:",
        "          ^",
        "SyntaxError: invalid syntax",
    ]


def test_an_error_without_a_place_has_the_file_only(tmp_path: Path) -> None:
    """Such as a test that pytest refuses."""
    assert explained(pytest.fail.Exception("'yield' keyword is allowed in fixtures"), tmp_path) == [
        "test_it.py",
        "Failed: 'yield' keyword is allowed in fixtures",
    ]


@pytest.mark.parametrize("error", [SyntaxError, ValueError], ids=["as Python 3.12 says it", "as older ones do"])
def test_a_file_that_is_not_utf_8_has_to_be_saved_as_that(error: type[Exception], tmp_path: Path) -> None:
    """Python only says what it met."""
    assert explained(error("source code string cannot contain null bytes"), tmp_path) == [
        "test_it.py",
        f"{error.__name__}: source code string cannot contain null bytes",
        "Save the file as UTF-8: it seems to be UTF-16, which PowerShell writes with `>`.",
    ]


def test_what_pytest_wraps_is_shown_itself(tmp_path: Path) -> None:
    """Its own texts name the copy that was judged, or have everything in one line."""
    error = imported(tmp_path / "conftest.py", "import pytst\n")
    collect_error = pytest.Collector.CollectError("a long text")
    collect_error.__cause__ = error
    assert isinstance(error, Exception)

    for wrapped in (collect_error, ConftestImportFailure(tmp_path / "conftest.py", cause=error)):
        assert explained(wrapped, tmp_path) == [
            "conftest.py:1: in <module>",
            "    import pytst",
            "ModuleNotFoundError: No module named 'pytst'",
        ]


def test_a_very_long_line_is_cut(tmp_path: Path) -> None:
    """Finding the locations in it would take long, and its beginning is all that a reader needs."""
    error = imported(tmp_path / "test_it.py", f"x = 1 / 0; y = '{'(' * 24_000}'\n")

    assert [len(line) for line in explained(error, tmp_path)] == [
        len("test_it.py:1: in <module>"),
        len("    ") + MOST_SOURCE,
        len("ZeroDivisionError: division by zero"),
    ]


def test_what_pytest_says_itself_is_kept(tmp_path: Path) -> None:
    """Where it refuses a file for a reason of its own."""
    assert explained(pytest.Collector.CollectError("no such thing"), tmp_path) == ["no such thing"]
