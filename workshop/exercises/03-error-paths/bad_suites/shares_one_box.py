# judged: order-dependent
"""All tests share one box: each starts with what another has left."""

from settings import Settings

settings = Settings()


def test_before_a_text() -> None:
    """It has to run first."""
    assert settings.get("night") == 16


def test_load() -> None:
    """It changes the box for the next test."""
    settings.load("night = 12")
    assert settings.get("night") == 12
