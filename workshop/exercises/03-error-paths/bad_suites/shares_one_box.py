# judged: order-dependent
"""All tests share one box: each begins with what another one has left."""

from settings import Settings

settings = Settings()


def test_before_a_text() -> None:
    """It has to be the first that is run."""
    assert settings.get("night") == 16


def test_load() -> None:
    """It leaves the box changed."""
    settings.load("night = 12")
    assert settings.get("night") == 12
