"""A small project to run commands in, and git settings that don't depend on the machine."""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.counter_project import write_project
from tests.repository import commit, git_environment
from workshop.cli import app


@pytest.fixture(scope="session", autouse=True)
def _own_git_settings() -> Iterator[None]:
    """Run all tests with our own git settings."""
    with patch.dict(os.environ, git_environment(), clear=True):
        yield


@pytest.fixture(scope="session")
def committed_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the small project, all of it committed, to be copied."""
    root = write_project(tmp_path_factory.mktemp("committed") / "project")
    commit(root)
    return root


@pytest.fixture
def project(committed_project: Path, tmp_path: Path) -> Path:
    """Return the folder of a copy of the small project, all of it committed."""
    return shutil.copytree(committed_project, tmp_path / "project")


@dataclass(frozen=True)
class Result:
    """The exit code of a command, and what it printed."""

    code: int | str | None
    out: str
    err: str

    @property
    def message(self) -> str:
        """Its message on stderr, without the frame around it."""
        return " ".join(re.sub(r"[│╭╮╰╯─]", " ", self.err).split())


Command = Callable[..., Result]


@pytest.fixture
def workshop(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs the command in the small project, in this process; colors are removed."""
    monkeypatch.chdir(project)

    def run(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["workshop", *arguments])
        with pytest.raises(SystemExit) as end:
            app.main()
        out, err = (re.sub(r"\x1b\[[\d;]*m", "", text) for text in capsys.readouterr())
        return Result(end.value.code, out, err)

    return run
