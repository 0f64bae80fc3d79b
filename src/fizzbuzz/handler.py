"""Answers requests: parses, looks up, computes what is missing, stores it."""

import sys
from collections.abc import Iterable

from fizzbuzz.cache import Cache, as_batch
from fizzbuzz.core import fizzbuzz
from fizzbuzz.errors import InvalidNumberError


def parse_number(text: str, position: int = 1) -> int:
    """Return the number that a text spells: an optional sign and ASCII digits, nothing else.

    `int` is more generous (`1_000`, ` 3`, `٣`), and a typing slip should not pass for a number. Raises
    `InvalidNumberError` for any other text, and for more digits than Python converts (`sys.get_int_max_str_digits`);
    `position` is what the error says of the text's place in its request.
    """
    is_numeral = text.isdigit() or (text[:1] in {"+", "-"} and text[1:].isdigit())
    if not (is_numeral and text.isascii()):
        raise InvalidNumberError(text, f"{_shortened(text)} is not a whole number", position)
    try:
        return int(text)
    except ValueError:
        limit = sys.get_int_max_str_digits()
        raise InvalidNumberError(text, f"{_shortened(text)} has more than {limit} digits", position) from None


class FizzBuzzHandler:
    """Answers requests out of a cache, and fills it.

    A plain `Cache` is asked once a number, a `BatchCache` once a request. The handler holds no state of a request: one
    handler may serve many threads, as far as its cache may.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = as_batch(cache)

    def run(self, arguments: Iterable[str]) -> list[str]:
        """Return the answer to every argument, in the same order, duplicates kept.

        Every argument is parsed before the cache is touched: raises `InvalidNumberError` with the position of the
        first bad one (from 1), and then nothing has been read or stored.
        """
        numbers = [parse_number(argument, position) for position, argument in enumerate(arguments, start=1)]
        distinct = list(dict.fromkeys(numbers))
        if not distinct:
            return []
        found = self._cache.get_many(distinct)
        computed = {number: fizzbuzz(number) for number in distinct if number not in found}
        if computed:
            self._cache.put_many(computed)
        answers = found | computed
        return [answers[number] for number in numbers]


def _shortened(text: str) -> str:
    longest = 40
    return repr(text if len(text) <= longest else f"{text[:longest]}…")
