"""The simple loop that the command is compared with: read a line, parse it, compute and print, one line at a time."""

import sys


def fizzbuzz(number: int) -> str:
    """Return the answer, with the same code as the program."""
    if number % 15 == 0:
        return "FizzBuzz"
    if number % 5 == 0:
        return "Buzz"
    if number % 3 == 0:
        return "Fizz"
    return str(number)


for line in sys.stdin:
    print(fizzbuzz(int(line)))
