# judged: wrong
"""It waits for the command to end the process, but the rules say that `main` returns the code."""

import pytest
from birds import main


def test_unknown_option() -> None:
    """`pytest.raises` is right for a command that calls `sys.exit`; this one leaves that to the last line of its file."""
    with pytest.raises(SystemExit) as end:
        main(["--sum"])

    assert end.value.code == 2
