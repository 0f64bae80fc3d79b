"""The gates, a session each. Workflows and `.ci/run` call them, and define none of their own.

`nox` runs every gate that this machine can, `nox -s lint` one of them, `nox -l` lists them all.
"""

import os

# kit only
import shutil
import sys

# end of kit only
from pathlib import Path

import nox
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

os.environ.setdefault("UV_SYSTEM_CERTS", "true")  # uv trusts whom this machine trusts, as pip does

nox.needs_version = ">=2026.10"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False  # plain `nox` tests on the Pythons at hand
nox.options.reuse_venv = "yes"

PROJECT = nox.project.load_toml()
REPORTS = ".reports"  # what CI uploads


def install(session: nox.Session, group: str, *, with_project: bool = False) -> None:
    """Install a dependency group, and with it the project, in place."""
    session.install(*requirements(group), *(["-e", "."] if with_project else []))


def requirements(group: str) -> tuple[str, ...]:
    """Return what a dependency group asks for."""
    return nox.project.dependency_groups(PROJECT, group)


@nox.session(name="format")
def format_(session: nox.Session) -> None:
    """Check that every file is formatted as ruff would."""
    install(session, "lint")
    session.run("ruff", "format", "--diff", ".")


@nox.session
def lint(session: nox.Session) -> None:
    """Check every rule of ruff that we hold to."""
    install(session, "lint")
    session.run("ruff", "check", ".")


