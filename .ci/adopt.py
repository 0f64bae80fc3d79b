"""Turn a fresh copy of this repository into a project of your own: `nox -s adopt -- acme_shop`.

The package, its imports, the command, the environment variable and the project take the new name. What only the kit
needs is removed, and a new README replaces this one. The word FizzBuzz stays where it means the game. The changes are
staged for you to review and commit; after an error, everything is as it was.
"""

import io
import keyword
import re
import shutil
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from plain_git import git

OLD = "fizzbuzz"

REMOVED = (
    ".ci/adopt.py",
    ".ci/breaks.py",
    ".ci/breaks.toml",
    ".ci/cog_helpers.py",
    ".ci/lint_guide.py",
    ".ci/plain_git.py",
    ".ci/prove_gates.py",
    ".ci/typos.toml",
    ".ci/zensical.toml",
    ".github/ready-to-copy",
    ".github/workflows/pages.yml",
    ".github/workflows/red.yml",
    "docs",
    "tests/kit",
    "tests/mutants.toml",
    "workshop",
)
NEW_README = ".ci/adopted-readme.md"

# In files that stay, what only the kit needs is between two comments of this form.
KIT_ONLY = re.compile(r"^ *# kit only\n.*?^ *# end of kit only\n", flags=re.DOTALL | re.MULTILINE)

# Where the old name means the package, the command or the variable. Before these apply, rope has renamed the imports.
MODULES = r"(?:cache|cli|core|errors|failsafe|handler|redis_cache|redis_url|streams)\b"
AS_PACKAGE = [rf"(?<![\w.]){OLD}(?=\.{MODULES})", rf"(?<=src/){OLD}\b", rf"(?<=\"){OLD}(?=:[^ ])"]
AS_COMMAND = [
    rf"(?<=prog=\"){OLD}\b",
    rf"(?<=which\(\"){OLD}\b",
    rf"(?<= or \"){OLD}(?=\")",
    rf"(?<=\"argv\", \[\"){OLD}\b",
    rf"(?<=usage: ){OLD}\b",
    rf"(?<=\| ){OLD}\b",
    rf"\b{OLD}(?=: )",
    rf"(?<=`){OLD}(?=` command)",
    rf"^{OLD}(?= = \")",
    rf"(?<=^name = \"){OLD}\b",
]
AS_VARIABLE = [rf"\b{OLD.upper()}(?=_)"]

# In a string or comment, the old name means the function where it is called, patched or exported.
AS_FUNCTION = re.compile(rf"{OLD}\(|handler\.{OLD}\b|^\"{OLD}\"$")


class AdoptionError(Exception):
    """The repository can't be adopted, or not under this name."""


def adopt(root: Path, name: str) -> None:
    """Turn the repository at `root` into a project with this name.

    Raises AdoptionError, and changes nothing, if the name is bad, the working tree isn't clean, the repository was
    adopted before, or a trace of the old name would be left.
    """
    check(root, name)
    try:
        remove_kit(root)
        rename(root, name)
        tidy(root)
        check_traces(root)
    except BaseException:
        git(root, "reset", "-q", "--hard")
        git(root, "clean", "-q", "-f", "-d")
        raise


def check(root: Path, name: str) -> None:
    """Raise AdoptionError if the adoption must not start."""
    taken = {OLD, "tests", "redis", "pytest", "hypothesis", "fakeredis", "nox", *sys.stdlib_module_names}
    if not re.fullmatch(r"[a-z][a-z0-9_]{,29}", name) or keyword.iskeyword(name) or name in taken:
        raise AdoptionError(
            f"{name!r} can't be the name of your package: choose one like acme_shop, with at most 30 characters"
        )
    if not (root / "src" / OLD).is_dir():
        raise AdoptionError(f"there is no src/{OLD}: this repository was adopted before")
    if changed := git(root, "status", "--porcelain"):
        raise AdoptionError(f"commit or stash your changes first:\n{changed}")


def remove_kit(root: Path) -> None:
    """Delete the files, and the marked blocks of other files, that only the kit needs."""
    for path in map(root.joinpath, REMOVED):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (root / NEW_README).replace(root / "README.md")
    git(root, "add", "--all")
    for path in tracked(root):
        write(path, KIT_ONLY.sub("", read(path)))


def rename(root: Path, name: str) -> None:
    """Give the package, and everything named after it, the new name."""
    # rope has no types, and the session `types` doesn't install it.
    files, projects, refactoring = map(
        import_module, ("rope.base.fscommands", "rope.base.project", "rope.refactor.rename")
    )
    project = projects.Project(root, files.FileSystemCommands(), ropefolder=None, ignored_resources=[".*"])
    project.do(refactoring.Rename(project, project.get_resource(f"src/{OLD}")).get_changes(name))
    project.close()
    git(root, "add", "--all")

    command = name.replace("_", "-")
    names = {"|".join(AS_PACKAGE): name, "|".join(AS_COMMAND): command, "|".join(AS_VARIABLE): name.upper()}
    for path in tracked(root):
        text = read(path)
        for pattern, new in names.items():
            text = re.sub(pattern, new, text, flags=re.MULTILINE)
        write(path, text)
    readme = root / "README.md"
    write(readme, read(readme).replace("{package}", name).replace("{command}", command))


def tidy(root: Path) -> None:
    """Sort the imports and wrap the lines again, now that names have a different length, and stage the result."""
    ruff = [sys.executable, "-m", "ruff"]
    subprocess.run([*ruff, "check", "-q", "--select", "I", "--fix", "."], cwd=root, check=True)
    subprocess.run([*ruff, "format", "-q", "."], cwd=root, check=True)
    git(root, "add", "--all")


def check_traces(root: Path) -> None:
    """Raise AdoptionError, naming each place, if the old name is left and doesn't mean the game's function."""
    traces = [
        f"{path.relative_to(root)}:{line}: {text.strip()}"
        for path in tracked(root)
        for line, text in texts(path)
        if OLD in AS_FUNCTION.sub("", text)
    ]
    if traces:
        raise AdoptionError("\n".join(["the old name is left in", *traces]))


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file with their numbers; of a Python file every token except names, which mypy checks."""
    if path.suffix != ".py":
        yield from enumerate(read(path).splitlines(), start=1)
        return
    for token in tokenize.generate_tokens(io.StringIO(read(path)).readline):
        if token.type != tokenize.NAME:
            yield token.start[0], token.string


def tracked(root: Path) -> list[Path]:
    """Return the files that git tracks, all of which are text."""
    return [root / line for line in git(root, "ls-files").splitlines()]


def read(path: Path) -> str:
    """Return the text of a file."""
    return path.read_text(encoding="utf-8")


def write(path: Path, text: str) -> None:
    """Write a file with the line endings of this repository."""
    path.write_text(text, encoding="utf-8", newline="\n")


def main(*names: str) -> None:
    """Adopt the repository in the working directory under the given name."""
    if len(names) != 1:
        sys.exit("usage: nox -s adopt -- NAME, where NAME is the name of your package, like acme_shop")
    name = names[0]
    try:
        adopt(Path.cwd(), name)
    except AdoptionError as error:
        sys.exit(f"adopt: {error}")
    print(f"This is {name} now. Review it with git diff --staged, run nox, and commit; the README says what's next.")


if __name__ == "__main__":
    main(*sys.argv[1:])
