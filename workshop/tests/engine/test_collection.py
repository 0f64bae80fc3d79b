"""A run reports which tests it has collected, and whether its process could be the template of other runs."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytest_mock import MockerFixture

from tests.ages import FILE, run, write_project, write_tests
from workshop.engine.controller.pool import Pool
from workshop.engine.process_tree import CAN_FORK
from workshop.engine.protocol import PROPERTY_COST, Outcome, RunOptions
from workshop.engine.worker import collection


@pytest.mark.skipif(not CAN_FORK, reason="Windows has no process that could be forked")
@pytest.mark.parametrize(
    ("line", "can_be_template"),
    [
        pytest.param("pass", True, id="nothing"),
        pytest.param("threading.Thread(target=time.sleep, args=(600,), daemon=True).start()", False, id="a thread"),
        pytest.param("FILE = open(__file__)", False, id="an open file"),
        pytest.param("open(__file__).close()", True, id="a closed file"),
        pytest.param("open('here', 'w').close()", False, id="a file in the working directory"),
        pytest.param("FOLDER = tempfile.mkdtemp()", False, id="a temporary folder"),
    ],
)
def test_tests_that_leave_something_need_a_process_of_their_own(
    line: str,
    can_be_template: bool,  # noqa: FBT001
    ages_pool: Pool,
) -> None:
    """Forks would share whatever the tests leave when they are imported."""
    tests = f"import tempfile\nimport threading\nimport time\n\n{line}\n\n\ndef test_it():\n    pass\n"

    result = run(ages_pool, write_tests(ages_pool, tests))

    assert result.can_be_template is can_be_template


def testopen_files_are_unknown_where_the_system_does_not_tell(mocker: MockerFixture) -> None:
    """Then none seem to have been left open."""
    mocker.patch("os.listdir", side_effect=PermissionError)

    assert collection.open_files() == []


@pytest.mark.measures_processes
def test_file_that_ends_the_program_is_a_problem_of_its_own(tmp_path: Path) -> None:
    """The tests of other files run."""
    subject, suite = write_project(tmp_path, "import sys\n\nsys.exit(3)\n")
    (tmp_path / "test_skipped.py").write_text("import pytest\n\n\ndef test_it():\n    pytest.skip()\n")

    with Pool(subject, replace(suite, tests=(tmp_path,))) as pool:
        result = run(pool, RunOptions((f"{tmp_path}",)))

    assert result.outcomes == {"test_skipped.py::test_it": Outcome("skipped", message="skipped")}
    assert [*result.problems] == ["test_ages.py"]
    assert result.problems["test_ages.py"].message.endswith(
        "test_ages.py:3: the file ends the program when it's imported: SystemExit(3)"
    )


@pytest.mark.measures_processes
def test_file_that_skips_itself_is_a_skipped_test(tmp_path: Path) -> None:
    """It would disappear otherwise, with all its tests; a conftest.py skips its folder."""
    subject, suite = write_project(tmp_path, "import pytest\n\npytest.importorskip('missing', reason='no module')\n")
    skips = "import pytest\n\npytest.skip('not today', allow_module_level=True)\n"
    (tmp_path / "test_later.py").write_text(f"{skips}\n\ndef test_it():\n    pass\n")
    (tmp_path / "unit").mkdir()
    (tmp_path / "unit" / "conftest.py").write_text(skips)

    with Pool(subject, replace(suite, tests=(tmp_path,))) as pool:
        outcomes = run(pool, RunOptions((f"{tmp_path}",))).outcomes

    assert outcomes == {
        "unit::the whole folder": Outcome("skipped", message="skipped: not today"),
        f"{FILE}::the whole file": Outcome("skipped", message="skipped: no module"),
        "test_later.py::the whole file": Outcome("skipped", message="skipped: not today"),
    }


@pytest.mark.measures_processes
def test_session_begins_for_the_conftest_of_the_suite(tmp_path: Path) -> None:
    """Pytest itself has begun before there's a suite; it doesn't begin for the folders in one."""
    subject, suite = write_project(tmp_path, "def test_it(pytestconfig):\n    assert pytestconfig.begun == ['suite']\n")
    (tmp_path / "conftest.py").write_text("def pytest_sessionstart(session):\n    session.config.begun = ['suite']\n")
    (tmp_path / "unit").mkdir()
    (tmp_path / "unit" / "conftest.py").write_text("def pytest_sessionstart(session):\n    session.config.begun = []\n")
    (tmp_path / "unit" / "test_unit.py").touch()

    with Pool(subject, replace(suite, tests=(tmp_path,))) as pool:
        outcomes = run(pool, RunOptions((f"{tmp_path}",))).outcomes

    assert outcomes == {f"{FILE}::test_it": Outcome("passed")}


@pytest.mark.measures_processes
def test_default_of_an_option_of_the_suite_has_its_type(tmp_path: Path) -> None:
    """As if pytest had parsed its arguments with the conftest.py that adds the option."""
    subject, suite = write_project(tmp_path, "def test_it(pytestconfig):\n    assert pytestconfig.option.most == 20\n")
    (tmp_path / "conftest.py").write_text(
        "def pytest_addoption(parser):\n    parser.addoption('--most', default='20', type=int)\n"
    )

    with Pool(subject, replace(suite, tests=(tmp_path,))) as pool:
        outcomes = run(pool, RunOptions((f"{tmp_path}",))).outcomes

    assert outcomes == {f"{FILE}::test_it": Outcome("passed")}


COSTS = """
import pytest
from hypothesis import given, strategies as st


def test_plain():
    pass


def test_fixtures(tmp_path, monkeypatch):
    pass


@pytest.mark.parametrize("number", [1])
def test_parameters(number):
    pass


@given(st.none())
def test_property(_):
    pass
"""


def test_cost_of_a_test_is_its_fixtures_and_examples(ages_pool: Pool) -> None:
    """Parameters cost nothing; a fixture includes those that it uses itself."""
    costs = run(ages_pool, write_tests(ages_pool, COSTS)).costs

    assert list(costs) == [f"test_ages.py::test_{name}" for name in ("plain", "fixtures", "parameters[1]", "property")]
    plain, fixtures, parameters, prop = costs.values()
    assert (plain, parameters, prop) == (0, 0, PROPERTY_COST)
    assert 2 <= fixtures < PROPERTY_COST


ADDRESSES = """
import pytest


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.mark.anyio
@pytest.mark.parametrize("value", [object(), object(), 3], ids=str)
async def test_it(value):
    pass


def test_subtests(subtests):
    with subtests.test():
        pytest.skip("later")
"""


@pytest.mark.measures_processes
def test_names_are_the_same_in_each_run(tmp_path: Path) -> None:
    """A number takes the place of an address; the plugin of anyio is there, and a subtest may be skipped."""
    subject, suite = write_project(tmp_path, ADDRESSES)

    with Pool(subject, suite) as pool:
        outcomes = run(pool, RunOptions((f"{tmp_path / FILE}",))).outcomes

    assert [*outcomes] == [
        f"{FILE}::test_it[<object object> 1]",
        f"{FILE}::test_it[<object object> 2]",
        f"{FILE}::test_it[3]",
        f"{FILE}::test_subtests",
    ]
    assert {outcome.status for outcome in outcomes.values()} == {"passed"}
