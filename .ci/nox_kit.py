"""The sessions about the kit, which only the kit has: `adopt` removes them. They come first, as they take longest."""

import os
import shutil
import sys
from pathlib import Path

import nox
from nox_helpers import REPORTS, install, requirements, run_suite

RENAMER = ("packaging>=26,<27", "rope>=1.15,<2", *requirements("lint"))  # what .ci/adopt.py runs on
NOX = "nox>=2026.10,<2027"
WORKSHOP_CI = ("coverage", "slow", "exercise-types", "browser", "parity")  # the last two need Node
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
@nox.parametrize("gate", [nox.param(gate, id=gate) for gate in WORKSHOP_CI])
def workshop_ci(session: nox.Session, gate: str) -> None:
    """Run a session of the workshop that takes minutes; the last two need Node, and `browser` a Chromium, too."""
    session.run(*WORKSHOP_NOX, "--sessions", gate, "--", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Check that each mutant of `tests/mutants.toml` is killed by the techniques that should catch it."""
    install(session, *requirements("test"), "-e ./workshop", with_project=True)
    session.run("workshop", "matrix", "--claims", *session.posargs)


@nox.session(default=False, allow_parallel=False, tags=["ci"])
def matrix(session: nox.Session) -> None:
    """Run every technique on every mutant, and compare the kill matrix with the one in the guide."""
    install(session, *requirements("test"), "-e ./workshop", with_project=True)
    session.run("workshop", "matrix", "--check", "docs/kill-matrix.svg", *session.posargs)


@nox.session
def kit(session: nox.Session) -> None:
    """Run the tests of what makes this repository a kit: adoption, the proofs of the gates, the guide, the README."""
    run_suite(session, "tests/kit", tools=(*RENAMER, NOX, *requirements("workflows"), "-e ./workshop"))


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
    install(session, "-e ./workshop")
    if "GITHUB_STEP_SUMMARY" in os.environ:
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as summary:
            session.run("workshop", "check", "--all", "--markdown", stdout=summary, stderr=None)
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
