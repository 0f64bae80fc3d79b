"""Which names an adopted project can have, why it can't have the others, and what to propose instead."""

import builtins
import keyword
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

OLD = "fizzbuzz"
LONGEST = 30  # characters; a longer name doesn't fit in the lines of texts that name the package
EXAMPLE = "acme_shop"

# Standard modules that only some of the supported versions of Python have, or that aren't listed with the others.
OTHER_STANDARD_MODULES = frozenset(
    ("annotationlib", "asynchat", "asyncore", "compression", "distutils", "imp", "profiling", "smtpd", "test")
)
WINDOWS_DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}

# What the dependencies in `pyproject.toml` install besides: their own dependencies, and modules with another name.
INSTALLED_TOO = (
    *("annotated_doc", "annotated_types", "anyio", "argcomplete", "ast_serialize", "async_timeout", "attr", "attrs"),
    *("backports", "certifi", "cffi", "charset_normalizer", "click", "colorama", "colorlog", "cpuinfo", "cryptography"),
    *("dependency_groups", "distlib", "docutils", "editables", "exceptiongroup", "filelock", "graphql", "graphql_core"),
    *("h11", "harfile", "hatch", "hatchling", "httpcore", "humanize", "hypothesis_graphql", "idna"),
    *("importlib_metadata", "iniconfig", "jaraco", "jeepney", "jsonschema", "jsonschema_rs"),
    *("jsonschema_specifications", "keyring", "lazy_importer", "librt", "lupa", "markdown_it", "markdown_it_py"),
    *("markupsafe", "mdurl", "more_itertools", "mypy_extensions", "mypyc", "nh3", "opentelemetry", "opentelemetry_api"),
    *("packaging", "pathspec", "pip", "pkg_resources", "platformdirs", "pluggy", "py", "py_cpuinfo2", "pycparser"),
    *("pydantic_core", "pygments", "pyrate_limiter", "python_discovery", "pytoolconfig", "readme_renderer"),
    *("referencing", "regress", "requests", "requests_toolbelt", "requirements", "requirements_parser", "rfc3986"),
    *("rich", "rope", "rpds", "rpds_py", "ruamel", "ruamel_yaml", "secretstorage", "setuptools", "setuptools_scm"),
    *("six", "sniffio", "sortedcontainers", "tabulate", "tenacity", "tomli", "tomlkit", "trove_classifiers"),
    *("typing_extensions", "typing_inspection", "urllib3", "uv", "valkey", "vcs_versioning", "virtualenv", "werkzeug"),
    *("wheel", "wheel_filename", "yaml", "zipp"),
)
# Commands that the tools install or run, with _ for -: one of the project would take its place.
COMMANDS = frozenset(
    (
        *("actionlint", "activate", "bash", "coverage3", "deactivate", "dmypy", "git", "jq", "node", "normalizer"),
        *("npm", "pip3", "pygmentize", "python", "python3", "pythonw", "redis_cli", "redis_server"),
        *("register_python_argcomplete", "sh", "st", "stubgen", "stubtest", "tox_to_nox", "uvw", "uvx"),
        *("valkey_cli", "valkey_server"),
    )
)
# Names that tools give to files and folders in the root of a project.
FILES_OF_TOOLS = {"answers", "build", "conftest", "dist", "env", "setup", "sitecustomize", "usercustomize", "venv"}


def why_not(root: Path, name: str) -> str | None:
    """Return why the project at `root` can't have this name, as the end of a sentence, or None if it can."""
    reasons = {
        "it is empty": not name,
        f"it contains {OLD}, the name that it replaces": OLD in name.lower(),
        "it has capital letters": name.isascii() and name != name.lower(),
        "it has a hyphen, which Python reads as a minus": "-" in name,
        "it has a dot, which Python reads as a package in a package": "." in name,
        "it has other characters than a to z, 0 to 9 and _": not re.fullmatch(r"[a-z0-9_]*", name),
        "it doesn't begin with a letter": not re.match(r"[a-z]", name),
        "it ends with an underscore, and a project's name must end with a letter or digit": name.endswith("_"),
        "it has two underscores in a row, which packaging tools read as one": "__" in name,
        f"it is longer than {LONGEST} characters": len(name) > LONGEST,
        "it is a keyword of Python": keyword.iskeyword(name) or keyword.issoftkeyword(name),
        "it is a module of the standard library": name in sys.stdlib_module_names | OTHER_STANDARD_MODULES,
        "it is a built-in name of Python": name in dir(builtins),
        "it is a device on Windows, where no folder can have this name": name in WINDOWS_DEVICES,
        "it is a command that the project's tools install or run": name in COMMANDS,
        "it is a package that the project or its tools install": name in set(_installed(root)),
        "it is a file, folder or module of the project": name in set(_project_names(root)) | FILES_OF_TOOLS,
    }
    return next((reason for reason, applies in reasons.items() if applies), None)


def propose(root: Path, name: str) -> str:
    """Return a name like this one that the project at `root` can have."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "_", ascii_only.replace(OLD, "game")).strip("_")
    candidates = [candidate[:LONGEST].rstrip("_") for candidate in (words, f"my_{words}") if words]
    return next((candidate for candidate in candidates if why_not(root, candidate) is None), EXAMPLE)


def _installed(root: Path) -> Iterator[str]:
    """Yield the names that are importable, or may be, where the project's dependencies are installed."""
    yield from INSTALLED_TOO
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"].get("optional-dependencies", {})
    groups = [project["project"]["dependencies"], project["build-system"]["requires"], *extras.values()]
    for group in (*groups, *project["dependency-groups"].values()):
        for requirement in group:
            distribution = re.split(r"[^\w.-]", f"{requirement}", maxsplit=1)[0]
            yield re.sub(r"[-_.]+", "_", distribution).lower()


def _project_names(root: Path) -> Iterator[str]:
    """Yield the names that modules and folders of the project have, where an import could find them."""
    for folder in (".", ".ci", "benchmarks", "tests", f"src/{OLD}"):
        yield from (path.stem.lower() for path in (root / folder).glob("*"))
