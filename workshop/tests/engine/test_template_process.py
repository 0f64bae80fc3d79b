"""A function that is given the code of a mutant does what the mutant does, and all that knows it notices."""

import sys
from collections.abc import Coroutine, Iterator
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from workshop.engine.protocol import ChangedFunction
from workshop.engine.worker.template_process import TemplateProgram
from workshop.variants.mutation_site import find_mutation_site

PROGRAM = '''"""A program with functions of every kind."""
from __future__ import annotations
from functools import partial, wraps

def twice(function):
    @wraps(function)
    def both(*arguments):
        return function(*arguments), function(*arguments)
    return both

def plain(number):
    """Return it."""
    return number + 1

@twice
@twice
def decorated(number,
              step=1):
    return number + step + 1

def outer(number):
    def inner(again: Nothing):
        return number + again + 1
    return [inner(each) for each in (1, 2)]

async def later(number):
    return number + 1

def steps(number):
    yield number + 1

if True:
    def conditional(number):
        text = """
not indented"""
        return f"{text}{number + 1}"

class Base:
    def method(self, number):
        return number + 1

class Child(Base):
    class Inner:
        @staticmethod
        def static(number):
            return number + 1

    def method(self, number):
        return super().method(number) + self.__private(number)

    def __private(self, number):
        return number + 1

    @property
    def shown(self):
        return 1 + 1

    @classmethod
    def made(cls, number):
        return cls, number + 1
'''
TABS = "class Outer:\n\tclass Inner:\n\t\tdef method(self, number):\n\t\t\treturn number + 1\n"
ALIASES = "\nalias, bound, part = plain, Child().method, partial(plain, 5)\n"
CALLS = [
    "plain(5)",
    "alias(5)",
    "part()",
    "decorated(5)",
    "outer(5)",
    "run(later(5))",
    "list(steps(5))",
    "conditional(5)",
    "Base().method(5)",
    "Child().method(5)",
    "bound(5)",
    "Child.Inner.static(5)",
    "Child().shown",
    "Child.made(5)[1]",
]
numbers = count()


def run(coroutine: Coroutine[object, None, object]) -> object:
    """Return what a coroutine that waits for nothing returns."""
    with pytest.raises(StopIteration) as stop:
        coroutine.send(None)
    return stop.value.value


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield a file of a module that nobody has imported."""
    name = f"held_{next(numbers)}"
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path / f"{name}.py"
    sys.modules.pop(name, None)


def function_of(source: str, mutated: str, file: Path) -> ChangedFunction:
    """Return the function that a mutant changes."""
    change = find_mutation_site(source, mutated, file.name)
    assert change
    return ChangedFunction(file.name, change.function, change.first_line, change.last_line, change.changes_defaults)


def answers(module: object) -> dict[str, object]:
    """Return what the functions of the program answer, by the call."""
    return {call: eval(call, {**vars(module), "run": run}) for call in CALLS}  # noqa: S307 - our own


def places(source: str) -> list[int]:
    """Return where each of the bugs of a program can be: every `+ 1`."""
    return [place for place in range(len(source)) if source.startswith("+ 1", place)]


@pytest.mark.parametrize("place", places(PROGRAM))
def test_a_changed_function_answers_as_if_it_had_been_imported(place: int, file: Path) -> None:
    """Whatever its kind, and by whatever name it is called."""
    source = PROGRAM + ALIASES
    mutated = f"{source[:place]}+ 9{source[place + 3 :]}"
    file.write_text(source)
    module = import_module(file.stem)
    program = TemplateProgram(f"{file.parent}")
    before = answers(module)

    file.write_text(mutated)
    program.change(function_of(source, mutated, file))

    expected: dict[str, Any] = {}
    exec(compile(mutated, file, "exec"), expected)  # noqa: S102 - our own
    wanted = {call: eval(call, {**expected, "run": run}) for call in CALLS}  # noqa: S307 - our own
    assert answers(module) == wanted != before


@pytest.mark.parametrize(
    ("old", "new", "answers"),
    [
        pytest.param("a=1", "a=2", [(2, [], "c", [], 0), (1, 0), (3, 0)], id="by place"),
        pytest.param("c='c'", "c='d'", [(1, [], "d", [], 0), (1, 0), (3, 0)], id="by name"),
        pytest.param("self, a=1", "self, a=2", [(1, [], "c", [], 0), (2, 0), (3, 0)], id="of a method"),
        pytest.param("b=3", "b=4", [(1, [], "c", [], 0), (1, 0), (4, 0)], id="by name alone"),
    ],
)
def test_a_function_has_the_default_values_of_the_mutant(
    old: str, new: str, answers: list[tuple[object, ...]], file: Path
) -> None:
    """Those that are no constants stay the objects that they were."""
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

    assert [module.f(e=0), module.A().f(), module.g()] == answers
    assert module.f(e=0)[1] is module.f(e=0)[3] is module.LIST


def test_a_function_is_changed_where_tabs_indent(file: Path) -> None:
    """They are not mixed with spaces."""
    file.write_text(TABS)
    module = import_module(file.stem)
    program = TemplateProgram(f"{file.parent}")
    mutated = TABS.replace("+ 1", "+ 2")

    file.write_text(mutated)
    program.change(function_of(TABS, mutated, file))

    assert module.Outer.Inner().method(5) == 7


def test_errors_name_the_lines_of_the_mutant(file: Path) -> None:
    """As they would if it had been imported."""
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


def test_what_nobody_has_imported_yet_is_read_later(file: Path) -> None:
    """Then there is nothing to change: who imports the file finds the mutant."""
    program = TemplateProgram(f"{file.parent}")

    file.write_text("def plain(number):\n    return number + 2\n")
    program.change(ChangedFunction(file.name, "plain", 1, 2))

    assert import_module(file.stem).plain(5) == 7
