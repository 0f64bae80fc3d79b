"""What is printed as a command works in the shell that it's printed in."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from workshop.invocation import command, quoted, typed_path


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a command in a virtual environment below the current folder; it isn't on PATH. Return its path."""
    root = tmp_path.resolve()
    program = _install(root / ".venv" / "bin")
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATH", f"{root / 'other'}")
    monkeypatch.delenv("UV", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    return program


def _install(folder: Path) -> Path:
    folder.mkdir(parents=True)
    program = folder / "workshop"
    program.touch(mode=0o755)
    return program


def _start(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    monkeypatch.setattr(sys, "argv", [f"{each}" for each in arguments])


def test_a_command_on_the_path_has_its_name(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in an activated environment."""
    monkeypatch.setenv("PATH", f"{installed.parent}")
    _start(monkeypatch, installed, "list")

    assert command("check 01") == "workshop check 01"
    assert command() == "workshop"


def test_a_link_on_the_path_counts(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As pipx makes one."""
    links = installed.parents[2] / "other"
    links.mkdir()
    (links / "workshop").symlink_to(installed)
    _start(monkeypatch, installed)

    assert command("check") == "workshop check"


@pytest.mark.parametrize("others", [[], ["other"]], ids=["none on PATH", "another on PATH"])
def test_a_command_that_is_not_on_the_path_has_the_path_it_was_started_under(
    others: list[str], installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of another environment would be another command."""
    for folder in others:
        _install(installed.parents[2] / folder)
    _start(monkeypatch, ".venv/bin/workshop")

    assert command("check") == ".venv/bin/workshop check"


def test_the_shorter_of_both_paths_is_shown(
    installed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """From a folder below it's relative too, from far away it isn't."""
    folder = installed.parents[2] / "answers"
    folder.mkdir()
    _start(monkeypatch, installed)

    monkeypatch.chdir(folder)
    assert command("check") == "../.venv/bin/workshop check"

    far = tmp_path_factory.mktemp("far") / "/".join("abcdefghijklmnopqrstuvwxyz")
    far.mkdir(parents=True)
    monkeypatch.chdir(far)
    assert command("check") == f"{installed} check"


def test_for_another_folder_the_path_is_whole(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative one leads nowhere from there."""
    _start(monkeypatch, ".venv/bin/workshop")

    assert command("init", elsewhere=True) == f"{installed} init"


def test_a_command_in_the_current_folder_has_a_path(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell doesn't look there for a plain name."""
    monkeypatch.chdir(installed.parent)
    _start(monkeypatch, "./workshop")

    assert command("check") == "./workshop check"


def test_a_path_with_a_space_is_quoted(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise it would be two words."""
    program = _install(installed.parents[2] / "my tools")
    _start(monkeypatch, program)

    assert command("check") == "'my tools/workshop' check"


@pytest.mark.parametrize(
    ("name", "in_cmd", "in_powershell"),
    [
        pytest.param("R&D", '"R&D/workshop" check', "& 'R&D/workshop' check", id="with a sign that cmd knows"),
        pytest.param("my tools", '"my tools/workshop" check', "& 'my tools/workshop' check", id="with a space"),
        pytest.param("O'Hara", '"O\'Hara/workshop" check', "& 'O''Hara/workshop' check", id="with an apostrophe"),
        pytest.param("Müller-1", "Müller-1/workshop check", "Müller-1/workshop check", id="without any"),
    ],
)
def test_a_path_is_quoted_as_the_shell_of_windows_does(
    name: str, in_cmd: str, in_powershell: str, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In PowerShell, text in quotes is a command only after an ampersand."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)  # it would ask Windows
    monkeypatch.delenv("MSYSTEM", raising=False)
    _start(monkeypatch, _install(installed.parents[2] / name))

    monkeypatch.setenv("PROMPT", "$P$G")
    assert command("check").replace("\\", "/") == in_cmd

    monkeypatch.delenv("PROMPT")
    assert command("check").replace("\\", "/") == in_powershell


def test_a_path_is_quoted_for_git_bash(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs on Windows, and yet a backslash isn't part of a path there, and an ampersand ends a command."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)  # it would ask Windows
    monkeypatch.setenv("MSYSTEM", "MINGW64")
    monkeypatch.delenv("PROMPT", raising=False)
    _start(monkeypatch, _install(installed.parents[2] / "R&D"))

    assert command("check") == "'R&D/workshop' check"
    assert [quoted(each) for each in (r"docs\file.svg", r"C:\my docs\file.svg", r"\\server\O'Hara")] == [
        "docs/file.svg",
        "'C:/my docs/file.svg'",
        """'//server/O'"'"'Hara'""",
    ]


@pytest.mark.parametrize("platform", ["win32", "linux"])
def test_an_argument_is_quoted_if_it_needs_it(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In PowerShell it needs no ampersand."""
    for name in ("PROMPT", "MSYSTEM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", platform)

    texts = [quoted(each) for each in ("my file.svg", "R&D.svg", "docs/file.svg")]

    assert texts == ["'my file.svg'", "'R&D.svg'", "docs/file.svg"]


def test_a_path_is_typed_from_the_current_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """If that's shorter."""
    monkeypatch.chdir(tmp_path)

    assert typed_path(tmp_path / "a" / "b").replace("\\", "/") == "a/b"


@pytest.mark.usefixtures("installed")
def test_a_path_on_another_drive_is_whole(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leads there from the current folder."""

    def refuse(_: str) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", refuse)
    _start(monkeypatch, installed)

    assert command("check") == f"{installed} check"


@pytest.mark.parametrize(
    ("python", "expected"),
    [("python3", "python3 -m workshop check"), (".venv/bin/python", ".venv/bin/python -m workshop check")],
)
@pytest.mark.usefixtures("installed")
def test_a_package_that_python_runs_is_run_by_it_again(
    python: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the same one, as it was typed."""
    _start(monkeypatch, Path("site-packages", "workshop", "__main__.py"))
    monkeypatch.setattr(sys, "orig_argv", [python, "-m", "workshop"])

    assert command("check") == expected


def test_what_uv_puts_on_the_path_is_not_on_that_of_the_shell(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`uv run` and `uvx` put the environment before the rest."""
    monkeypatch.setenv("UV", "/usr/bin/uv")
    monkeypatch.setenv("PATH", os.pathsep.join([f"{installed.parent}", "/usr/bin"]))
    _start(monkeypatch, installed)

    assert command("check") == ".venv/bin/workshop check"

    monkeypatch.setenv("PATH", os.pathsep.join([f"{installed.parent}", "/usr/bin", f"{installed.parent}"]))
    assert command("check") == "workshop check"


def test_a_script_that_is_not_the_command_prints_its_name() -> None:
    """As in these tests, which call our functions."""
    assert command("check") == "workshop check"
