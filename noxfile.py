"""The gates, one session each. The workflows and `.ci/run` run these sessions and define no checks of their own.

`nox` runs every gate that this machine can run, `nox -s lint` runs one, and `nox -l` lists them all. A session that
plain `nox` leaves out has a tag that says when it runs: `ci` on every pull request, `weekly`, or `by-hand`.
"""

import os
import sys
from itertools import pairwise
from pathlib import Path

import nox
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

os.environ.setdefault("UV_SYSTEM_CERTS", "true")  # uv trusts the certificates that this machine trusts, as pip does

nox.needs_version = ">=2026.10"
nox.options.allow_parallel = True  # except for sessions that run by themselves, and show what they do at once
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False  # plain `nox` tests on the Pythons at hand
nox.options.parallel = 1 + (os.cpu_count() or 1)  # tests also wait
nox.options.reuse_venv = "yes"

PYPROJECT = Path("pyproject.toml")
PROJECT = nox.project.load_toml(PYPROJECT)
PYTHONS = nox.project.python_versions(PROJECT)
SOURCES = ("src", "tests", "benchmarks", ".ci", "noxfile.py")
REPORTS = ".reports"  # what CI uploads


def install(session: nox.Session, *wanted: str, with_project: bool = False) -> None:
    """Install requirements and, if asked, the project in place, unless the environment has just that."""
    wanted = (*wanted, *(["-e", ".[service]"] if with_project else []))
    projects = [".", *(project.partition("[")[0] for option, project in pairwise(wanted) if option == "-e")]
    settings = [Path(project, "pyproject.toml").read_text(encoding="utf-8") for project in projects]
    installed = Path(session.virtualenv.location, "installed.txt")  # what this environment was made for
    contents = "\n".join([*wanted, *settings])
    if not installed.exists() or installed.read_text(encoding="utf-8") != contents:
        installed.unlink(missing_ok=True)
        session.install(*(["--exact"] if session.venv_backend == "uv" else []), *wanted)
        installed.write_text(contents, encoding="utf-8")


def requirements(group: str) -> tuple[str, ...]:
    """Return the requirements of a dependency group."""
    return nox.project.dependency_groups(PROJECT, group)


def run_suite(session: nox.Session, *selection: str, tools: tuple[str, ...] = ()) -> None:
    """Run the selected tests, with more tools installed if they need some.

    On the Python that runs nox, also save their coverage for the session `coverage`.
    """
    install(session, *requirements("test"), *tools, with_project=True)
    is_measured = session.python in (None, f"{sys.version_info.major}.{sys.version_info.minor}")
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


# kit only
# Everything about the kit is in this block, for `adopt` to remove. It comes first because it takes longest.
import shutil  # noqa: E402

RENAMER = ("packaging>=26,<27", "rope>=1.15,<2", *requirements("lint"))  # what .ci/adopt.py runs on
NOX = "nox>=2026.10,<2027"
WORKSHOP_NOX = (
    *(sys.executable, "-m", "nox", "--noxfile", "workshop/noxfile.py"),
    *(["--error-on-missing-interpreters"] if "GITHUB_ACTIONS" in os.environ else []),
)


@nox.session(venv_backend="none")
def workshop(session: nox.Session) -> None:
    """Run the gates of the workshop; `nox -f workshop/noxfile.py -s tests` runs one of them."""
    session.run(*WORKSHOP_NOX, *session.posargs)


@nox.session(name="workshop-weekly", venv_backend="none", default=False, allow_parallel=False, tags=["weekly"])
@nox.parametrize("gate", [nox.param(gate, id=gate) for gate in ("thorough", "lowest", "newest", "benchmarks")])
def workshop_weekly(session: nox.Session, gate: str) -> None:
    """Run a weekly session of the workshop."""
    session.run(*WORKSHOP_NOX, "--sessions", gate, "--", *session.posargs)


