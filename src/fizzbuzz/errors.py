"""The errors that this package raises."""


class InvalidNumberError(ValueError):
    """An argument isn't a whole number that Python can convert.

    `argument` is the original text, `reason` says what's wrong with it, and `position` is its place among the
    arguments of the request, counted from 1.
    """

    def __init__(self, argument: str, reason: str, position: int = 1) -> None:
        super().__init__(argument, reason, position)
        self.argument = argument
        self.reason = reason
        self.position = position

    def __str__(self) -> str:
        """Return the position and the reason."""
        return f"argument {self.position}: {self.reason}"


class CacheUnavailableError(Exception):
    """A cache can't be used at the moment: its server is down, too slow, or refuses a command it normally accepts."""
