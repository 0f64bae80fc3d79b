"""The counting game: what each player must say."""


def say(number: int) -> str:
    """Return what the player with this number says: Fizz, Buzz, FizzBuzz, or the number."""
    if number % 15 == 0:
        return "FizzBuzz"
    if number % 3 == 0:
        return "Fizz"
    if number % 5 == 0:
        return "Buzz"
    return str(number)
