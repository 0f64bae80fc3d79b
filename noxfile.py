"""The gates, a session each. Workflows and `.ci/run` call them and define none of their own.

`nox` runs every gate that this machine can run, `nox -s lint` runs one, and `nox -l` lists them all.
"""

import os
from pathlib import Path

import nox
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

os.environ.setdefault("UV_SYSTEM_CERTS", "true")  # uv trusts the certificates that this machine trusts, as pip does

nox.needs_version = ">=2026.10"
nox.options.allow_parallel = True
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False  # plain `nox` tests on the Pythons at hand
nox.options.parallel = os.cpu_count()
nox.options.reuse_venv = "yes"

PROJECT = nox.project.load_toml()
SOURCES = ("src", "tests", "benchmarks", ".ci", "noxfile.py")
REPORTS = ".reports"  # what CI uploads


def install(session: nox.Session, group: str, *, with_project: bool = False) -> None:
    """Install a dependency group and, if asked, the project in place."""
    session.install(*requirements(group), *(["-e", "."] if with_project else []))


def requirements(group: str) -> tuple[str, ...]:
    """Return the requirements of a dependency group."""
    return nox.project.dependency_groups(PROJECT, group)


@nox.session(name="format")
def format_(session: nox.Session) -> None:
    """Check that every file is formatted as ruff would format it."""
    install(session, "lint")
    session.run("ruff", "format", "--diff", *SOURCES)


@nox.session
def lint(session: nox.Session) -> None:
    """Check the rules of ruff."""
    install(session, "lint")
    session.run("ruff", "check", *SOURCES)


