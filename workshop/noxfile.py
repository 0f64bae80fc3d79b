"""The gates of the workshop, a session each: `nox` runs them, here or, from the root, `nox -f workshop/noxfile.py`."""

import os
import shlex
import shutil
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
nox.options.parallel = os.cpu_count()
nox.options.reuse_venv = "yes"

PYPROJECT = Path("pyproject.toml")
PROJECT = nox.project.load_toml(PYPROJECT)
PYTHONS = nox.project.python_versions(PROJECT)
SOURCES = ("src", "tests", "exercises", "benchmarks", "browser", "noxfile.py")
REPORTS = ".reports"  # what CI uploads
FOR_PYODIDE = shlex.split(
    "--only-binary=:all: --platform=pyemscripten_2026_0_wasm32 --python-version=314 --implementation=cp --abi=cp314"
)
IN_PARALLEL = (f"--numprocesses={1 + (os.cpu_count() or 1)}", "--dist=worksteal")  # tests also wait


def install(session: nox.Session, group: str, *, with_project: bool = False) -> None:
    """Install a dependency group and, if asked, the project in place, and nothing else, unless that has been done."""
    wanted = (*requirements(group), *(["-e .[cluster]"] if with_project else []))
    listed, installed = (Path(session.virtualenv.location, name) for name in ("requirements.txt", "installed.txt"))
    contents = "\n".join([f"{Path.cwd()}", *wanted, PYPROJECT.read_text(encoding="utf-8")])  # it's installed in place
    if not installed.exists() or installed.read_text(encoding="utf-8") != contents:
        installed.unlink(missing_ok=True)
        listed.write_text("\n".join(wanted), encoding="utf-8")  # uv keeps builds of projects that a file names
        session.install(*(["--exact"] if session.venv_backend == "uv" else []), "-r", f"{listed}")
        if session.run_install("python", "--version", silent=True, log=False):  # not with --no-install, as above
            installed.write_text(contents, encoding="utf-8")


def requirements(group: str) -> tuple[str, ...]:
    """Return the requirements of a dependency group."""
    return nox.project.dependency_groups(PROJECT, group)


@nox.session(default=False, allow_parallel=False)
def fix(session: nox.Session) -> None:
    """Format every file, and fix what ruff can fix; what's left is shown."""
    install(session, "lint")
    session.run("ruff", "check", "--fix", "--exit-zero", *SOURCES)
    session.run("ruff", "format", *SOURCES)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests."""
    install(session, "test", with_project=True)
    session.run("pytest", *IN_PARALLEL, f"--junit-xml={REPORTS}/junit-{session.name}.xml", *session.posargs)


@nox.session(default=False, allow_parallel=False)
def coverage(session: nox.Session) -> None:
    """Run the tests; every line and branch must be covered. Measuring takes half as long again."""
    install(session, "test", with_project=True)
    session.run("pytest", *IN_PARALLEL, "--cov", "--cov-fail-under=100", "--cov-report=term-missing", *session.posargs)


@nox.session
def exercises(session: nox.Session) -> None:
    """Verify every exercise: its start, its solution, its mutants and its texts; `slow` adds its bad suites."""
    install(session, "test", with_project=True)
    session.run("workshop", "verify", "--quick", "--seeds=1", *session.posargs)


@nox.session(name="format")
def format_(session: nox.Session) -> None:
    """Check that every file is formatted as ruff would format it."""
    install(session, "lint")
    session.log("`nox -s fix` in `workshop/` formats what differs")
    session.run("ruff", "format", "--diff", *SOURCES)


@nox.session
def lint(session: nox.Session) -> None:
    """Check the rules of ruff."""
    install(session, "lint")
    session.log("`nox -s fix` in `workshop/` corrects what it can")
    session.run("ruff", "check", *SOURCES)


@nox.session
def docstrings(session: nox.Session) -> None:
    """Check that everything public has a docstring, tests too."""
    install(session, "lint")
    session.run("ruff", "check", "--select=D1", "--ignore=D105,D107", *SOURCES)  # not magic methods


@nox.session
def layers(session: nox.Session) -> None:
    """Check that each layer of the package imports only the layers below it."""
    install(session, "layers", with_project=True)
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, strictly, in tests too."""
    install(session, "types", with_project=True)
    session.run("mypy")


@nox.session(name="exercise-types", default=False, allow_parallel=False)
def exercise_types(session: nox.Session) -> None:
    """Check the types of each exercise, strictly, in a run of its own: their modules have the same names."""
    install(session, "types", with_project=True)
    cache = Path(".mypy_cache", "exercises").resolve()
    for folder in sorted(Path("exercises").iterdir()):
        with session.chdir(folder):
            files = [*Path().glob("*.py"), *Path("correct").glob("*.py")]
            session.run("mypy", "--strict", "--config-file=", f"--cache-dir={cache}", *map(str, files))


