"""What the guide shows of commands, which run in a fresh clone of a small repository."""

import shutil
from pathlib import Path

import cog_helpers
import pytest
from plain_git import commit_all

CHAPTER = "1. `python3 -m venv --without-pip .venv`\n2. `. .venv/bin/activate`\n"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small committed repository with a chapter that says how to install it, which no test changes."""
    root = tmp_path_factory.mktemp("template") / "repository"
    for name, text in {"src/box.py": "LIMIT = 3\n", "docs/README.md": CHAPTER, ".gitignore": ".venv\n"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    commit_all(root)
    return root


@pytest.fixture
def shared(template: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the repository, of which all tests share one installed clone, because they leave it clean."""
    monkeypatch.setattr(cog_helpers, "ROOT", template)
    return template


@pytest.fixture
def own(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the repository that a test may change, and that gets a clone of its own."""
    root = Path(shutil.copytree(template, tmp_path / "repository"))
    monkeypatch.setattr(cog_helpers, "ROOT", root)
    return root


def test_commands_run_in_an_installed_clone(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Commands run one after another in the same clone, and nothing happens in the repository itself."""
    cog_helpers.run("touch here; pwd", "echo $VIRTUAL_ENV; ls", before="touch before", after="rm here before")

    assert capsys.readouterr().out == (
        "\n```console\n$ touch here; pwd\n/your/clone\n"
        "$ echo $VIRTUAL_ENV; ls\n/your/clone/.venv\nbefore\ndocs\nhere\nsrc\n```\n\n"
    )
    assert not (shared / "here").exists()


@pytest.mark.usefixtures("shared")
def test_commands_inherit_only_what_installing_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a CI server or in a session of nox, commands print the same as in a reader's shell."""
    ours = ("CI", "GITHUB_ACTIONS", "FORCE_COLOR", "UV_PYTHON", "UV_PROJECT_ENVIRONMENT")  # nox sets the last two
    for name in (*ours, "PIP_NO_INPUT", "https_proxy"):
        monkeypatch.setenv(name, "1")

    cog_helpers.run(f"env | grep -E '^({'|'.join(ours)}|PIP_NO_INPUT|https_proxy)=' | sort")

    assert capsys.readouterr().out.splitlines()[3:-2] == ["PIP_NO_INPUT=1", "https_proxy=1"]


def test_the_clone_has_uncommitted_changes(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """While you write a chapter, it shows what you have just changed."""
    (own / "src" / "box.py").write_text("changed\n", encoding="utf-8")

    cog_helpers.run("cat src/box.py")

    assert "changed" in capsys.readouterr().out


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("command", "shown"),
    [
        pytest.param("echo 3 passed in 7.31s", "3 passed in 0.12s", id="a time of pytest"),
        pytest.param("echo '3 passed in 61.31s (0:01:01)'", "3 passed in 0.12s", id="a long time of pytest"),
        pytest.param("echo '== 3 passed in 10.31s =='", f"{' 3 passed in 0.12s ':=^80}", id="a line of pytest"),
        pytest.param("echo 2.4 s", "0.5 s", id="seconds"),
        pytest.param("echo 'a  '", "a", id="trailing spaces, which an editor would remove"),
        pytest.param("echo bad >&2; exit 3", "bad", id="standard error"),
        pytest.param(
            """echo "workshop: the sandbox isn't complete here: tests can connect"; echo ok""", "ok", id="an old kernel"
        ),
    ],
)
def test_what_differs_by_time_or_machine_is_constant(
    command: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """So a chapter is out of date only if something has changed."""
    cog_helpers.run(command)

    assert capsys.readouterr().out == f"\n```console\n$ {command}\n{shown}\n```\n\n"


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("keep", "most", "shown"),
    [
        pytest.param("[24]", 0, "2\n4\n", id="matching lines"),
        pytest.param("", 2, "...\n3\n4\n", id="the last lines"),
        pytest.param("", 4, "1\n2\n3\n4\n", id="as many lines as there are"),
    ],
)
def test_long_outputs_are_shortened(keep: str, most: int, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the lines that matter are shown."""
    cog_helpers.run("seq 4", keep=keep, most=most)

    assert capsys.readouterr().out == f"\n```console\n$ seq 4\n{shown}```\n\n"


@pytest.mark.usefixtures("own")
def test_commands_that_leave_changes_are_an_error() -> None:
    """The next commands would see the changes, and a reader might commit them."""
    with pytest.raises(ValueError, match=r"leave changes behind:\n\?\? left"):
        cog_helpers.run("touch left")


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(("before", "after"), [("echo no; false", ""), ("", "echo no; false")])
def test_a_command_that_is_not_shown_must_succeed(before: str, after: str) -> None:
    """A failure would go unnoticed."""
    with pytest.raises(RuntimeError, match=r"^`echo no; false` fails:\nno"):
        cog_helpers.run("true", before=before, after=after)


def test_an_installation_that_fails_is_an_error(own: Path) -> None:
    """Without the installation, no command would show what a reader sees."""
    (own / "docs" / "README.md").write_text("1. `echo no network; false`\n2. `true`\n", encoding="utf-8")

    with pytest.raises(RuntimeError, match=r"^the installation in docs/README\.md fails:\nno network"):
        cog_helpers.run("true")
