"""The kill matrix, drawn of a small project."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop.engine.controller.pool import Pool
from workshop.errors import AuthorError
from workshop.judging.matrix import Matrix
from workshop.judging.matrix_runner import run_matrix, suite_of
from workshop.mutants.catalogue import Catalogue
from workshop.mutants.mutant import Mutant
from workshop.mutants.subject import Subject

PRICES = '''
"""What things cost."""

from functools import cache

VAT = 20


def gross(net):
    """Return the price with the tax."""
    return net + net * VAT // 100


def label(net):
    """Return what stands on the shelf."""
    if net == 0:
        return "free"
    return f"{gross(net)} cents"


@cache
def discount(amount):
    """Return how many in a hundred are taken off."""
    return 10 if amount > 99 else 0
'''

FILES = {
    "src/prices.py": PRICES,
    "tests/unit/test_gross.py": """
import pytest

from prices import discount, gross


def test_tax_is_added():
    assert gross(100) == 120


@pytest.mark.skip(reason="too expensive")
def test_skipped():
    assert gross(100) == 0


def test_discount_is_asked_for():
    discount(100)


def test_discount():
    assert discount(100) == 10
""",
    "tests/end_to_end/test_label.py": """
import subprocess
import sys


def shown(net):
    command = [sys.executable, "-c", f"import prices; print(prices.label({net}))"]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout.strip()


def test_label():
    assert shown(100) == "120 cents"


def test_nothing_is_free():
    assert shown(0) == "free"
""",
    "tests/left_out/test_readme.py": "def test_readme():\n    assert False\n",
}


def bug(name: str, old: str, new: str, *kills: str) -> Mutant:
    """Return a mutant of the program."""
    return Mutant(name, "prices.py", old, new, why="For the sake of the test.", kills=kills)


MUTANTS = (
    bug("forgets-the-tax", "net + net * VAT // 100", "net", "unit", "end_to_end"),
    bug("changes-the-tax", "VAT = 20", "VAT = 21", "unit"),
    bug("gives-nothing-away", '"free"', '"gratis"'),
    bug("adds-a-digit", "// 100", "// 10", "end_to_end"),
    bug("discounts-later", "> 99", "> 100", "unit"),
    bug("cannot-be-imported", "from functools", "from functions"),
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Return the catalogue of the small project."""
    root = tmp_path_factory.mktemp("project")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    techniques = {"unit": root / "tests" / "unit", "end_to_end": root / "tests" / "end_to_end"}
    return Catalogue(root, Subject(root / "src" / "prices.py"), techniques, {}, MUTANTS)


@pytest.fixture(scope="module")
def pool(catalogue: Catalogue) -> Iterator[Pool]:
    """Yield a runner for the tests of the project."""
    with Pool(catalogue.subject, suite_of(catalogue)) as pool:
        yield pool


@pytest.fixture(scope="module")
def matrix(pool: Pool, catalogue: Catalogue) -> Matrix:
    """Return the matrix of the project."""
    return run_matrix(pool, catalogue)


@pytest.mark.parametrize(
    ("mutant", "killers"),
    [
        pytest.param("forgets-the-tax", ["unit", "end_to_end"], id="in a function that both reach"),
        pytest.param("changes-the-tax", ["unit", "end_to_end"], id="outside any function"),
        pytest.param("gives-nothing-away", ["end_to_end"], id="in a branch that a subprocess reaches"),
        pytest.param("adds-a-digit", ["unit", "end_to_end"], id="in an expression"),
        pytest.param("discounts-later", ["unit"], id="in a function whose answers are kept"),
        pytest.param("cannot-be-imported", ["unit", "end_to_end"], id="at import"),
    ],
)
def test_a_technique_kills_what_its_tests_notice(mutant: str, killers: list[str], matrix: Matrix) -> None:
    """Each technique that has a test that fails on the mutant, and no other."""
    assert matrix.killers(mutant) == killers


def test_the_test_that_kills_is_kept_with_its_reason(matrix: Matrix) -> None:
    """A cell says which test failed, and how."""
    kill = matrix.kills["unit", "forgets-the-tax"]

    assert kill.test == "tests/unit/test_gross.py::test_tax_is_added"
    assert kill.outcome.message == "AssertionError: assert 100 == 120 +  where 100 = gross(100)"


def test_what_one_technique_kills_alone_is_told(matrix: Matrix) -> None:
    """Unique kills show what a technique is for; to have none is no fault."""
    assert matrix.unique("end_to_end") == ["gives-nothing-away"]
    assert matrix.unique("unit") == ["discounts-later"]
    assert matrix.total("unit") == 5


