"""`doctor` shows what was found, and says whether the machine is ready."""

import pytest

from tests.cli.conftest import Command
from workshop.cli import doctor
from workshop.course.doctor import Finding


@pytest.mark.parametrize(
    ("findings", "code", "lines"),
    [
        pytest.param(
            [Finding("Python 3.14"), Finding("no git", is_good=False)],
            0,
            ["✓ Python 3.14", "! no git", "", "Ready."],
            id="ready",
        ),
        pytest.param(
            [Finding("no pytest", is_good=False, is_usable=False), Finding("git")],
            1,
            ["✗ no pytest", "✓ git", "", "Not ready: see above."],
            id="not ready",
        ),
    ],
)
@pytest.mark.usefixtures("course")
def test_the_machine_is_examined(
    findings: list[Finding], code: int, lines: list[str], run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1 means that something has to be fixed first."""
    monkeypatch.setattr(doctor, "examine", lambda _: findings)

    result = run("doctor")

    assert (result.code, result.out.splitlines()) == (code, lines)
