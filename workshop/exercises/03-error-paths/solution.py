"""A model suite: every way in which a line can be bad, what the error says, and what is left after it."""

import pytest
from settings import Settings, SettingsError

GOOD = "day = 20\nnight = 12\nhumidity = 50\n"


def values(settings: Settings) -> dict[str, int]:
    """Return all settings."""
    return {key: settings.get(key) for key in ("day", "night", "humidity")}


def test_there_are_settings_before_the_first_text() -> None:
    """A box that has just been switched on keeps the greenhouse warm too."""
    assert values(Settings()) == {"day": 22, "night": 16, "humidity": 60}


def test_a_good_text_is_taken_over() -> None:
    """Comments, empty lines and spaces are ignored."""
    settings = Settings()

    settings.load("# spring\n\n  day=20\nnight   =  12  \n   \nhumidity = 50")

    assert values(settings) == {"day": 20, "night": 12, "humidity": 50}


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        pytest.param("day = 21", {"day": 21}, id="the day"),
        pytest.param("night = 14", {"night": 14}, id="the night"),
        pytest.param("humidity = 55", {"humidity": 55}, id="the humidity"),
        pytest.param("# nothing", {}, id="no setting"),
    ],
)
def test_what_a_text_does_not_name_stays(text: str, changed: dict[str, int]) -> None:
    """A short text changes little, and only in this box."""
    settings = Settings()
    settings.load(GOOD)

    settings.load(text)

    assert values(settings) == {"day": 20, "night": 12, "humidity": 50} | changed
    assert values(Settings()) == {"day": 22, "night": 16, "humidity": 60}


@pytest.mark.parametrize(
    ("key", "value"),
    [("day", 10), ("day", 35), ("night", 5), ("night", 25), ("humidity", 30), ("humidity", 90)],
)
def test_a_limit_is_allowed(key: str, value: int) -> None:
    """The lowest value and the highest are allowed, too."""
    settings = Settings()

    settings.load(f"{key} = {value}")

    assert settings.get(key) == value


@pytest.mark.parametrize(
    ("key", "value"),
    [("day", 9), ("day", 36), ("night", 4), ("night", 26), ("humidity", 29), ("humidity", 91)],
)
def test_a_value_beyond_a_limit_is_refused(key: str, value: int) -> None:
    """One less than the lowest value, or one more than the highest, of each setting."""
    with pytest.raises(SettingsError) as raised:
        Settings().load(f"{key} = {value}")

    assert "line 1" in str(raised.value)
    assert key in str(raised.value)


@pytest.mark.parametrize(
    ("bad", "key"),
    [
        pytest.param("nihgt = 12", "nihgt", id="an unknown key"),
        pytest.param("Night = 12", "Night", id="a capital letter"),
        pytest.param("night = cool", "night", id="a word"),
        pytest.param(" = 12", "", id="no key"),
        pytest.param("night = 12.5", "night", id="a fraction"),
        pytest.param("night =", "night", id="no value"),
        pytest.param("night = 12 C", "night", id="a unit"),
        pytest.param("night = 12%", "night", id="a percent sign"),
        pytest.param("night = 12 = 13", "night", id="a second equals sign"),
        pytest.param("night = 12 =", "night", id="an equals sign at the end"),
        pytest.param("night == 12", "night", id="two equals signs side by side"),
        pytest.param("night = 0", "night", id="nothing, as far as an if can tell"),
        pytest.param("night = -12", "night", id="below zero"),
        pytest.param("night = 99", "night", id="far too high"),
        pytest.param("day = 20", "day", id="a key for the second time"),
        pytest.param("day = 21", "day", id="a key with another value"),
    ],
)
def test_an_error_names_the_line_and_the_key(bad: str, key: str) -> None:
    """Whatever is wrong with a line, the message says which line and which key it is."""
    with pytest.raises(SettingsError) as raised:
        Settings().load(GOOD.replace("night = 12", bad))

    assert "line 2" in str(raised.value)
    assert key in str(raised.value)


def test_a_line_that_sets_nothing_is_named() -> None:
    """Without an equals sign there's no key, but there's a line number."""
    with pytest.raises(SettingsError, match="line 2"):
        Settings().load(GOOD.replace("night = 12", "night 12"))


@pytest.mark.parametrize("above", [pytest.param("# spring", id="a comment"), pytest.param("", id="an empty line")])
def test_every_line_counts(above: str) -> None:
    """The line number is the one that an editor shows."""
    with pytest.raises(SettingsError, match="line 3"):
        Settings().load(f"day = 20\n{above}\nnihgt = 12")


def test_good_lines_above_a_bad_one_are_not_taken_over() -> None:
    """A text is taken over as a whole, or not at all."""
    settings = Settings()
    before = values(settings)

    with pytest.raises(SettingsError):
        settings.load("day = 20\nhumidity = 50\nnight = cool")

    assert values(settings) == before


def test_after_an_error_the_text_before_holds() -> None:
    """A mistake doesn't throw away settings that were right a minute ago."""
    settings = Settings()
    settings.load(GOOD)

    with pytest.raises(SettingsError):
        settings.load("night = cool")

    assert values(settings) == {"day": 20, "night": 12, "humidity": 50}


def test_a_bad_text_is_refused_until_it_is_fixed() -> None:
    """The error is raised each time, and a good text is taken over afterwards."""
    settings = Settings()

    for _ in range(3):
        with pytest.raises(SettingsError):
            settings.load("day = 20\nnight = cool")
    settings.load("day = 20\nnight = 12")

    assert values(settings) == {"day": 20, "night": 12, "humidity": 60}
