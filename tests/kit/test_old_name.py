"""The old name in texts: traces of it are found, and the game's function isn't one."""

import pytest
from old_name import find_traces


@pytest.mark.parametrize(
    ("path", "text", "traces"),
    [
        pytest.param(
            "notes.md",
            "The function fizzbuzz(number),\nin a fizzbuzz project.\n",
            ["notes.md:2: in a fizzbuzz project."],
            id="a sentence",
        ),
        pytest.param("new.py", "fizzbuzz = 15  # of fizzbuzz\n", ["new.py:1: # of fizzbuzz"], id="a comment"),
        pytest.param("new.py", 'get(f"/fizzbuzz/{f(3)}")\n', [], id="a path in an f-string"),
        pytest.param("new.py", 'f"of {3} fizzbuzz"\n', ['new.py:1: f"of {3} fizzbuzz"'], id="a trace in an f-string"),
        pytest.param("new.py", "import os\n", [], id="a module without the old name"),
        pytest.param("old.py", "print 'fizzbuzz'\n(", ["old.py:1: print 'fizzbuzz'"], id="not Python 3"),
        pytest.param("old.py", "a\udcfc\nfizzbuzz\n(", ["old.py:2: fizzbuzz"], id="not UTF-8"),
    ],
)
def test_a_trace_is_found(path: str, text: str, traces: list[str]) -> None:
    """A trace is shown with its file and line, wherever it is."""
    assert [*find_traces(path, text)] == traces
