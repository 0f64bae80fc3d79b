"""The settings of a greenhouse, read from a text."""


class SettingsError(ValueError):
    """A line of a text is bad; it has the number of the line, and what is wrong with it."""

    def __init__(self, number: int, trouble: str) -> None:
        super().__init__(f"{trouble} (see line {number})")
        self.number = number


class Settings:
    """What a greenhouse is kept at; each step looks at all lines before the next one begins."""

    def __init__(self) -> None:
        self._of_texts: list[dict[str, int]] = [{"day": 22, "night": 16, "humidity": 60}]

    def get(self, key: str) -> int:
        """Return the setting of this key, from the last text that named it."""
        return next(values[key] for values in reversed(self._of_texts) if key in values)

    def load(self, text: str) -> None:
        """Take over the settings that a text names; raises SettingsError for the bad line that the first step finds."""
        lines = {
            number: line.split("=", maxsplit=1)
            for number, line in enumerate(text.splitlines(), start=1)
            if line and not line.isspace() and not line.lstrip().startswith("#")
        }
        for number, parts in lines.items():
            if len(parts) == 1:
                raise SettingsError(number, "an equals sign is missing")
        keys = {number: parts[0].strip() for number, parts in lines.items()}
        values = {number: _whole(number, *parts) for number, parts in lines.items()}
        places: dict[str, int] = {}
        for number, key in keys.items():
            if key in places:
                raise SettingsError(number, f"line {places[key]} has {key} too")
            places[key] = number
            _check(number, key, values[number])
        self._of_texts.append({key: values[number] for key, number in places.items()})


def _whole(number: int, key: str, value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise SettingsError(number, f"{key.strip()} needs a number") from None


def _check(number: int, key: str, value: int) -> None:
    match key:
        case "day":
            good = 10 <= value <= 35
        case "night":
            good = 5 <= value <= 25
        case "humidity":
            good = 30 <= value <= 90
        case _:
            good = False
    if not good:
        raise SettingsError(number, f"{key} = {value} doesn't suit a greenhouse")
