"""Which tests may depend on chance is decided from their texts."""

import pytest

from workshop.judging.nondeterministic_tests import may_use_chance, may_use_hashes


@pytest.mark.parametrize(
    ("source", "chance", "hashes"),
    [
        pytest.param("assert say(3) == 'Fizz'", False, False, id="examples"),
        pytest.param("import random", True, False, id="a module"),
        pytest.param("from os import urandom as luck", True, False, id="another name"),
        pytest.param("import os\nos.urandom(1)", True, False, id="an attribute"),
        pytest.param("from time.zone import x", True, False, id="a part of a module"),
        pytest.param("import uuid.x", True, False, id="a submodule"),
        pytest.param("open('/dev/urandom')", True, False, id="a device"),
        pytest.param("assert {1: 2}", False, False, id="a dictionary"),
        pytest.param("assert {1, 2}", False, True, id="a set"),
        pytest.param("assert {n for n in x}", False, True, id="a set comprehension"),
        pytest.param("list(set(x))", False, True, id="a call of set"),
        pytest.param("hash('a')", False, True, id="a hash"),
        pytest.param("from . import x", False, False, id="a relative import"),
        pytest.param("def (", True, True, id="a syntax error"),
    ],
)
def test_source_may_use_chance_or_hashes(source: str, chance: bool, hashes: bool) -> None:  # noqa: FBT001
    """One source among several is enough."""
    sources = [b"", source.encode()]

    assert (may_use_chance(sources), may_use_hashes(sources)) == (chance, hashes)


def test_no_sources_use_nothing() -> None:
    """There's nothing to repeat."""
    assert not may_use_chance([])
    assert not may_use_hashes([])
