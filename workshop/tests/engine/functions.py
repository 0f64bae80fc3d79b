"""A program with functions of every kind, other names for some of them, and calls of all of them."""

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