@nox.session
def docstrings(session: nox.Session) -> None:
    """Check that everything public has a docstring, and every test its sentence."""
    install(session, "docstrings")
    session.run("interrogate", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, strictly, of the tests too."""
    install(session, "types", with_project=True)
    session.run("mypy")
    # kit only
    cache = Path(".mypy_cache", "exercises").resolve()
    for folder in sorted(Path("exercises").iterdir()):
        with session.chdir(folder):
            files = [*Path().glob("*.py"), *Path("correct").glob("*.py")]
            session.run("mypy", "--strict", "--config-file=", f"--cache-dir={cache}", *map(str, files))
    # end of kit only


@nox.session
def workflows(session: nox.Session) -> None:
    """Check that the workflows are well-formed and safe, and run these gates and nothing else."""
    install(session, "workflows")
    for schema, files in (
        ("github-workflows", ".github/workflows/*.yml"),
        # kit only
        ("github-workflows", ".github/ready-to-copy/*.yml"),
        # end of kit only
        ("github-issue-forms", ".github/ISSUE_TEMPLATE/*.yml"),
        ("dependabot", ".github/dependabot.yml"),
        ("codecov", "codecov.yml"),
    ):
        found = [f"{path}" for path in sorted(Path().glob(files))]
        session.run("check-jsonschema", f"--builtin-schema=vendor.{schema}", *found)
    session.run("actionlint")
    session.run("zizmor", "--persona=pedantic", *([] if "GH_TOKEN" in os.environ else ["--offline"]), ".")
    # kit only
    ready = ".github/ready-to-copy/check-my-tests.yml"
    session.run("actionlint", ready)
    session.run("zizmor", "--persona=pedantic", "--offline", ready)
    # end of kit only
    session.run("python", ".ci/workflows.py")


@nox.session(python=nox.project.python_versions(PROJECT))
def tests(session: nox.Session) -> None:
    """Run the tests that need no server."""
    run_suite(
        session,
        "-m",
        "not server",
        "--ignore=tests/scripts",
        # kit only
        "--ignore=tests/workshop",
        # end of kit only
    )


@nox.session
def integration(session: nox.Session) -> None:
    """Run the tests that need a real Redis; fails where none can be had."""
    run_suite(session, "-m", "server")


@nox.session
def scripts(session: nox.Session) -> None:
    """Run the tests of the scripts in `.ci`."""
    run_suite(session, "tests/scripts")


# kit only
@nox.session
def workshop(session: nox.Session) -> None:
    """Run the tests of the machine that judges tests."""
    run_suite(session, "tests/workshop")


@nox.session
def matrix(session: nox.Session) -> None:
    """Plant every bug of the catalogue, and check that our tests catch it as the kill matrix shows."""
    install(session, "test", with_project=True)
    session.run("workshop", "matrix", "--check", "docs/kill-matrix.svg", *session.posargs)


@nox.session
def exercises(session: nox.Session) -> None:
    """Verify every exercise: its solution, its bad suites, its mutants and its words."""
    install(session, "test", with_project=True)
    session.run("workshop", "verify", *session.posargs)


@nox.session
def guide(session: nox.Session) -> None:
    """Check that the guide shows what is so, and that it can be read; `nox -s guide -- -r` shows it anew."""
    install(session, "guide")
    shown = sorted([*Path("docs").glob("*.md"), *Path("exercises").glob("*/README.md")])
    cog = ["cog", "-P", "-p", "from guide import *", *(session.posargs or ["--check", "--diff"]), *map(str, shown)]
    session.run(*cog, env={"PYTHONPATH": ".ci"})
    session.run("python", ".ci/chapters.py")
    session.run("typos")


@nox.session
def site(session: nox.Session) -> None:
    """Build the site of the guide, and check its links; it is in `.reports/site` then."""
    install(session, "site")
    project, result = Path(session.create_tmp(), "site").resolve(), Path(REPORTS, "site").resolve()
    for folder in (project, result):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree("docs", project / "docs")
    shutil.copy(".ci/zensical.toml", project)
    with session.chdir(project):
        session.run("zensical", "build", "--strict")
    shutil.copytree(project / "site", result)


# end of kit only
def run_suite(session: nox.Session, *selection: str) -> None:
    """Run the tests that are selected, and keep what they covered for the session `coverage`."""
    install(session, "test", with_project=True)
    session.run(
        "pytest",
        *selection,
        "--cov",
        f"--cov-report=xml:{REPORTS}/coverage-{session.name}.xml",
        f"--junit-xml={REPORTS}/junit-{session.name}.xml",
        *session.posargs,
        env={"COVERAGE_FILE": f".coverage.{session.name}"},
    )


@nox.session
def coverage(session: nox.Session) -> None:
    """Check that the suites that ran before cover every line and branch, those of the tests too."""
    install(session, "coverage")
    session.run("coverage", "combine")
    if "GITHUB_STEP_SUMMARY" in os.environ:
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as summary:
            session.run("coverage", "report", "--format=markdown", "--no-skip-covered", stdout=summary)
    session.run("coverage", "report", "--fail-under=100")


@nox.session(default=False)
def thorough(session: nox.Session) -> None:
    """Run all tests in random order, with many more examples for each property."""
    install(session, "thorough", with_project=True)
    session.run("pytest", "-p", "randomly", "--hypothesis-profile=thorough", *session.posargs)


@nox.session(default=False, venv_backend="uv")
def lowest(session: nox.Session) -> None:
    """Run all tests on the lowest versions that we allow."""
    session.install("--resolution=lowest-direct", *requirements("test"), "-e", ".")
    session.run("pytest", *session.posargs)


@nox.session(default=False, venv_backend="uv")
def newest(session: nox.Session) -> None:
    """Run all tests on the newest versions that there are, those beyond our bounds too."""
    install(session, "test", with_project=True)
    session.install("--upgrade", *map(without_bounds, [*PROJECT["project"]["dependencies"], *requirements("test")]))
    session.run("pytest", *session.posargs)


def without_bounds(requirement: str) -> str:
    """Return the requirement for any version: `redis` for `redis>=8,<9`."""
    any_version = Requirement(requirement)
    any_version.specifier = SpecifierSet()
    return f"{any_version}"


# kit only
@nox.session(default=False, tags=["by-hand"])
def answers(session: nox.Session) -> None:
    """Judge your own tests, for every exercise that you have begun."""
    install(session, "test", with_project=True)
    if "GITHUB_STEP_SUMMARY" in os.environ:
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as summary:
            session.run("workshop", "check", "--all", "--markdown", stdout=summary)
    else:
        session.run("workshop", "check", "--all")


@nox.session(default=False, tags=["by-hand"])
def shrink(session: nox.Session) -> None:
    """Show how a counterexample shrinks; `nox -s shrink -- 5` shows again what seed 5 showed."""
    install(session, "test", with_project=True)
    session.run("python", "-m", "tests.property.shrinking", *session.posargs)


@nox.session(default=False)
def benchmarks(session: nox.Session) -> None:
    """Measure what we claim about speed and memory."""
    install(session, "benchmarks", with_project=True)
    results = f"{session.create_tmp()}/benchmarks.json"
    session.run("pytest", "benchmarks", f"--benchmark-json={results}", *session.posargs)
    session.run("python", "benchmarks/claims.py", results)


@nox.session(default=False, venv_backend="none")
def gates(session: nox.Session) -> None:
    """Prove that every gate can go red, by a bad change for each."""
    # After Ctrl-C it has clones to remove.
    session.run(sys.executable, ".ci/gates.py", "prove", *session.posargs, interrupt_timeout=30)


@nox.session(name="break", default=False, venv_backend="none")
def break_(session: nox.Session) -> None:
    """Make one bad change in this tree, and let its gates refuse it: `nox -s break -- unused-import`."""
    session.run(sys.executable, ".ci/gates.py", "make", *session.posargs)


@nox.session(default=False, tags=["by-hand"])
def adopt(session: nox.Session) -> None:
    """Make this fresh copy your own project: `nox -s adopt -- acme_shop`."""
    install(session, "adopt")
    session.run("python", ".ci/adopt.py", *session.posargs)


@nox.session(default=False, venv_backend="none")
def adoption(session: nox.Session) -> None:
    """Check that a fresh clone is green at once when it is adopted, under a usual, a short and a long name."""
    changes = Path(session.create_tmp(), "changes.diff").resolve()
    session.run("git", "diff", "HEAD", "--binary", f"--output={changes}")
    for name in ("acme_shop", "zoo", "customer_relationship_services"):
        clone = Path(session.create_tmp(), name)
        shutil.rmtree(clone, ignore_errors=True)
        session.run("git", "clone", "-q", ".", f"{clone}")
        with session.chdir(clone):
            if changes.stat().st_size:  # what is not committed yet is adopted too
                session.run("git", "apply", "--index", f"{changes}")
                session.run("git", "-c", "user.name=nox", "-c", "user.email=nox@localhost", "commit", "-q", "-m", "now")
            session.run(sys.executable, "-m", "nox", "-s", "adopt", "--", name)
            session.run(sys.executable, "-m", "nox")


# end of kit only
