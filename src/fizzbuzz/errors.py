"""What can go wrong, by name."""


class InvalidNumberError(ValueError):
    """An argument is not a whole number that Python can convert.

    `argument` is the text as it came, `reason` says what is wrong with it, and `position` is its place among the
    arguments of the request, from 1.
    """

    def __init__(self, argument: str, reason: str, position: int = 1) -> None:
        super().__init__(argument, reason, position)
        self.argument = argument
        self.reason = reason
        self.position = position

    def __str__(self) -> str:
        """Return the place and the reason."""
        return f"argument {self.position}: {self.reason}"


class CacheUnavailableError(Exception):
    """A cache cannot be used for now: its server is away, too slow, or refuses what it usually does."""