@nox.session
def docstrings(session: nox.Session) -> None:
    """Check that everything public has a docstring, tests too."""
    install(session, "docstrings")
    session.run("interrogate", *SOURCES)


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, strictly, in tests too."""
    install(session, "types", with_project=True)
    session.run("mypy")


@nox.session
def workflows(session: nox.Session) -> None:
    """Check that the workflows are well-formed and safe, and that nothing gets past them."""
    install(session, "workflows")
    for schema, files in (
        ("github-workflows", ".github/workflows/*.yml"),
        ("github-issue-forms", ".github/ISSUE_TEMPLATE/*.yml"),
        ("dependabot", ".github/dependabot.yml"),
        ("codecov", "codecov.yml"),
    ):
        found = [f"{path}" for path in sorted(Path().glob(files))]
        session.run("check-jsonschema", f"--builtin-schema=vendor.{schema}", *found)
    session.run("actionlint")
    session.run("zizmor", "--persona=pedantic", *([] if "GH_TOKEN" in os.environ else ["--offline"]), ".")
    session.run("python", ".ci/lint_workflows.py")


@nox.session(python=nox.project.python_versions(PROJECT))
def tests(session: nox.Session) -> None:
    """Run the tests that need no server."""
    run_suite(session, "-m", "not server", "--ignore=tests/scripts", "--ignore=tests/kit")


@nox.session
def integration(session: nox.Session) -> None:
    """Run the tests that need a real Redis; fails on a machine without one."""
    run_suite(session, "-m", "server", "--ignore=tests/kit")


@nox.session
def scripts(session: nox.Session) -> None:
    """Run the tests of the scripts in `.ci`."""
    run_suite(session, "tests/scripts")


def run_suite(session: nox.Session, *selection: str) -> None:
    """Run the selected tests, and keep what they covered for the session `coverage`."""
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


@nox.session(allow_parallel=False)  # so that it starts when the suites have ended
def coverage(session: nox.Session) -> None:
    """Check that the suites that ran before cover every line and branch, tests included."""
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
    session.run("pytest", "-p", "randomly", "--hypothesis-profile=thorough", "--ignore=tests/kit", *session.posargs)


@nox.session(default=False, venv_backend="uv")
def lowest(session: nox.Session) -> None:
    """Run all tests on the lowest versions that we allow."""
    session.install("--resolution=lowest-direct", *requirements("test"), "-e", ".")
    session.run("pytest", "--ignore=tests/kit", *session.posargs)


@nox.session(default=False, venv_backend="uv")
def newest(session: nox.Session) -> None:
    """Run all tests on the newest versions there are, even beyond our bounds."""
    install(session, "test", with_project=True)
    session.install("--upgrade", *map(without_bounds, [*PROJECT["project"]["dependencies"], *requirements("test")]))
    session.run("pytest", "--ignore=tests/kit", *session.posargs)


def without_bounds(requirement: str) -> str:
    """Return the requirement for any version: `redis` for `redis>=8,<9`."""
    any_version = Requirement(requirement)
    any_version.specifier = SpecifierSet()
    return f"{any_version}"


@nox.session(default=False)
def benchmarks(session: nox.Session) -> None:
    """Measure what we claim about speed and memory."""
    install(session, "benchmarks", with_project=True)
    results = f"{session.create_tmp()}/benchmarks.json"
    session.run("pytest", "benchmarks", f"--benchmark-json={results}", *session.posargs)
    session.run("python", "benchmarks/claims.py", results)


# kit only
import shutil  # noqa: E402 - what is about the kit is in one place, for `adopt` to take out
import sys  # noqa: E402

WORKSHOP_NOX = (sys.executable, "-m", "nox", "--noxfile", "workshop/noxfile.py")


@nox.session(venv_backend="none", allow_parallel=False)
def workshop(session: nox.Session) -> None:
    """Run the gates of the workshop; `nox -f workshop/noxfile.py -s tests` runs one of them."""
    session.run(*WORKSHOP_NOX, *session.posargs)


@nox.session(allow_parallel=False)
def matrix(session: nox.Session) -> None:
    """Run the tests on every mutant of `tests/mutants.toml`, and compare the kill matrix with the one in the guide."""
    install(session, "test", with_project=True)
    session.install("-e", "./workshop")
    session.run("workshop", "matrix", "--check", "docs/kill-matrix.svg", *session.posargs)


@nox.session
def kit(session: nox.Session) -> None:
    """Run the tests of what makes this repository a kit: adoption, the proofs of the gates, the guide, the README."""
    session.install(*requirements("kit"), "-e", "./workshop")
    run_suite(session, "tests/kit")


@nox.session
def prose(session: nox.Session) -> None:
    """Check the texts for readers: links, names, lengths and spelling."""
    install(session, "kit")
    session.run("python", ".ci/lint_guide.py")
    session.run("typos")


@nox.session(default=False)
def guide(session: nox.Session) -> None:
    """Check every output that the guide shows, in a minute or two; `nox -s guide -- -r` updates them."""
    install(session, "kit")
    shown = sorted([*Path("docs").glob("*.md"), *Path("workshop/exercises").glob("*/README.md")])
    cog = ["cog", "-P", "-p", "from cog_helpers import *", *(session.posargs or ["--check", "--diff"])]
    session.run(*cog, *map(str, shown), env={"PYTHONPATH": ".ci"})


@nox.session
def site(session: nox.Session) -> None:
    """Build the site of the guide in `.reports/site`, and check its links."""
    session.install("zensical>=0.0.73,<0.1")
    project, result = Path(session.create_tmp(), "site").resolve(), Path(REPORTS, "site").resolve()
    for folder in (project, result):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree("docs", project / "docs")
    shutil.copy(".ci/zensical.toml", project)
    with session.chdir(project):
        session.run("zensical", "build", "--strict")
    shutil.copytree(project / "site", result)


@nox.session(default=False, tags=["by-hand"])
def answers(session: nox.Session) -> None:
    """Judge your own tests, for every exercise that you have begun."""
    session.install("-e", "./workshop")
    if "GITHUB_STEP_SUMMARY" in os.environ:
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as summary:
            session.run("workshop", "check", "--all", "--markdown", stdout=summary)
    else:
        session.run("workshop", "check", "--all")


@nox.session(default=False, tags=["by-hand"])
def shrink(session: nox.Session) -> None:
    """Show how a counterexample shrinks; `nox -s shrink -- 5` repeats what seed 5 showed."""
    install(session, "test", with_project=True)
    session.run("python", "-m", "tests.property.shrinking", *session.posargs)


@nox.session(default=False, venv_backend="none")
def gates(session: nox.Session) -> None:
    """Prove that every gate can go red, with a bad change for each."""
    # After Ctrl-C it has clones to remove.
    session.run(sys.executable, ".ci/prove_gates.py", "prove", *session.posargs, interrupt_timeout=30)


@nox.session(name="break", default=False, venv_backend="none", tags=["by-hand"])
def break_(session: nox.Session) -> None:
    """Make one bad change in this tree, and let its gates refuse it: `nox -s break -- unused-import`."""
    session.run(sys.executable, ".ci/prove_gates.py", "make", *session.posargs)


@nox.session(default=False, tags=["by-hand"])
def adopt(session: nox.Session) -> None:
    """Turn this fresh copy into your own project: `nox -s adopt -- acme_shop`."""
    install(session, "adopt")
    session.run("python", ".ci/adopt.py", *session.posargs)


@nox.session(default=False, venv_backend="none")
def adoption(session: nox.Session) -> None:
    """Adopt fresh clones under a usual, a short and a long name, and check that all gates are green in each."""
    changes = Path(session.create_tmp(), "changes.diff").resolve()
    session.run("git", "diff", "HEAD", "--binary", f"--output={changes}")
    for name in ("acme_shop", "zoo", "customer_relationship_services"):
        clone = Path(session.create_tmp(), name)
        shutil.rmtree(clone, ignore_errors=True)
        session.run("git", "clone", "-q", ".", f"{clone}")
        with session.chdir(clone):
            if changes.stat().st_size:  # changes that aren't committed yet are adopted too
                session.run("git", "apply", "--index", f"{changes}")
                session.run("git", "-c", "user.name=nox", "-c", "user.email=nox@localhost", "commit", "-q", "-m", "now")
            session.run(sys.executable, "-m", "nox", "-s", "adopt", "--", name)
            session.run(sys.executable, "-m", "nox")


# end of kit only
