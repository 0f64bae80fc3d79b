"""Finding where a mutant differs: in a block that a test doesn't enter, it can't notice a bug."""

import re
from dataclasses import replace
from types import FunctionType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.variants.programs import PROGRAM, define, location_of, programs, run_instrumented
from workshop.mutants.mutant import Mutant
from workshop.variants.function_code import unpack_function
from workshop.variants.mutation_site import MutationSite, find_mutation_site


def block_of(old: str, new: str) -> str | None:
    """Return the location of the block in which PROGRAM with this mutation differs, if any."""
    mutated = Mutant("a", "core.py", old, new, why="").applied_to(PROGRAM)
    site = find_mutation_site(PROGRAM, mutated, "core.py")
    return site.block if site else None


@given(data=st.data(), source=programs)
def test_bug_in_a_block_that_is_not_entered_changes_no_result(data: st.DataObject, source: str) -> None:
    """A test that doesn't enter the block of the site need not be run on the mutant."""
    number = data.draw(st.sampled_from(re.findall(r"1\d\d", source)))
    mutated = source.replace(number, f"{int(number) + 1}")
    answer, reached = run_instrumented(source)

    site = find_mutation_site(source, mutated, "core.py")

    assert site
    assert site.block in reached or define(mutated)["f"](5) == answer


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param("total = 0", "total = 1", 6, id="in a function"),
        pytest.param("+= 20", "+= 21", 11, id="in a branch"),
        pytest.param("+= 40", "+= 41; return 1", 19, id="in a loop"),
        pytest.param("/= 0", "/= 1", 21, id="in try"),
        pytest.param("+= 50", "+= 51", 23, id="in except"),
        pytest.param("+= 60", "+= 61", 27, id="in the else of try"),
        pytest.param("+= 70", "+= 71", 32, id="in a case"),
        pytest.param("= 80", "= 81", 36, id="in a nested function"),
        pytest.param("return self", "return 0", 42, id="in a method"),
    ],
)
def test_block_is_the_innermost_one_with_the_difference(old: str, new: str, line: int) -> None:
    """A change of a simple statement is in the block of that statement."""
    assert block_of(old, new) == location_of(line)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param("number > LIMIT", "number < LIMIT", 6, id="the condition of if"),
        pytest.param("elif number", "elif step", 10, id="the condition of elif"),
        pytest.param("total < 3", "total < 4", 6, id="the condition of while"),
        pytest.param("ValueError", "KeyError", 6, id="the class of except"),
        pytest.param("case 1:", "case 2:", 6, id="the pattern of case"),
        pytest.param("inner(", "inner(a, ", 6, id="the signature of a nested function"),
        pytest.param("more=1", "more=2", 6, id="a default of a nested function"),
        pytest.param("20\n    else:\n", "20\n", 10, id="one branch less"),
        pytest.param("+= 40\n", "+= 40\n    else:\n        total = 1\n", 6, id="one branch more"),
        pytest.param("return Counter", "pass\n    return Counter", 6, id="a dedented statement"),
        pytest.param("number:\n        total += 20", "step:\n        total += 21", 10, id="a condition and its branch"),
        pytest.param("20\n    else:\n        total +=", "2\n    else:\n        total -=", 10, id="two branches"),
    ],
)
def test_block_surrounds_a_difference_between_blocks(old: str, new: str, line: int) -> None:
    """A change of a compound statement outside its blocks, or in two of them, is in the block around it."""
    assert block_of(old, new) == location_of(line)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("1\ndef two(): return 2", "2\ndef two(): return 1", id="in two functions"),
        pytest.param("LIMIT = 3", "LIMIT = 4", id="a constant"),
        pytest.param("start = 90", "start = 91", id="a class attribute"),
        pytest.param("step=1", "step=LIMIT", id="a default that isn't a constant"),
        pytest.param("step=1", "step=1, more=2", id="one more default"),
        pytest.param("step=1", "pace=1", id="the name of a parameter"),
        pytest.param("f(number,", "f(number, /,", id="a signature"),
    ],
)
def test_difference_that_matters_at_import_has_no_site(old: str, new: str) -> None:
    """Any test may notice it."""
    assert block_of(old, new) is None


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param("total += 20", "LIMIT = 20", 6, id="a name becomes local"),
        pytest.param("total += 20", "global other; other = 20", 6, id="a name becomes global"),
        pytest.param("total += 20", "match number:\n            case other: pass", 6, id="a pattern binds a name"),
        pytest.param("total += 20", "yield 20", None, id="a function becomes a generator"),
        pytest.param("total += 20", "super()", None, id="a function gets a class cell"),
        pytest.param("Return a number", "Return it", None, id="a docstring"),
    ],
)
def test_difference_that_reaches_beyond_its_block_has_a_wider_site(old: str, new: str, line: int | None) -> None:
    """A change of names affects the whole function; one that shows from outside the function has no site."""
    assert block_of(old, new) == (None if line is None else location_of(line))


