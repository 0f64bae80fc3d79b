# judged: smoke
"""It looks at the message if there is one: if nothing is raised, nothing is checked, and the test passes."""

from settings import Settings, SettingsError


def test_an_unknown_key() -> None:
    """It lacks an `else` that fails; `pytest.raises` has that built in."""
    try:
        Settings().load("dya = 20")
    except SettingsError as error:
        assert "line 1" in str(error)  # noqa: PT017 - that is the point
        assert "dya" in str(error)  # noqa: PT017
