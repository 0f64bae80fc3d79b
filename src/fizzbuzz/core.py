"""The rule of the game."""


def fizzbuzz(number: int) -> str:
    """Return what a player says for a number.

    Multiples of 3 are "Fizz", multiples of 5 are "Buzz", multiples of both are "FizzBuzz", and any other number is its
    decimal numeral. Zero and negative numbers follow the same rule: 0 is "FizzBuzz", -3 is "Fizz".

    Raises ValueError if the numeral has more digits than Python converts (`sys.get_int_max_str_digits`).
    """
    if number % 15 == 0:
        return "FizzBuzz"
    if number % 5 == 0:
        return "Buzz"
    if number % 3 == 0:
        return "Fizz"
    return str(number)
