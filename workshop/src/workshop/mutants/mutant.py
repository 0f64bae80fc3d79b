"""A mutant: one planted bug, as TOML describes it, and how it's applied to the source."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from workshop.errors import AuthorError
from workshop.mutants.toml_schema import check_all, check_keys


@dataclass(frozen=True)
class Mutant:
    """One plausible bug: in `file`, `new` replaces `old`, which occurs there exactly once.

    `why` says what the bug costs, `hint` leads a learner to the missing test, `rule` quotes the sentence of the
    specification that the bug breaks, or a part of it, `kills` names the techniques that must kill the mutant.
    """

    name: str
    file: str
    old: str
    new: str
    why: str
    hint: str = ""
    rule: str = ""
    kills: tuple[str, ...] = ()

    def applied_to(self, text: str) -> str:
        """Return the text of the file with the bug in it.

        Raises AuthorError if `old` doesn't occur exactly once, or if the result doesn't parse or is the same program.
        """
        return _mutated(self, text)

    def error(self, reason: str) -> AuthorError:
        """Return an error that names the mutant, its file and the reason."""
        return AuthorError(f"mutant {self.name}: {self.file}: {reason}")


def read_mutants(tables: list[dict[str, Any]], techniques: Mapping[str, object]) -> tuple[Mutant, ...]:
    """Return the mutants of a list of TOML tables, one each.

    Raises AuthorError if a table has the wrong form, two have the same name, or one names an unknown technique.
    """
    types = {field.name: str for field in fields(Mutant)} | {"kills": list}
    mutants: dict[str, Mutant] = {}
    for number, table in enumerate(tables, start=1):
        title = f"mutant {table.get('name', number)}"
        check_keys(title, table, types, optional={"hint", "rule", "kills"})
        check_all(f"{title}: 'kills'", table.get("kills", ()), str)
        mutant = Mutant(**table | {"kills": tuple(table.get("kills", ()))})
        if mutant.name in mutants:
            raise AuthorError(f"{title} is defined twice")
        if unknown := [technique for technique in mutant.kills if technique not in techniques]:
            raise AuthorError(f"{title}: 'kills' names {unknown[0]!r}, which isn't a technique")
        mutants[mutant.name] = mutant
    return tuple(mutants.values())


@cache  # each check plants each mutant, and shows what it changes
def _mutated(mutant: Mutant, text: str) -> str:
    if (count := text.count(mutant.old)) != 1:
        raise mutant.error(f"`old` must occur once, but occurs {count} times: {mutant.old!r}")
    mutated = text.replace(mutant.old, mutant.new)
    try:
        tree = ast.parse(mutated)
        compile(tree, mutant.file, "exec")
    except SyntaxError as error:
        raise mutant.error(f"the mutated file doesn't compile: line {error.lineno}: {error.msg}") from None
    if ast.dump(tree) == _dump(text):
        raise mutant.error("`new` doesn't change the program")
    return mutated


@cache
def _dump(text: str) -> str:
    return ast.dump(ast.parse(text))
