"""Notes name the tests that pytest won't run, and nothing that may be right."""

import pytest

from tests.course.notes import notes_on
from workshop.course.suite_notes import IN_FILE, USE_USUAL_NAMES, Note, suite_notes

A_TEST = "def test_a():\n    pass\n"


class TestFileNames:
    """A file with tests whose name pytest doesn't collect is named."""

    @pytest.mark.parametrize("name", ["mine.py", "tests.py", "test-game.py", "testgame.py", "more/Test_game.py"])
    @pytest.mark.parametrize(
        "text",
        [A_TEST, "async def test_a():\n    pass\n", "class TestGame:\n    def test_a(self):\n        pass\n"],
        ids=["function", "async", "class"],
    )
    def test_file_with_another_name_is_named(self, name: str, text: str) -> None:
        """The note is about the first test in it, and there's only one."""
        suite = {name: f"import game\n{text}{A_TEST}".encode(), "test_more.py": A_TEST.encode()}

        assert suite_notes(suite) == [Note(name, 2, IN_FILE)]

    @pytest.mark.parametrize("name", ["test_game.py", "more/game_test.py", "conftest.py", "cases.json", "notes.md"])
    def test_file_that_is_collected_or_no_module_is_fine(self, name: str) -> None:
        """Fixtures belong in conftest.py, and data into any file."""
        assert suite_notes({name: A_TEST.encode()}) == []

    def test_helper_without_tests_is_fine(self) -> None:
        """Also one with a class that is only called like a test."""
        assert notes_on(A_TEST, helper="def sample():\n    pass\n\n\nclass TestData:\n    size = 3\n") == []

    @pytest.mark.parametrize(
        "use",
        [
            "import contract\n",
            "from contract import TestCache\n",
            "from . import contract\n",
            "from .contract import *\n",
            "pytest_plugins = ['contract']\n",
        ],
    )
    def test_tests_that_another_file_imports_are_fine(self, use: str) -> None:
        """They are a contract that other tests inherit."""
        assert notes_on(f"{use}{A_TEST}", contract="class TestCache:\n    def test_a(self):\n        pass\n") == []

    @pytest.mark.parametrize(
        ("file", "setting"),
        [
            ("pytest.ini", "python_files = *.py"),
            ("pyproject.toml", 'python_classes = ["Game*"]'),
            ("setup.cfg", "  python_functions = should_*"),
            ("tox.ini", "addopts = -q --doctest-modules"),
        ],
    )
    def test_setting_that_is_not_used_is_named(self, file: str, setting: str) -> None:
        """Names that pytest wouldn't find without it have no note of their own."""
        suite = {
            "mine.py": A_TEST.encode(),
            "test_more.py": b"class GameTest:\n  def test_a(self): ...\n",
            file: f"[pytest]\n{setting}\n".encode(),
        }

        assert suite_notes(suite) == [Note(file, 2, f"the tests were run without this setting: {USE_USUAL_NAMES}")]

    @pytest.mark.parametrize(
        ("setting", "advice"),
        [
            ("asyncio_mode = auto", "mark each async test with @pytest.mark.anyio"),
            ('anyio_mode = "auto"', "mark each async test with @pytest.mark.anyio"),
            ('pythonpath = ["helpers"]', "keep a module beside the tests that import it"),
            ("log_level = INFO", "set the level in the test, with caplog.set_level"),
            ("addopts = -q -p my.plugin", "name the plugin in conftest.py, in pytest_plugins"),
            ('addopts = ["-p", "my.plugin"]', "name the plugin in conftest.py, in pytest_plugins"),
            ("addopts=-pmy.plugin", "name the plugin in conftest.py, in pytest_plugins"),
            ("usefixtures = clean", "mark the tests with @pytest.mark.usefixtures"),
        ],
    )
    def test_setting_for_running_tests_that_is_not_used_is_named(self, setting: str, advice: str) -> None:
        """The note says what to do instead; a file with another name has one too."""
        suite = {"mine.py": A_TEST.encode(), "pyproject.toml": f"[tool.pytest]\n{setting}\n".encode()}

        assert suite_notes(suite) == [
            Note("pyproject.toml", 2, f"the tests were run without this setting: {advice}"),
            Note("mine.py", 1, IN_FILE),
        ]

    @pytest.mark.parametrize(
        "setting",
        [
            "markers = fast",
            "addopts = -ra",
            "addopts = -p no:randomly",
            "# python_files = *.py",
            "pythonpath = .",
            'pythonpath = ["."]',
        ],
    )
    def test_other_settings_are_fine(self, setting: str) -> None:
        """Whether they're used or not, the same tests run."""
        assert suite_notes({"pytest.ini": f"[pytest]\n{setting}\n".encode()}) == []


