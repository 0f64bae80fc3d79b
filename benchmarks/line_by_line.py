"""The bare loop that the command is measured against: parse a line, compute, print, and so on."""

import sys


def fizzbuzz(number: int) -> str:
    """Return the answer; the same code as in the program."""
    if number % 15 == 0:
        return "FizzBuzz"
    if number % 5 == 0:
        return "Buzz"
    if number % 3 == 0:
        return "Fizz"
    return str(number)


for line in sys.stdin:
    print(fizzbuzz(int(line)))