def test_site_names_the_outermost_function() -> None:
    """It has the function's qualified name, its block, its first line, which may be a decorator's, and its new code."""
    source = """class A:
    class B:
        @one
        @two
        def f(self):
            def g():
                return 1
            return g()
"""

    site = find_mutation_site(source, source.replace("return 1", "pass\n                return 2"), "core.py")

    assert site
    code, _ = unpack_function(site.code, "core.py")
    assert FunctionType(code, {})(None) == 2
    assert replace(site, code="") == MutationSite(
        block="the block of core.py that begins at 7:16",
        body="the block of core.py that begins at 6:12",
        function="A.B.f",
        first_line=3,
        code="",
    )


@pytest.mark.parametrize(
    ("old", "new", "defaults"),
    [
        pytest.param("a=1", "a=2", {"the defaults of all functions named A.f"}, id="a positional default"),
        pytest.param("b=1", "b=2", {"the defaults of all functions named A.f"}, id="a keyword-only default"),
        pytest.param("return 1", "return 2", set(), id="no default"),
    ],
)
def test_locations_include_changed_defaults(old: str, new: str, defaults: set[str]) -> None:
    """Default values can be read without a call; a test that enters the function may notice too."""
    source = "class A:\n    def f(self, a=1, *, b=1):\n        return 1\n"

    site = find_mutation_site(source, source.replace(old, new), "core.py")

    assert site
    assert site.locations == {"the block of core.py that begins at 3:8"} | defaults


@pytest.mark.parametrize(
    ("source", "runs_lazily"),
    [
        pytest.param("def f():\n    return 1\n", False, id="function"),
        pytest.param("def f():\n    yield 1\n", True, id="generator"),
        pytest.param("def f():\n    yield from [1]\n", True, id="delegating generator"),
        pytest.param("async def f():\n    return 1\n", True, id="coroutine"),
    ],
)
def test_generators_and_coroutines_run_lazily(source: str, *, runs_lazily: bool) -> None:
    """Calling one doesn't enter its body yet."""
    site = find_mutation_site(source, source.replace("1", "2"), "core.py")

    assert site
    assert site.runs_lazily is runs_lazily


def test_different_layout_is_no_difference() -> None:
    """A function that is only formatted differently doesn't hide a change in another one."""
    source = "def f():\n    return (1)\n\ndef g():\n    return 1\n"

    site = find_mutation_site(source, "def f():\n    return 1\n\ndef g():\n    return 2\n", "core.py")

    assert site
    assert site.function == "g"


@pytest.mark.parametrize(
    ("source", "mutated"),
    [
        pytest.param("@one\ndef f():\n    return 1\n", "@two\ndef f():\n    return 1\n", id="the decorator changes"),
        pytest.param("@cache\ndef f():\n    return 1\n", "@cache\ndef f():\n    return 2\n", id="a cached function"),
    ],
)
def test_decorated_function_may_have_no_site(source: str, mutated: str) -> None:
    """A changed decorator takes effect at import; a cached result can be returned without entering the function."""
    assert find_mutation_site(source, mutated, "core.py") is None
