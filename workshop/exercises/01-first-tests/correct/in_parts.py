"""The counting game: what each player must say."""

WORDS = {3: "Fizz", 5: "Buzz"}


def say(number: int) -> str:
    """Return what the player with this number says, put together from a word for each divisor."""
    return "".join(word for divisor, word in WORDS.items() if number % divisor == 0) or f"{number}"
