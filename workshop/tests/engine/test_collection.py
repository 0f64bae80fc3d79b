"""A run reports whether a process that has collected its tests could be the template of other runs."""

import pytest

from tests.ages import run, write_tests
from workshop.engine.controller.pool import Pool
from workshop.engine.process_tree import CAN_FORK
from workshop.engine.protocol import PROPERTY_COST

pytestmark = pytest.mark.measures_processes


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
