"""A class with planted misconceptions: the tests that have them, and what is to be found."""

from dataclasses import dataclass

GAME, POST, GREENHOUSE = "01-first-tests", "02-boundaries", "03-error-paths"
IMPORTS = {
    GAME: "from game import say\n",
    POST: "from postage import postage\n",
    GREENHOUSE: "from settings import Settings, SettingsError\n",
}
OTHER_IMPORTS = "import pytest\nfrom hypothesis import given\nfrom hypothesis import strategies as st\n"
HONEST = {  # tests that are right, but weak
    GAME: (
        "def test_one():\n    assert say(1) == '1'\n",
        "def test_some():\n    assert [say(n) for n in (3, 15)] == ['Fizz', 'FizzBuzz']\n",
        "def test_nothing():\n    say(7)\n",
    ),
    POST: (
        "def test_light():\n    assert postage(10) == 95\n",
        "def test_heavier_is_dearer():\n    assert postage(20) < postage(21)\n",
    ),
    GREENHOUSE: (
        "def test_day():\n    assert Settings().get('day') == 22\n",
        "def test_typo():\n    with pytest.raises(SettingsError):\n        Settings().load('nihgt = 12')\n",
    ),
}


@dataclass(frozen=True)
class Planted:
    """A misconception about a rule of an exercise; each of the `wordings` is the text of tests that have it."""

    exercise: str
    rule: int
    claim: str
    wordings: tuple[str, ...]


PLANTED = (
    Planted(
        GAME,
        5,
        "say(0) returns '0'",
        (
            """
def test_zero():
    assert say(0) == '0'
""",
            """
@pytest.mark.parametrize(('number', 'said'), [(1, '1'), (0, '0')])
def test_numbers(number, said):
    assert said == say(number)
""",
            """
@given(st.integers(-2, 2))
def test_small_numbers(number):
    assert say(number) == f'{number}'
""",
            """
def test_no_word():
    said = say(0)
    assert said not in ('Fizz', 'Buzz', 'FizzBuzz')
""",
        ),
    ),
    Planted(GAME, 5, "say(-5) returns '-5'", ("def test_below():\n    assert say(-5) == '-5'\n",)),
    Planted(GAME, 3, "say(15) returns 'Fizz Buzz'", ("def test_both():\n    assert say(15) == 'Fizz Buzz'\n",)),
    Planted(
        POST,
        1,
        "postage(50, 1) returns 190",
        (
            """
def test_limit():
    assert postage(50) == 190
""",
            """
@pytest.mark.parametrize('grams', [50, 51])
def test_third_band(grams):
    assert postage(grams) == 190
""",
            """
def test_next_band():
    cents = postage(grams=50)
    assert not cents == 120
""",
        ),
    ),
    Planted(POST, 2, "postage(0, 1) doesn't raise ValueError", ("def test_zero():\n    assert postage(0) == 95\n",)),
    Planted(
        POST,
        4,
        "postage(20, 50) returns 4740",
        (
            """
def test_fifty():
    assert postage(20, 50) == 50 * 95 - 10
""",
            """
@given(st.integers(50, 60))
def test_many(letters):
    assert postage(20, letters) == 95 * letters - 10 * (letters - 49)
""",
            """
def test_both_sides():
    assert [postage(20, letters) for letters in (49, 50)] == [4655, 4740]
""",
        ),
    ),
    Planted(
        GREENHOUSE,
        6,
        "Settings.get('day') returns 20",
        (
            """
def test_good_line():
    box = Settings()
    with pytest.raises(SettingsError):
        box.load('day = 20\\nnight = warm')
    assert box.get('day') == 20
""",
            """
@pytest.fixture
def box():
    box = Settings()
    try:
        box.load('night = 7\\nhumidity = 0')
    except SettingsError:
        pass
    return box


def test_night(box):
    assert box.get('night') == 7
""",
            """
@given(st.integers(10, 21))
def test_any_day(degrees):
    box = Settings()
    with pytest.raises(SettingsError):
        box.load(f'day = {degrees}\\nnothing')
    found = box.get('day')
    assert found == degrees
""",
        ),
    ),
    Planted(
        GREENHOUSE,
        4,
        "Settings.load('nihgt = 12') doesn't raise SettingsError",
        ("def test_typo():\n    box = Settings()\n    box.load('nihgt = 12')\n    assert box.get('night') == 16\n",),
    ),
)


def suite(exercise: str, tests: str) -> str:
    """Return the suite with these tests for an exercise."""
    return f"{OTHER_IMPORTS}{IMPORTS[exercise]}\n\n{tests.lstrip()}"