@nox.session(default=False, allow_parallel=False)
def slow(session: nox.Session) -> None:
    """Judge many suites: those that cheat or do harm reach nothing, and the bad ones of each exercise aren't done."""
    install(session, "test", with_project=True)
    session.run("pytest", "-m", "slow", *IN_PARALLEL, *session.posargs)
    session.run("workshop", "verify", "--seeds=1")


@nox.session(default=False, allow_parallel=False)
def page(session: nox.Session) -> None:
    """Build the page with the exercises in `.reports/page`, or in another folder; it needs Node."""
    install(session, "page", with_project=True)
    build_page(session, Path(*session.posargs or [REPORTS, "page"]).resolve())


@nox.session(default=False, allow_parallel=False)
def browser(session: nox.Session) -> None:
    """Test the page in a Chromium and a Firefox: those on the path, or in $CHROMIUM and $FIREFOX."""
    install(session, "browser", with_project=True)
    result = Path(session.create_tmp(), "result").resolve()
    build_page(session, result)
    session.run("mypy", "browser")
    # In the session's own folder, the path of a Chromium's socket would be too long in most clones.
    environment = {"PAGE": f"{result}", "TMPDIR": os.environ.get("TMPDIR")}
    session.run("pytest", "browser/tests", *session.posargs, env=environment)


@nox.session(default=False, allow_parallel=False)
def parity(session: nox.Session) -> None:
    """Compare the page's verdicts with those of the terminal, on every suite that the exercises have; it needs Node."""
    install(session, "page", with_project=True)
    result = Path(session.create_tmp(), "result").resolve()
    build_page(session, result)
    with session.chdir("browser"):
        session.run("python", "parity.py", f"{result / 'packages.tar.gz'}", *session.posargs)


def build_page(session: nox.Session, result: Path) -> None:
    """Build the page, with everything that it loads, in a folder."""
    made = Path(session.create_tmp(), "page").resolve()
    for folder in (made, result):
        shutil.rmtree(folder, ignore_errors=True)
    packages, archive, course = made / "packages", made / "packages.tar.gz", made / "course.json"
    session.run("uv", "build", "--quiet", "--wheel", f"--out-dir={made}")
    sources = ["--requirement=browser/packages.txt", *map(str, made.glob("*.whl"))]
    session.run("pip", "install", f"--target={packages}", "--quiet", "--no-deps", *FOR_PYODIDE, *sources)
    session.run("python", "browser/pack.py", f"{packages}", f"{archive}")
    with course.open("w", encoding="utf-8") as file:
        session.run("python", "-c", "from workshop.page import course; print(course())", stdout=file)
    with session.chdir("browser"):
        session.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", external=True)
        session.run("npm", "run", "types", external=True)
        session.run("node", "build.mjs", f"{course}", f"{archive}", f"{result}", external=True)


@nox.session(default=False, allow_parallel=False)
def thorough(session: nox.Session) -> None:
    """Run the tests in random order with more examples, and verify the exercises with twenty seeds."""
    install(session, "thorough", with_project=True)
    session.run("pytest", *IN_PARALLEL, "-p", "randomly", "--hypothesis-profile=thorough", *session.posargs)
    session.run("workshop", "verify", "--seeds=20")


@nox.session(python=PYTHONS[0], default=False, allow_parallel=False, venv_backend="uv")
def lowest(session: nox.Session) -> None:
    """Run the tests on the lowest Python and the lowest dependencies that we support."""
    session.install("--resolution=lowest-direct", *requirements("test"), "-e", ".[cluster]")
    session.run("pytest", *IN_PARALLEL, *session.posargs)


@nox.session(python=PYTHONS[-1], default=False, allow_parallel=False, venv_backend="uv")
def newest(session: nox.Session) -> None:
    """Run the tests on the newest Python and the newest dependencies, even beyond our version bounds."""
    install(session, "test", with_project=True)
    session.install("--upgrade", *map(without_bounds, [*PROJECT["project"]["dependencies"], *requirements("test")]))
    session.run("pytest", *IN_PARALLEL, *session.posargs)


def without_bounds(requirement: str) -> str:
    """Return the requirement without its version bounds: `redis` for `redis>=8,<9`."""
    any_version = Requirement(requirement)
    any_version.specifier = SpecifierSet()
    return f"{any_version}"


@nox.session(default=False, allow_parallel=False)
def benchmarks(session: nox.Session) -> None:
    """Measure what we claim about speed and memory."""
    install(session, "benchmarks", with_project=True)
    results = f"{session.create_tmp()}/benchmarks.json"
    session.run("pytest", "benchmarks", f"--benchmark-json={results}", *session.posargs)
    session.run("python", "benchmarks/claims.py", results)