@nox.session(name="workshop-ci", venv_backend="none", default=False, allow_parallel=False, tags=["ci"])
@nox.parametrize("gate", [nox.param(gate, id=gate) for gate in ("coverage", "slow", "browser", "parity")])
def workshop_ci(session: nox.Session, gate: str) -> None:
    """Run a session of the workshop that takes minutes; the last two need Node, and `browser` a Chromium, too."""
    session.run(*WORKSHOP_NOX, "--sessions", gate, "--", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Check that each mutant of `tests/mutants.toml` is killed by the techniques that should catch it."""
    install(session, *requirements("test"), "-e", "./workshop", with_project=True)
    session.run("workshop", "matrix", "--claims", *session.posargs)


@nox.session(default=False, allow_parallel=False, tags=["ci"])
def matrix(session: nox.Session) -> None:
    """Run every technique on every mutant, and compare the kill matrix with the one in the guide."""
    install(session, *requirements("test"), "-e", "./workshop", with_project=True)
    session.run("workshop", "matrix", "--check", "docs/kill-matrix.svg", *session.posargs)


@nox.session
def kit(session: nox.Session) -> None:
    """Run the tests of what makes this repository a kit: adoption, the proofs of the gates, the guide, the README."""
    run_suite(session, "tests/kit", tools=(*RENAMER, NOX, *requirements("workflows"), "-e", "./workshop"))


@nox.session
def prose(session: nox.Session) -> None:
    """Check the texts for readers: links, names, lengths, English and spelling."""
    install(session, NOX, "typos>=1.52,<2")
    session.run("python", ".ci/lint_guide.py")
    session.run("python", ".ci/lint_prose.py")
    session.run("typos", "--config", ".ci/typos.toml")


@nox.session(default=False, allow_parallel=False, tags=["ci"])
def guide(session: nox.Session) -> None:
    """Check every output that the guide shows, in a minute or two; `nox -s guide -- -r` updates them."""
    install(session, "cogapp>=3.6,<4")
    shown = sorted([*Path("docs").glob("*.md"), *Path("workshop/exercises").glob("*/README.md")])
    cog = ["cog", "-P", "-p", "from cog_helpers import *", *(session.posargs or ["--check", "--diff"])]
    session.run(*cog, *map(str, shown), env={"PYTHONPATH": ".ci"})


@nox.session(default=False, tags=["ci"])
def site(session: nox.Session) -> None:
    """Build the site of the guide, with the exercises, in `.reports/site`, and check its links; it needs Node."""
    install(session, "zensical>=0.0.73,<0.1")
    project, result = Path(session.create_tmp(), "site").resolve(), Path(REPORTS, "site").resolve()
    for folder in (project, result):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree("docs", project / "docs")
    session.run("python", ".ci/link_exercises.py", f"{project / 'docs'}")
    shutil.copy(".ci/zensical.toml", project)
    with session.chdir(project):
        session.run("zensical", "build", "--strict")
    shutil.copytree(project / "site", result)
    session.run(*WORKSHOP_NOX, "--sessions", "page", "--", f"{result / 'workshop'}", external=True)


@nox.session(default=False, allow_parallel=False, tags=["by-hand"])
def answers(session: nox.Session) -> None:
    """Check your own tests, for every exercise that you have started."""
    install(session, "-e", "./workshop")
    if "GITHUB_STEP_SUMMARY" in os.environ:
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as summary:
            session.run("workshop", "check", "--all", "--markdown", stdout=summary)
    else:
        session.run("workshop", "check", "--all")


@nox.session(default=False, allow_parallel=False, tags=["by-hand"])
def shrink(session: nox.Session) -> None:
    """Show how a counterexample shrinks; `nox -s shrink -- 5` repeats the run with seed 5."""
    install(session, *requirements("test"), with_project=True)
    session.run("python", "-m", "tests.kit.shrinking", *session.posargs)


@nox.session(venv_backend="none", default=False, allow_parallel=False, tags=["weekly"])
def gates(session: nox.Session) -> None:
    """Prove that every gate can go red, with at least one bad change for each."""
    # After Ctrl-C it still has clones to remove.
    session.run(sys.executable, ".ci/prove_gates.py", "prove", *session.posargs, interrupt_timeout=30)


@nox.session(name="break", venv_backend="none", default=False, allow_parallel=False, tags=["by-hand"])
def break_(session: nox.Session) -> None:
    """Make a bad change in this tree, and let its gates refuse it: `nox -s break -- unused-import`, or `--undo` it."""
    session.run(sys.executable, ".ci/prove_gates.py", "make", *session.posargs)


@nox.session(default=False, allow_parallel=False, tags=["by-hand"])
def adopt(session: nox.Session) -> None:
    """Turn this fresh copy into your own project: `nox -s adopt -- acme_shop`; `--help` lists the options."""
    install(session, *RENAMER)
    session.run("python", ".ci/adopt.py", *session.posargs, interrupt_timeout=30)  # Ctrl-C waits for git


ADOPTED = {  # a usual, a short and a long name, and what else is said
    "acme_shop": (
        *("--author=Ada Lovelace", "--email=ada@example.com", "--license=Apache-2.0"),
        *("--url=https://example.com/acme-shop", "--description=Sells whatever is asked for"),
    ),
    "zoo": ("--without=service",),
    "customer_relationship_services": ("--without=redis",),
}


@nox.session(venv_backend="none", default=False, allow_parallel=False, tags=["ci"])
def adoption(session: nox.Session) -> None:
    """Adopt fresh clones under several names, with and without Redis and the service: all gates must be green."""
    for name in session.posargs or ("acme_shop", "zoo", "customer_relationship_services"):
        clone = Path(session.create_tmp(), name).resolve()
        shutil.rmtree(clone, ignore_errors=True)
        session.run(sys.executable, ".ci/plain_git.py", f"{clone}")
        with session.chdir(clone):
            options = ADOPTED.get(name, ())
            session.run(sys.executable, "-m", "nox", "-s", "adopt", "--", name, *options, env={"CI": "true"})
            session.run(sys.executable, "-m", "nox")


@nox.session(venv_backend="none", default=False, allow_parallel=False, tags=["ci"])
def upgrades(session: nox.Session) -> None:
    """Upgrade a project whose owner has edited ten places: nothing may be lost, and all gates must be green."""
    folder = Path(session.create_tmp(), "upgrades").resolve()
    shutil.rmtree(folder, ignore_errors=True)
    session.run(sys.executable, ".ci/prove_upgrade.py", f"{folder}")


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


@nox.session(name="format")
def format_(session: nox.Session) -> None:
    """Check that every file is formatted as ruff would format it."""
    install(session, *requirements("lint"))
    session.run("ruff", "format", "--diff", *SOURCES)


@nox.session
def lint(session: nox.Session) -> None:
    """Check the rules of ruff."""
    install(session, *requirements("lint"))
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
    session.run("mypy")


@nox.session
def dependencies(session: nox.Session) -> None:
    """Check that everything the program imports is a dependency, and that it imports every dependency."""
    install(session, *requirements("dependencies"), with_project=True)
    session.run("deptry", "src")


@nox.session
def workflows(session: nox.Session) -> None:
    """Check that the workflows are well-formed and safe, and that no red job can slip past `all-green`."""
    install(session, *requirements("workflows"))
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


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests that need no server."""
    run_suite(session, "-m", "not server", "--ignore=tests/scripts")


@nox.session
def integration(session: nox.Session) -> None:
    """Run the tests that need a real Redis; fails on a machine without one."""
    run_suite(session, "-m", "server")


@nox.session
def scripts(session: nox.Session) -> None:
    """Run the tests of the scripts in `.ci`."""
    run_suite(session, "tests/scripts")


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
    session.run("coverage", "combine")
    if "GITHUB_STEP_SUMMARY" in os.environ:
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as summary:
            session.run("coverage", "report", "--format=markdown", "--no-skip-covered", stdout=summary)
    session.run("coverage", "report", "--fail-under=100")
