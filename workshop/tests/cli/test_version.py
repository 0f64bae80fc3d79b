"""Which version a teacher and a learner have: verdicts of different ones may differ."""

from importlib.metadata import version

from tests.cli.conftest import Command


def test_version_is_that_of_the_package(run: Command) -> None:
    """It's on standard output."""
    assert run("--version").out == f"workshop {version('testing-workshop')}\n"
