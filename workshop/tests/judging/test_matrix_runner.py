"""The kill matrix of a small project: real runs of each technique's tests on each mutant."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.judging.prices import MUTANTS, bug, write_prices
from workshop.engine.controller.pool import Pool
from workshop.engine.suite import Suite
from workshop.errors import AuthorError
from workshop.judging.matrix import Matrix
from workshop.judging.matrix_runner import run_matrix, suite_of
from workshop.mutants.catalogue import Catalogue


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Return the catalogue of the small project."""
    return write_prices(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def pool(catalogue: Catalogue) -> Iterator[Pool]:
    """Yield a pool for the tests of the project."""
    with Pool(catalogue.subject, suite_of(catalogue)) as pool:
        yield pool


@pytest.fixture(scope="module")
def matrix(pool: Pool, catalogue: Catalogue) -> Matrix:
    """Return the kill matrix of the project."""
    return run_matrix(pool, catalogue)


@pytest.mark.parametrize(
    ("mutant", "killers"),
    [
        pytest.param("omits-the-tax", ["unit", "end_to_end"], id="in a function that both techniques reach"),
        pytest.param("changes-the-tax", ["unit", "end_to_end"], id="outside any function"),
        pytest.param("changes-a-label", ["end_to_end"], id="in a branch that only a subprocess reaches"),
        pytest.param("adds-a-digit", ["unit", "end_to_end"], id="in an expression"),
        pytest.param("discounts-later", ["unit"], id="in a function with a cache"),
        pytest.param("fails-at-import", ["unit", "end_to_end"], id="at import"),
    ],
)
def test_technique_kills_the_mutants_on_which_its_tests_fail(mutant: str, killers: list[str], matrix: Matrix) -> None:
    """A technique kills a mutant if at least one of its tests fails there."""
    assert matrix.killers(mutant) == killers


def test_kill_names_the_test_and_its_failure(matrix: Matrix) -> None:
    """A kill has the first test that failed, and its message."""
    kill = matrix.kills["unit", "omits-the-tax"]

    assert kill.test == "tests/unit/test_gross.py::test_tax_is_added"
    assert kill.outcome.message == "AssertionError: assert 100 == 120 +  where 100 = gross(100)"


def test_sound_matrix_has_no_problems(matrix: Matrix) -> None:
    """Every mutant is killed, by the techniques that should, and a skipped test isn't unsound."""
    assert matrix.problems() == []
    assert matrix.techniques == ("unit", "end_to_end")
    assert matrix.mutants == MUTANTS


def test_a_mutant_that_names_its_killers_can_be_left_out_elsewhere(pool: Pool, catalogue: Catalogue) -> None:
    """With `only_claims`, a technique gets the mutants that it must kill, and those that name none."""
    reports: list[tuple[str, int, int]] = []

    matrix = run_matrix(pool, catalogue, lambda *report: reports.append(report), only_claims=True)

    assert {each.name: matrix.killers(each.name) for each in MUTANTS} == {
        "omits-the-tax": ["unit", "end_to_end"],
        "changes-the-tax": ["unit"],
        "changes-a-label": ["end_to_end"],
        "adds-a-digit": ["end_to_end"],
        "discounts-later": ["unit"],
        "fails-at-import": ["unit", "end_to_end"],
    }
    assert matrix.problems() == []
    assert reports[-1] == ("on mutants", 8, 8)


def test_equivalent_mutant_survives(pool: Pool, catalogue: Catalogue) -> None:
    """A mutant that no test notices has no killers."""
    survivor = bug("computes-twice", "return net +", "net * VAT\n    return net +", "unit")

    matrix = run_matrix(pool, replace(catalogue, mutants=(survivor,)))

    assert matrix.killers("computes-twice") == []


def test_unsound_test_is_a_problem_and_kills_nothing(pool: Pool, catalogue: Catalogue) -> None:
    """A test that fails on the program itself isn't run on mutants."""
    techniques = {"unsound": catalogue.root / "tests" / "unsound"}

    matrix = run_matrix(pool, replace(catalogue, techniques=techniques, mutants=MUTANTS[:1]))

    (why,) = matrix.unsound.values()
    assert list(matrix.unsound) == ["tests/unsound/test_readme.py::test_readme"]
    assert why.startswith("failed AssertionError")
    assert matrix.killers("omits-the-tax") == []


def test_progress_is_reported_after_every_run(pool: Pool, catalogue: Catalogue) -> None:
    """The runs on the program come first, then those on mutants."""
    reports: list[tuple[str, int, int]] = []

    run_matrix(pool, replace(catalogue, mutants=MUTANTS[:1]), lambda *report: reports.append(report))

    assert len(reports) == 6
    assert set(reports) >= {("on the program itself", number, 4) for number in (1, 2, 3)}
    assert reports[-1] == ("on mutants", 2, 2)


def test_mutant_that_cannot_be_made_is_an_error_of_its_author(pool: Pool, catalogue: Catalogue) -> None:
    """The error is raised before anything runs."""
    reports: list[tuple[str, int, int]] = []
    impossible = bug("changes-nothing", "import nothing", "")

    with pytest.raises(AuthorError, match=r"^mutant changes-nothing: prices.py: `old` must occur once"):
        run_matrix(pool, replace(catalogue, mutants=(impossible,)), lambda *report: reports.append(report))

    assert reports == []


def test_suite_of_a_catalogue_has_all_techniques(catalogue: Catalogue) -> None:
    """Files that the catalogue leaves out are left out of the suite."""
    readme = catalogue.root / "tests" / "unit" / "test_readme.py"

    suite = suite_of(replace(catalogue, left_out={readme: "It tests the README."}))

    tests = catalogue.root / "tests"
    assert suite == Suite(catalogue.root, (tests / "unit", tests / "end_to_end"), left_out=(readme,))
