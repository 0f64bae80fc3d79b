"""The gates, one session each. The workflows and `.ci/run` run these sessions and define no checks of their own.

`nox` runs every gate that this machine can run, `nox -s lint` runs one, and `nox -l` lists them all. A session that
plain `nox` leaves out has a tag that says when it runs: `ci` on every pull request, `weekly`, or `by-hand`.
"""

import os
import sys
from pathlib import Path

import nox

sys.path.append(".ci")
from nox_helpers import PROJECT, PYTHONS, install, requirements, run_suite, without_bounds

os.environ.setdefault("UV_SYSTEM_CERTS", "true")  # uv trusts the certificates that this machine trusts, as pip does

nox.needs_version = ">=2026.10"
nox.options.allow_parallel = True  # except for sessions that run by themselves, and show what they do at once
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False  # plain `nox` tests on the Pythons at hand
nox.options.parallel = 1 + (os.cpu_count() or 1)  # tests also wait
nox.options.reuse_venv = "yes"

SOURCES = ("src", "tests", "benchmarks", ".ci", "noxfile.py")

# kit only
import nox_kit  # noqa: E402, F401 - these sessions come first, because they take longest

# end of kit only


@nox.session(default=False, allow_parallel=False, tags=["by-hand"])
def fix(session: nox.Session) -> None:
    """Format every file, and fix what ruff can fix; what's left is shown."""
    install(session, *requirements("lint"))
    session.run("ruff", "check", "--fix", "--exit-zero", *SOURCES)
    session.run("ruff", "format", *SOURCES)


@nox.session(default=False, allow_parallel=False, tags=["by-hand"])
def test(session: nox.Session) -> None:
    """Run the tests while you write code: failed and new ones first, no coverage, no server unless REDIS_URL is set."""
    install(session, *requirements("test"), with_project=True)
    selection = [] if "REDIS_URL" in os.environ else ["-m", "not server"]
    session.run("pytest", "--failed-first", "--new-first", *selection, *session.posargs)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests that need no server."""
    in_parallel = ("--numprocesses=auto", "--maxprocesses=4", "--dist=worksteal")
    run_suite(session, *in_parallel, "-m", "not server", "--ignore=tests/scripts")


@nox.session
def integration(session: nox.Session) -> None:
    """Run the tests that need a real Redis; fails on a machine without one."""
    run_suite(session, "-m", "server")


@nox.session
def scripts(session: nox.Session) -> None:
    """Run the tests of the scripts in `.ci`."""
    run_suite(session, "tests/scripts")


@nox.session(name="format")
def format_(session: nox.Session) -> None:
    """Check that every file is formatted as ruff would format it."""
    install(session, *requirements("lint"))
    session.log("`nox -s fix` formats what differs")
    session.run("ruff", "format", "--diff", *SOURCES)


@nox.session
def lint(session: nox.Session) -> None:
    """Check the rules of ruff."""
    install(session, *requirements("lint"))
    session.log("`nox -s fix` corrects what it can")
    session.run("ruff", "check", *SOURCES)


@nox.session
def docstrings(session: nox.Session) -> None:
    """Check that everything public has a docstring, tests too."""
    install(session, *requirements("lint"))
    session.run("ruff", "check", "--select=D1", "--ignore=D105,D107", *SOURCES)  # not magic methods


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, strictly, in tests too."""
    install(session, *requirements("types"), with_project=True)
    session.run("mypy", f"--python-version={PYTHONS[0]}")


@nox.session
def dependencies(session: nox.Session) -> None:
    """Check that everything the program imports is a dependency, and that it imports every dependency."""
    install(session, *requirements("dependencies"), with_project=True)
    session.run("deptry", "src", silent=True)  # unless it finds something: it warns of each tool that is not installed


