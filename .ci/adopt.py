"""Make a fresh copy of this repository somebody's own project: `nox -s adopt -- acme_shop`.

The package, its imports, the command, the environment variable and the project take the new name; what a new project
does not need goes; the README is a new one. The word FizzBuzz stays where the game is meant. What has changed is left
for you to look at and commit; after an error everything is as it was.
"""

import io
import keyword
import re
import shutil
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

from rope.base.fscommands import FileSystemCommands
from rope.base.project import Project
from rope.refactor.rename import Rename

OLD = "fizzbuzz"

REMOVED = [
    ".ci/adopt.py",
    ".ci/breaks.toml",
    ".ci/lint_guide.py",
    ".ci/prove_gates.py",
    ".ci/cog_helpers.py",
    ".ci/zensical.toml",
    ".github/ready-to-copy",
    ".github/workflows/pages.yml",
    ".github/workflows/red.yml",
    "benchmarks",
    "docs",
    "exercises",
    "src/workshop",
    "tests/kit/test_readme.py",
    "tests/scripts/repository.py",
    "tests/scripts/test_adopt.py",
    "tests/scripts/test_chapters.py",
    "tests/scripts/test_gates.py",
    "tests/scripts/test_guide.py",
    "tests/mutants.toml",
    "tests/kit/shrinking.py",
    "tests/kit/test_shrinking.py",
    "tests/workshop",
]
NEW_README = ".ci/adopted-readme.md"

# In files that stay, what a new project does not need stands between two lines of this form.
KIT_ONLY = re.compile(r"^ *# kit only\n.*?^ *# end of kit only\n", flags=re.DOTALL | re.MULTILINE)

# Where the old name stands for the package, the command or the variable; rope has renamed the imports before.
MODULES = r"(?:cache|cli|core|errors|failsafe|handler|redis_cache)\b"
AS_PACKAGE = [rf"(?<![\w.]){OLD}(?=\.{MODULES})", rf"(?<=src/){OLD}\b", rf"(?<=\"){OLD}(?=:[^ ])"]
AS_COMMAND = [
    rf"(?<=prog=\"){OLD}\b",
    rf"(?<=which\(\"){OLD}\b",
    rf"(?<=\"argv\", \[\"){OLD}\b",
    rf"(?<=usage: ){OLD}\b",
    rf"(?<=\| ){OLD}\b",
    rf"\b{OLD}(?=: )",
    rf"(?<=`){OLD}(?=` command)",
    rf"^{OLD}(?= = \")",
    rf"(?<=^name = \"){OLD}\b",
]
AS_VARIABLE = [rf"\b{OLD.upper()}(?=_)"]

# In a string or comment the old name is meant where it is the function: called, patched or exported.
MEANT = re.compile(rf"{OLD}\(|handler\.{OLD}\b|^\"{OLD}\"$")


class AdoptionError(Exception):
    """The repository cannot be adopted, or not under this name."""


def adopt(root: Path, name: str) -> None:
    """Turn the repository at `root` into a project of this name.

    Raises AdoptionError for a bad name, a tree that is not clean, a second run and a trace of the old name that is
    left; then nothing has changed.
    """
    check(root, name)
    try:
        remove_what_is_of_the_kit(root)
        rename(root, name)
        tidy(root)
        check_traces(root)
    except BaseException:
        git(root, "reset", "-q", "--hard")
        git(root, "clean", "-q", "-f", "-d")
        raise


def check(root: Path, name: str) -> None:
    """Raise AdoptionError where the adoption should not begin."""
    taken = {OLD, "tests", "redis", "pytest", "hypothesis", "fakeredis", "nox", *sys.stdlib_module_names}
    if not re.fullmatch(r"[a-z][a-z0-9_]{,29}", name) or keyword.iskeyword(name) or name in taken:
        raise AdoptionError(
            f"{name!r} cannot be the name of a package of yours: write it like acme_shop, in at most 30 characters"
        )
    if not (root / "src" / OLD).is_dir():
        raise AdoptionError(f"there is no src/{OLD}: this repository has been adopted before")
    if changed := git(root, "status", "--porcelain"):
        raise AdoptionError(f"commit or stash your changes first:\n{changed}")


def remove_what_is_of_the_kit(root: Path) -> None:
    """Delete the files, and the marked parts of files, that a new project does not need."""
    for path in map(root.joinpath, REMOVED):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (root / NEW_README).replace(root / "README.md")
    git(root, "add", "--all")
    for path in tracked(root):
        write(path, KIT_ONLY.sub("", read(path)))


def rename(root: Path, name: str) -> None:
    """Give the package, and all that is named after it, the new name."""
    project = Project(root, FileSystemCommands(), ropefolder=None, ignored_resources=[".*"])
    project.do(Rename(project, project.get_resource(f"src/{OLD}")).get_changes(name))
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
    """Sort the imports and wrap the lines anew, now that names have another length, and stage the result."""
    ruff = [sys.executable, "-m", "ruff"]
    subprocess.run([*ruff, "check", "-q", "--select", "I", "--fix", "."], cwd=root, check=True)
    subprocess.run([*ruff, "format", "-q", "."], cwd=root, check=True)
    git(root, "add", "--all")


def check_traces(root: Path) -> None:
    """Raise AdoptionError, with each place, where the old name is left and does not mean the game's function."""
    traces = [
        f"{path.relative_to(root)}:{line}: {text.strip()}"
        for path in tracked(root)
        for line, text in texts(path)
        if OLD in MEANT.sub("", text)
    ]
    if traces:
        raise AdoptionError("\n".join(["the old name is left in", *traces]))


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file with their numbers; of a Python file, all but the names, which mypy and tests check."""
    if path.suffix != ".py":
        yield from enumerate(read(path).splitlines(), start=1)
        return
    for token in tokenize.generate_tokens(io.StringIO(read(path)).readline):
        if token.type != tokenize.NAME:
            yield token.start[0], token.string


def tracked(root: Path) -> list[Path]:
    """Return the files that git keeps, all of which are text."""
    return [root / line for line in git(root, "ls-files").splitlines()]


def read(path: Path) -> str:
    """Return the text of a file."""
    return path.read_text(encoding="utf-8")


def write(path: Path, text: str) -> None:
    """Write a file with the line ends of this repository."""
    path.write_text(text, encoding="utf-8", newline="\n")


def git(root: Path, *arguments: str) -> str:
    """Run git in the repository, and return what it prints."""
    return subprocess.run(["git", *arguments], cwd=root, check=True, stdout=subprocess.PIPE, text=True).stdout


def main(*names: str) -> None:
    """Adopt the repository in the current folder under the name that is given."""
    if len(names) != 1:
        sys.exit("usage: nox -s adopt -- NAME, where NAME is the name of your package, like acme_shop")
    name = names[0]
    try:
        adopt(Path.cwd(), name)
    except AdoptionError as error:
        sys.exit(f"adopt: {error}")
    print(f"This is {name} now. Look at it with git diff --staged, run nox, and commit; the README says what is next.")


if __name__ == "__main__":
    main(*sys.argv[1:])
