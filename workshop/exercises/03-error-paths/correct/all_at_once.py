"""The settings of a greenhouse, read from a text."""

import re
from dataclasses import dataclass

KEYS = {"day": range(10, 36), "night": range(5, 26), "humidity": range(30, 91)}


class SettingsError(ValueError):
    """Some lines of a text are bad; the message has a line for each of them."""


@dataclass
class Settings:
    """What a greenhouse is kept at, as a field for each setting."""

    day: int = 22
    night: int = 16
    humidity: int = 60

    def get(self, key: str) -> int:
        """Return the setting of this key."""
        value: int = getattr(self, key)
        return value

    def load(self, text: str) -> None:
        """Take over the settings that a text names; raises SettingsError with all that is bad in it."""
        read: dict[str, int] = {}
        bad: list[str] = []
        for number, line in enumerate(text.split("\n"), start=1):
            key, equals, value = map(str.strip, line.partition("#")[0].partition("="))
            if not key + equals:
                continue
            if key in read or not _is_good(key, value):
                bad.append(f"{key} in line {number}" if equals else f"line {number}")
            else:
                read[key] = int(value)
        if bad:
            raise SettingsError("please look at\n" + "\n".join(reversed(bad)))
        for key, amount in read.items():
            setattr(self, key, amount)


def _is_good(key: str, value: str) -> bool:
    return key in KEYS and re.fullmatch("0*[0-9]{1,3}", value) is not None and int(value) in KEYS[key]
