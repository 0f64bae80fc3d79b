"""The settings of a greenhouse, read from a text."""

from collections.abc import Iterator

AT_FIRST = {"day": 22, "night": 16, "humidity": 60}
LIMITS = {"day": (10, 35), "night": (5, 25), "humidity": (30, 90)}  # the lowest value and the highest


class SettingsError(ValueError):
    """A line of a text is bad; the message says which, and why."""


class Settings:
    """The degrees by day and by night, and the percent of humidity, that a greenhouse is kept at."""

    def __init__(self) -> None:
        self._values = dict(AT_FIRST)

    def load(self, text: str) -> None:
        """Take over the settings that a text names; raises SettingsError for a bad line, and then takes over none."""
        self._values.update(dict(_settings_in(text)))

    def get(self, key: str) -> int:
        """Return the setting of this key."""
        return self._values[key]


def _settings_in(text: str) -> Iterator[tuple[str, int]]:
    seen = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        key, equals, value = (part.strip() for part in line.partition("="))
        if not equals:
            raise SettingsError(f"line {number}: there is no = in it")
        if key not in LIMITS:
            raise SettingsError(f"line {number}: there is no setting '{key}'")
        if key in seen:
            raise SettingsError(f"line {number}: {key} has a value already")
        seen.add(key)
        yield key, _checked(key, value, number)


def _checked(key: str, value: str, number: int) -> int:
    try:
        amount = int(value)
    except ValueError:
        raise SettingsError(f"line {number}: {key} is not a whole number: {value!r}") from None
    lowest, highest = LIMITS[key]
    if not lowest <= amount <= highest:
        raise SettingsError(f"line {number}: {key} must be {lowest} to {highest}, not {amount}")
    return amount