def test_a_matrix_as_it_should_be_has_no_problem(matrix: Matrix) -> None:
    """All are killed, by those that should, with sound tests; to be skipped is not to be unsound."""
    assert matrix.problems() == []


def test_a_survivor_is_a_problem(pool: Pool, catalogue: Catalogue) -> None:
    """A mutant that nobody kills is named, and so is the technique that should."""
    survivor = bug("computes-twice", "return net +", "net * VAT\n    return net +", "unit")
    several = Catalogue(catalogue.root, catalogue.subject, catalogue.techniques, {}, (survivor,))

    assert run_matrix(pool, several).problems() == [
        "computes-twice survives every technique",
        "computes-twice survives unit, which should catch it",
    ]


def test_a_test_that_is_not_sound_is_a_problem(catalogue: Catalogue) -> None:
    """What fails on the program itself is named, and kills nothing."""
    unsound = {"left_out": catalogue.root / "tests" / "left_out"}
    wrong = Catalogue(catalogue.root, catalogue.subject, unsound, {}, MUTANTS[:1])

    with Pool(wrong.subject, suite_of(wrong)) as pool:
        problems = run_matrix(pool, wrong).problems()

    assert problems[0].startswith("tests/left_out/test_readme.py::test_readme is not sound: failed AssertionError")
    assert "forgets-the-tax survives every technique" in problems


@pytest.mark.parametrize(
    "tests",
    [
        pytest.param("def test_a(monkeypatch):\n    assert gross(100) == 120\n", id="fixtures"),
        pytest.param("@given(st.none())\ndef test_a(_):\n    assert gross(100) == 120\n", id="a property"),
    ],
)
def test_the_file_with_the_least_to_do_is_tried_first(tests: str, catalogue: Catalogue, tmp_path: Path) -> None:
    """Mostly that kills, and the rest need not be run."""
    imports = "import pytest\nfrom hypothesis import given, strategies as st\nfrom prices import gross\n\n\n"
    table = '@pytest.mark.parametrize(("net", "price"), [(100, 120)])\n'
    (tmp_path / "test_a.py").write_text(imports + tests)
    (tmp_path / "test_b.py").write_text(f"{imports}{table}def test_b(net, price):\n    assert gross(net) == price\n")
    room = Catalogue(tmp_path, catalogue.subject, {"unit": tmp_path}, {}, MUTANTS[:1])

    with Pool(room.subject, suite_of(room)) as pool:
        kills = run_matrix(pool, room).kills

    assert kills["unit", "forgets-the-tax"].test == "test_b.py::test_b[100-120]"


def test_what_is_left_out_is_not_run(catalogue: Catalogue) -> None:
    """A file that is no test of the program is not collected at all."""
    folder = catalogue.root / "tests" / "left_out"
    left_out = {folder / "test_readme.py": "It tests the README."}
    nothing = Catalogue(catalogue.root, catalogue.subject, {"left_out": folder}, left_out, MUTANTS[:1])

    with Pool(nothing.subject, suite_of(nothing)) as pool:
        problems = run_matrix(pool, nothing).problems()

    assert problems[0] == "forgets-the-tax survives every technique"


def test_progress_names_what_is_run_and_how_far_it_is(pool: Pool, catalogue: Catalogue) -> None:
    """Progress is reported after every run: first those on the program, then those on mutants."""
    reports: list[tuple[str, int, int]] = []
    few = Catalogue(catalogue.root, catalogue.subject, catalogue.techniques, {}, MUTANTS[:1])

    run_matrix(pool, few, lambda *step: reports.append(step))

    assert len(reports) == 6
    assert {report for report in reports if report[0] == "on the program itself"} >= {
        ("on the program itself", number, 4) for number in (1, 2, 3)
    }
    assert reports[-1] == ("on mutants", 2, 2)


def test_a_mutant_that_cannot_be_made_is_an_error_before_anything_is_run(pool: Pool, catalogue: Catalogue) -> None:
    """An author's mistake is no survivor."""
    unmade = bug("is-not-there", "import nothing", "")
    wrong = Catalogue(catalogue.root, catalogue.subject, catalogue.techniques, {}, (unmade,))

    with pytest.raises(AuthorError, match=r"^mutant is-not-there: prices.py: `old` must occur once"):
        run_matrix(pool, wrong)
