"""FizzBuzz with a cache behind it."""

from fizzbuzz.cache import BatchCache, Cache, InMemoryCache, as_batch
from fizzbuzz.core import fizzbuzz
from fizzbuzz.errors import CacheUnavailableError, InvalidNumberError
from fizzbuzz.failsafe import FailSafeCache
from fizzbuzz.handler import FizzBuzzHandler, parse_number

__all__ = [
    "BatchCache",
    "Cache",
    "CacheUnavailableError",
    "FailSafeCache",
    "FizzBuzzHandler",
    "InMemoryCache",
    "InvalidNumberError",
    "as_batch",
    "fizzbuzz",
    "parse_number",
]
