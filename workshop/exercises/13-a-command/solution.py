"""A model suite: where a list can come from, every kind of error, and for each both streams and the exit code."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from birds import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def north(tmp_path: Path) -> str:
    """Return the path of a list with two kinds of birds."""
    path = tmp_path / "north.txt"
    path.write_text("blue tit 3\nrobin 1\nblue tit 2\n", encoding="utf-8")
    return f"{path}"


@pytest.fixture
def south(tmp_path: Path) -> str:
    """Return the path of a list that shares a bird with the other; it has spaces, and no newline at its end."""
    path = tmp_path / "south.txt"
    path.write_text("  \nwren 1\n\n  robin 10  ", encoding="utf-8")
    return f"{path}"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command, and returns its code and what's on both streams."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments])
        return (code, *capsys.readouterr())

    return run


def set_input(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Give the test a standard input with this text."""
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


class TestLists:
    """A list comes from a file or from standard input."""

    def test_birds_are_in_the_order_of_their_first_appearance(self, run: Run, north: str, south: str) -> None:
        """All lists are added up, and each bird has one line."""
        assert run(north, south) == (0, "blue tit 5\nrobin 11\nwren 1\n", "")
        assert run(south, north) == (0, "wren 1\nrobin 11\nblue tit 5\n", "")

    def test_dash_is_standard_input(self, run: Run, north: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """It can be alone or between files."""
        set_input(monkeypatch, "wren 2\n")
        assert run("-") == (0, "wren 2\n", "")

        set_input(monkeypatch, "wren 2\nrobin 1")
        assert run(north, "-") == (0, "blue tit 5\nrobin 2\nwren 2\n", "")

    @pytest.mark.parametrize(("arguments", "out"), [([], "wren 2\n"), (["--total"], "2\n")])
    def test_without_a_list_standard_input_is_read(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], out: str
    ) -> None:
        """An option isn't a list."""
        set_input(monkeypatch, "wren 2\n")

        assert run(*arguments) == (0, out, "")

    @pytest.mark.parametrize("text", ["", "\n", "  \n\n"])
    def test_without_birds_there_is_no_line(self, run: Run, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
        """The total is a number all the same."""
        set_input(monkeypatch, text)
        assert run() == (0, "", "")

        set_input(monkeypatch, text)
        assert run("--total") == (0, "0\n", "")

    def test_option_can_be_anywhere(self, run: Run, north: str, south: str) -> None:
        """In front, between the lists, and at the end."""
        expected = (0, "17\n", "")

        assert run("--total", north, south) == expected
        assert run(north, "--total", south) == expected
        assert run(north, south, "--total") == expected


class TestErrors:
    """An error has a code and a message, and no counts beside them."""

    @pytest.mark.parametrize("option", ["--sum", "-t", "-3"])
    def test_unknown_option(self, run: Run, north: str, option: str) -> None:
        """The code isn't that of a bad list."""
        code, out, err = run(north, option)

        assert (code, out) == (2, "")
        assert option in err

    @pytest.mark.parametrize("is_first", [True, False])
    @pytest.mark.parametrize("name", ["missing.txt", "folder", "latin.txt"])
    def test_list_that_cannot_be_read(self, run: Run, tmp_path: Path, north: str, name: str, *, is_first: bool) -> None:
        """Wherever it is, the birds on the good list aren't written."""
        (tmp_path / "folder").mkdir()
        (tmp_path / "latin.txt").write_bytes(b"M\xf6we 3\n")
        bad = f"{tmp_path / name}"

        code, out, err = run(*([bad, north] if is_first else [north, bad]))

        assert (code, out) == (1, "")
        assert bad in err

    @pytest.mark.parametrize(
        "line", ["robin", "3", "robin two", "robin 0", "robin -1", "robin 1.5", "robin3", "robin ³"]
    )
    def test_bad_line(self, run: Run, tmp_path: Path, north: str, line: str) -> None:
        """The message has the list and the line; lines that say nothing count."""
        bad = tmp_path / "bad.txt"
        bad.write_text(f"wren 1\n\n{line}\nwren 2\n", encoding="utf-8")

        code, out, err = run(north, f"{bad}")

        assert (code, out) == (1, "")
        assert f"{bad}" in err
        assert "3" in err.replace(f"{bad}", "")

    def test_bad_line_on_standard_input(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """It's an error like the others."""
        set_input(monkeypatch, "wren 1\nrobin\n")

        code, out, err = run()

        assert (code, out) == (1, "")
        assert "2" in err


class ClosedPipe(io.StringIO):
    """A standard output whose reader has gone."""

    def write(self, _: str, /) -> int:
        """Raise the error that the operating system would report."""
        raise BrokenPipeError(32, "Broken pipe")


def test_closed_pipe_ends_the_command_quietly(
    north: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`head` has seen enough; that isn't an error."""
    monkeypatch.setattr("sys.stdout", ClosedPipe())

    code = main([north])

    assert code == 141
    assert capsys.readouterr().err == ""
