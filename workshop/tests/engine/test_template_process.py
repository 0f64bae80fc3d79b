"""A function that gets the code of a mutant behaves like the mutant, by whatever name it's called."""

import re
import sys
from collections.abc import Coroutine, Iterator, Mapping
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.engine.functions import ALIASES, CALLS, PROGRAM
from workshop.engine.protocol import ChangedFunction
from workshop.engine.worker.template_process import TemplateProgram
from workshop.variants.mutation_site import find_mutation_site

TABS = "class Outer:\n\tclass Inner:\n\t\tdef method(self, number):\n\t\t\treturn number + 1\n"
numbers = count()


def run(coroutine: Coroutine[object, None, object]) -> object:
    """Return the result of a coroutine that never waits."""
    with pytest.raises(StopIteration) as stop:
        coroutine.send(None)
    return stop.value.value


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield the path for a module that hasn't been imported."""
    name = f"template_{next(numbers)}"
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path / f"{name}.py"
    sys.modules.pop(name, None)


def function_of(source: str, mutated: str, file: Path) -> ChangedFunction:
    """Return the function that a mutant changes."""
    site = find_mutation_site(source, mutated, file.name)
    assert site
    return ChangedFunction(file.name, site.function, site.first_line, site.code)


def call_all(names: Mapping[str, object]) -> dict[str, object]:
    """Return the results of all calls, with the names of a module."""
    return {call: eval(call, {**names, "run": run}) for call in CALLS}  # noqa: S307 - our own


def offsets(source: str) -> list[int]:
    """Return the offset of every `+ 1`, which a mutant can change."""
    return [match.start() for match in re.finditer(r"\+ 1", source)]


@pytest.mark.parametrize("offset", offsets(PROGRAM))
def test_changed_function_behaves_as_if_imported(offset: int, file: Path) -> None:
    """Functions of every kind do, and so do aliases, bound methods and partial functions."""
    source = PROGRAM + ALIASES
    mutated = f"{source[:offset]}+ 9{source[offset + 3 :]}"
    file.write_text(source)
    module = import_module(file.stem)
    program = TemplateProgram(f"{file.parent}")
    before = call_all(vars(module))

    file.write_text(mutated)
    program.change(function_of(source, mutated, file))

    expected: dict[str, Any] = {}
    exec(compile(mutated, file, "exec"), expected)  # noqa: S102 - our own
    assert call_all(vars(module)) == call_all(expected) != before


@pytest.mark.parametrize(
    ("old", "new", "results"),
    [
        pytest.param("a=1", "a=2", [(2, [], "c", [], 0), (1, 0), (3, 0)], id="of a positional parameter"),
        pytest.param("c='c'", "c='d'", [(1, [], "d", [], 0), (1, 0), (3, 0)], id="of a keyword-only parameter"),
        pytest.param("self, a=1", "self, a=2", [(1, [], "c", [], 0), (2, 0), (3, 0)], id="of a method"),
        pytest.param("b=3", "b=4", [(1, [], "c", [], 0), (1, 0), (4, 0)], id="of a function with nothing else"),
    ],
)
def test_changed_function_has_the_default_values_of_the_mutant(
    old: str, new: str, results: list[tuple[object, ...]], file: Path
) -> None:
    """Default values that aren't constants stay the same objects."""
    source = """
LIST = []
def f(a=1, b=LIST, *, c='c', d=LIST, e):
    return a, b, c, d, e
class A:
    def f(self, a=1):
        return a, 0
def g(*, b=3):
    return b, 0
"""
    file.write_text(source)
    module = import_module(file.stem)
    program = TemplateProgram(f"{file.parent}")
    mutated = source.replace(old, new, 1)

    file.write_text(mutated)
    program.change(function_of(source, mutated, file))

    assert [module.f(e=0), module.A().f(), module.g()] == results
    assert module.f(e=0)[1] is module.f(e=0)[3] is module.LIST


def test_source_may_be_indented_with_tabs(file: Path) -> None:
    """Tabs and spaces aren't mixed when the function is compiled."""
    file.write_text(TABS)
    module = import_module(file.stem)
    program = TemplateProgram(f"{file.parent}")
    mutated = TABS.replace("+ 1", "+ 2")

    file.write_text(mutated)
    program.change(function_of(TABS, mutated, file))

    assert module.Outer.Inner().method(5) == 7


def test_errors_name_the_lines_of_the_mutant(file: Path) -> None:
    """A traceback shows the same lines as if the mutant had been imported."""
    source = "class A:\n\n    def fail(self):\n        # here\n        return 1 / 1\n"
    mutated = source.replace("# here", "pass\n").replace("1 / 1", "1 / 0")
    file.write_text(source)
    module = import_module(file.stem)
    program = TemplateProgram(f"{file.parent}")

    file.write_text(mutated)
    program.change(function_of(source, mutated, file))

    with pytest.raises(ZeroDivisionError) as caught:
        module.A().fail()
    assert (caught.traceback[-1].path, caught.traceback[-1].lineno) == (file, 5)


def test_module_that_is_not_imported_yet_needs_no_change(file: Path) -> None:
    """A later import reads the mutant."""
    program = TemplateProgram(f"{file.parent}")

    file.write_text("def plain(number):\n    return number + 2\n")
    program.change(ChangedFunction(file.name, "plain", 1, ""))

    assert import_module(file.stem).plain(5) == 7