@nox.session
def workflows(session: nox.Session) -> None:
    """Check that the workflows are well-formed and safe, and that no red job can slip past `all-green`."""
    install(session, *requirements("workflows"))
    templates = Path(".github/ISSUE_TEMPLATE")
    for schema, files in {
        "github-workflows": Path(".github/workflows").glob("*.yml"),
        "github-issue-forms": (file for file in templates.glob("*.yml") if file.name != "config.yml"),
        "github-issue-config": templates.glob("config.yml"),
        "dependabot": Path(".github").glob("dependabot.yml"),
        "codecov": Path().glob("codecov.yml"),
    }.items():
        if found := sorted(map(str, files)):
            session.run("check-jsonschema", f"--builtin-schema=vendor.{schema}", *found)
    session.run("actionlint")
    session.run("zizmor", "--persona=pedantic", *([] if "GH_TOKEN" in os.environ else ["--offline"]), ".")
    session.run("python", ".ci/lint_workflows.py")


@nox.session(default=False, tags=["ci"])
def build(session: nox.Session) -> None:
    """Build the wheel and the sdist in `dist/`, and check their metadata, their contents and the installed commands."""
    install(session, *requirements("build"))
    session.run("uv", "build", "--clear")
    (wheel,), (sdist,) = Path("dist").glob("*.whl"), Path("dist").glob("*.tar.gz")
    session.run("twine", "check", "--strict", f"{wheel}", f"{sdist}")
    session.run("check-wheel-contents", f"{wheel}")
    in_empty_environment = ("uv", "tool", "run", "--isolated", "--from", f"{wheel}")
    for command in PROJECT["project"].get("scripts", {}):
        session.run(*in_empty_environment, command, "--help")


@nox.session(default=False, allow_parallel=False, tags=["weekly"])
def thorough(session: nox.Session) -> None:
    """Run all tests in random order, with many more examples for each property."""
    install(session, *requirements("thorough"), with_project=True)
    session.run("pytest", "-p", "randomly", "--hypothesis-profile=thorough", *session.posargs)


@nox.session(python=PYTHONS[0], default=False, allow_parallel=False, tags=["weekly"], venv_backend="uv")
def lowest(session: nox.Session) -> None:
    """Run all tests on the lowest Python and the lowest dependencies that we support."""
    session.install("--resolution=lowest-direct", *requirements("test"), "-e", ".[service]")
    session.run("pytest", *session.posargs)


@nox.session(python=PYTHONS[-1], default=False, allow_parallel=False, tags=["weekly"], venv_backend="uv")
def newest(session: nox.Session) -> None:
    """Run all tests on the newest Python and the newest dependencies, even beyond our version bounds."""
    install(session, *requirements("test"), with_project=True)
    session.install("--upgrade", *map(without_bounds, [*PROJECT["project"]["dependencies"], *requirements("test")]))
    session.run("pytest", *session.posargs)


@nox.session(default=False, allow_parallel=False, tags=["weekly"])
def benchmarks(session: nox.Session) -> None:
    """Measure what we claim about speed and memory."""
    install(session, *requirements("benchmarks"), with_project=True)
    results = f"{session.create_tmp()}/benchmarks.json"
    session.run("pytest", "benchmarks", f"--benchmark-json={results}", *session.posargs)
    session.run("python", "benchmarks/claims.py", results)


@nox.session(venv_backend="none", default=False, allow_parallel=False, tags=["by-hand"])
def upgrade(session: nox.Session) -> None:
    """Merge what has changed in the template since this project was made: `nox -s upgrade -- [URL [REVISION]]`."""
    session.run(sys.executable, ".ci/upgrade.py", *session.posargs, interrupt_timeout=30)  # Ctrl-C waits for git


@nox.session(allow_parallel=False)  # last, and alone: the suites have finished by then
def coverage(session: nox.Session) -> None:
    """Check that the test suites, run before, cover every line and branch of the source and of the tests."""
    install(session, *requirements("coverage"))
    if not any(Path().glob(".coverage.*")):
        session.error("no suite has saved its coverage here; run them all first, or everything with plain `nox`")
    if not any(Path().glob(".coverage.tests*")):
        session.error(f"`tests` ran on no Python; install one of {', '.join(PYTHONS)}, or add a classifier for yours")
    session.run("coverage", "combine")
    if "GITHUB_STEP_SUMMARY" in os.environ:
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as summary:
            session.run("coverage", "report", "--format=markdown", "--no-skip-covered", stdout=summary)
    session.run("coverage", "report", "--fail-under=100")