class TestRepeatedNames:
    """Of two tests with the same name, the first is lost."""

    @pytest.mark.parametrize(
        ("text", "name", "lines"),
        [
            pytest.param(f"{A_TEST}\n\n{A_TEST}", "test_a", (1, 5), id="functions"),
            pytest.param("def test_a(): ...\nasync def test_a(): ...\n", "test_a", (1, 2), id="one async"),
            pytest.param(
                "@given(x)\ndef test_a(): ...\n@given(y)\ndef test_a(): ...\n", "test_a", (2, 4), id="decorated"
            ),
            pytest.param("class TestA:\n def test_b(self): ...\nclass TestA: ...\n", "TestA", (1, 3), id="classes"),
            pytest.param(
                "class TestA:\n def test_b(self): ...\n x = 1\n def test_b(self): ...\n", "test_b", (2, 4), id="methods"
            ),
            pytest.param("TestA = One.TestCase\nTestA = Two.TestCase\n", "TestA", (1, 2), id="machines"),
        ],
    )
    def test_both_lines_are_named(self, text: str, name: str, lines: tuple[int, int]) -> None:
        """The note is about the one that never runs."""
        first, second = lines

        assert notes_on(text) == [
            (first, f"this {name} never runs: line {second} gives its name to something else; rename one")
        ]

    def test_each_lost_test_has_a_note(self) -> None:
        """Of three, two are lost."""
        assert [line for line, _ in notes_on(A_TEST * 3)] == [1, 3]

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param(
                "class TestA:\n def test_b(self): ...\nclass TestC:\n def test_b(self): ...\n", id="two classes"
            ),
            pytest.param("if new:\n def test_a(): ...\nelse:\n def test_a(): ...\n", id="branches"),
            pytest.param("try:\n def test_a(): ...\nexcept E:\n def test_a(): ...\n", id="attempts"),
            pytest.param("def test_a(): ...\ntest_a = given(x)(test_a)\n", id="decorated by hand"),
            pytest.param("def test_a(): ...\ntest_b = test_a\ndef test_a(): ...\n", id="has another name"),
            pytest.param("def test_a(): ...\ndel test_a\ndef test_a(): ...\n", id="deleted"),
            pytest.param("@overload\ndef f(x): ...\n@overload\ndef f(x): ...\ndef f(x): ...\n", id="overloads"),
            pytest.param(
                "class TestA:\n @property\n def test_x(s): ...\n @test_x.setter\n def test_x(s): ...\n", id="setter"
            ),
            pytest.param("def helper(): ...\ndef helper(): ...\n", id="no tests"),
        ],
    )
    def test_what_may_be_meant_is_fine(self, text: str) -> None:
        """Only a test that is certain to be lost is named."""
        assert notes_on(text) == []


class TestNestedTests:
    """A test inside a function is never collected; mostly it's indented too far."""

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            pytest.param("def test_a():\n  def test_b(): ...\n", 2, id="in a function"),
            pytest.param("async def test_a():\n  def test_b(): ...\n", 2, id="in an async one"),
            pytest.param("class TestA:\n  def test_a(self):\n    def test_b(self): ...\n", 3, id="in a method"),
            pytest.param("def test_a():\n  @given(x)\n  def test_b(x): ...\n", 3, id="a property"),
        ],
    )
    def test_both_functions_are_named(self, text: str, line: int) -> None:
        """So the learner knows where it belongs."""
        assert notes_on(text) == [(line, "test_b never runs: it's inside test_a; move it out")]

    @pytest.mark.parametrize("use", ["test_b()", "return test_b", "run(test_b)"])
    def test_function_that_is_used_there_is_fine(self, use: str) -> None:
        """A test may call a property that it defines."""
        assert notes_on(f"def test_a():\n  def test_b(): ...\n  {use}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"def test_a(:\n", id="a syntax error"),
        pytest.param("def test_ä(): ...\n".encode("latin-1") * 2, id="not UTF-8"),
        pytest.param(b"\0", id="a null byte"),
        pytest.param(b"(" * 10_000, id="nested too deep"),
        pytest.param(b"x = " + b"-" * 100_000 + b"1", id="a huge expression"),
    ],
)
def test_file_that_cannot_be_parsed_has_no_note(text: bytes) -> None:
    """Pytest says what's wrong with it."""
    assert suite_notes({"test_game.py": text, "mine.py": text}) == []


def test_warnings_about_a_file_keep_nothing_back() -> None:
    """Pytest reports them too."""
    assert [line for line, _ in notes_on(f"x = '\\d'\n{A_TEST}{A_TEST}")] == [2]
