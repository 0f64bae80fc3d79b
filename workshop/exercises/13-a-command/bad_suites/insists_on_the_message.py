# judged: over-specified
"""It demands the whole message of one command, where the rules want the argument in it."""

import pytest
from birds import main


def test_unknown_option(capsys: pytest.CaptureFixture[str]) -> None:
    """A message can always be made better, as long as it contains the argument."""
    assert main(["--sum"]) == 2
    assert capsys.readouterr() == ("", "birds: there is no option --sum\n")
