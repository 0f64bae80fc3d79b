"""The counting game: what each player must say."""


def say(number: int) -> str:
    """Return what the player with this number says; raises ValueError if it isn't a number."""
    if not isinstance(number, int):
        raise ValueError(f"{number!r} isn't a number to count with")  # noqa: TRY004 - the rules are silent on it
    match number % 3, number % 5:
        case 0, 0:
            return "FizzBuzz"
        case 0, _:
            return "Fizz"
        case _, 0:
            return "Buzz"
    return str(number)
