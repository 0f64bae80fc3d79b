"""A suite for the program `ages` that has a test for every status."""

SUITE = """
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ages
from ages import is_adult

visitors: list[Any] = []


def test_sound():
    assert is_adult(18)


@given(st.integers(0, 40))
def test_property(age):
    assert is_adult(age) == (age > 17)


def test_smoke():
    is_adult(3)


def test_constant():
    assert ages.ADULT == 18


def test_vacuous():
    assert sorted([2, 1]) == [1, 2]


def test_vacuous_with_raises():
    with pytest.raises(Exception):
        is_adult("eighteen" > 18)


def test_wrong():
    assert is_adult(17)


def test_over_specified():
    with pytest.raises(ValueError, match="^an age can't be negative: -1$"):
        is_adult(-1)


def test_flaky():
    assert random.random() > 0.5


def test_first_visitor():
    visitors.append(1)
    assert visitors == [1]


def test_second_visitor():
    visitors.append(2)
    assert visitors == [1, 2]


@pytest.mark.skip(reason="not today")
def test_skipped():
    assert is_adult(18)


@pytest.mark.xfail
def test_xfail():
    assert is_adult(17)


@pytest.mark.xfail(strict=True)
def test_strict_xfail():
    assert not is_adult(18)
"""
