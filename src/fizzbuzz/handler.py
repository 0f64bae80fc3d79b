"""Answers requests: parses the arguments, looks them up, and computes and stores what's missing."""

import sys
from collections.abc import Iterable

from fizzbuzz.cache import Cache, as_batch
from fizzbuzz.core import fizzbuzz
from fizzbuzz.errors import InvalidNumberError


def parse_number(text: str, position: int = 1) -> int:
    """Return the number that a text spells: an optional sign, then ASCII digits and nothing else.

    `int` also accepts `1_000`, ` 3` and `٣`, but a typo shouldn't count as a number. Raises `InvalidNumberError` for
    any other text, and for more digits than Python converts (`sys.get_int_max_str_digits`). `position` is the place
    of the text in its request, for the error.
    """
    is_numeral = text.isdigit() or (text[:1] in {"+", "-"} and text[1:].isdigit())
    if not (is_numeral and text.isascii()):
        raise InvalidNumberError(text, f"{shortened(text)!r} is not a whole number", position)
    try:
        return int(text)
    except ValueError:
        limit = sys.get_int_max_str_digits()
        raise InvalidNumberError(text, f"{shortened(text)!r} has more than {limit} digits", position) from None


def can_be_answer(number: int, text: str) -> bool:
    """Return whether a text that was stored for a number can be its answer: a word of the game, or its own numeral.

    This tells damage and strangers' values from answers, without playing the game.
    """
    return text in {"Fizz", "Buzz", "FizzBuzz"} or text == str(number)


class FizzBuzzHandler:
    """Answers requests from a cache, and stores new answers in it.

    A plain `Cache` is called once per number, a `BatchCache` once per request. A stored text that can't be the answer
    to its number is a miss, and is replaced. The handler keeps no state of a request, so threads can share it if they
    can share its cache.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = as_batch(cache)

    def run(self, arguments: Iterable[str]) -> list[str]:
        """Return the answer to every argument, in the same order and including duplicates.

        All arguments are parsed before the cache is used. If one is bad, this raises `InvalidNumberError` with the
        position of the first bad one (counted from 1), and nothing has been read or stored.
        """
        numbers = [parse_number(argument, position) for position, argument in enumerate(arguments, start=1)]
        distinct = list(dict.fromkeys(numbers))
        if not distinct:
            return []
        stored = self._cache.get_many(distinct)
        found = {number: text for number, text in stored.items() if can_be_answer(number, text)}
        computed = {number: fizzbuzz(number) for number in distinct if number not in found}
        if computed:
            self._cache.put_many(computed)
        answers = found | computed
        return [answers[number] for number in numbers]


def shortened(text: str) -> str:
    """Return an argument as messages show it: the first 40 characters, and an ellipsis for the rest."""
    longest = 40
    return text if len(text) <= longest else f"{text[:longest]}…"
