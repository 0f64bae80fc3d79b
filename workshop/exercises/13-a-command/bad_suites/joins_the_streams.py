# judged: incomplete, misses takes-the-dash-for-an-option needs-an-argument looks-for-the-option-in-front has-one-code-for-all-errors complains-on-standard-output succeeds-in-spite-of-a-bad-list writes-what-it-has expects-only-missing-files reports-that-all-is-well breaks-with-the-pipe
"""It adds standard error to standard output, as a terminal does, and can't tell them apart any more."""

from pathlib import Path

import pytest
from birds import main


@pytest.mark.parametrize(
    ("text", "expected"), [("wren 1\nrobin 2\n", "wren 1\nrobin 2\n"), ("wren 1\nrobin\n", "north.txt")]
)
def test_output(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, expected: str) -> None:
    """The message is somewhere; a script that takes it for a bird isn't noticed."""
    path = tmp_path / "north.txt"
    path.write_text(text, encoding="utf-8")

    main([f"{path}"])

    out, err = capsys.readouterr()
    assert expected in out + err
