"""The old name in the texts of the repository: where it gives way to the new one, and where it must not be left."""

import io
import re
import tokenize
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath

from package_names import OLD

# In files that stay, what only the kit needs is between two comments of this form.
KIT_ONLY = re.compile(r"^ *# kit only\r?\n.*?^ *# end of kit only\r?\n", flags=re.DOTALL | re.MULTILINE)

# Where the old name means the package, the command or the variable. Before these apply, rope has renamed the imports.
MODULES = r"(?:cache|cli|core|errors|failsafe|handler|redis_\w+|service(?:_\w+)?|streams)\b"
AS_PACKAGE = [rf"(?<![\w.]){OLD}(?=\.{MODULES})", rf"(?<=src/){OLD}\b", rf"(?<=\"){OLD}(?=:[^ ])"]
AS_COMMAND = [
    rf"(?<=prog=\"){OLD}\b",
    rf"(?<=which\(\"){OLD}\b",
    rf"(?<= or \"){OLD}(?=\")",
    rf"(?<=\"argv\", \[\"){OLD}\b",
    rf"(?<=usage: ){OLD}\b",
    rf"(?<=\| ){OLD}\b",
    rf"(?<=f\"){OLD}(?= \{{version)",
    rf"\b{OLD}(?=: |-service\b)",
    rf"(?<=pip install '){OLD}\b",
    rf"(?<=`){OLD}(?=` command)",
    rf"^{OLD}(?= = \")",
    rf"(?<=^name = \"){OLD}\b",
]
AS_VARIABLE = [rf"\b{OLD.upper()}(?=_)"]

# In a string or comment, the old name means the game where its function is called, patched or exported, and in paths.
AS_FUNCTION = re.compile(rf"{OLD}\(|handler\.{OLD}\b|^\"{OLD}\"$|/{OLD}\b(?!/)|/{OLD}/[{{\d]")


def command_of(name: str) -> str:
    """Return what the command and the project of a package are called."""
    return name.replace("_", "-")


def replaced(text: str, name: str) -> str:
    """Return a text with the new name wherever the old one means the package, the command or the variable."""
    names = {"|".join(AS_PACKAGE): name, "|".join(AS_COMMAND): command_of(name), "|".join(AS_VARIABLE): name.upper()}
    for pattern, new in names.items():
        text = re.sub(pattern, new, text, flags=re.MULTILINE)
    return text


def find_traces(path: str, text: str) -> Iterator[str]:
    """Yield the places in a file where the old name is left and doesn't mean the game's function."""
    for line, part in _parts(path, text):
        if OLD in AS_FUNCTION.sub("", part):
            yield f"{path}:{line}: {part.strip()}"


def _parts(path: str, text: str) -> list[tuple[int, str]]:
    """Return the lines of a file with their numbers; of a Python file every token except names, which mypy checks."""
    if OLD in text and PurePosixPath(path).suffix == ".py":
        with suppress(SyntaxError, ValueError, tokenize.TokenError):  # it isn't Python after all, or not in UTF-8
            return [(line, part) for line, kind, part in _tokens(text) if kind != tokenize.NAME]
    return list(enumerate(text.splitlines(), start=1))


def _tokens(text: str) -> list[tuple[int, int, str]]:
    """Return the line, type and text of each token; an f-string is one, as it was before Python 3.12."""
    whole: dict[int, list[tokenize.TokenInfo]] = {}
    depth = first = 0
    for index, token in enumerate(tokenize.generate_tokens(io.StringIO(text).readline)):
        first = first if depth else index
        whole.setdefault(first, []).append(token)
        kind = tokenize.tok_name[token.type]
        depth += kind.endswith("STRING_START") - kind.endswith("STRING_END")
    return [(parts[0].start[0], parts[0].type, "".join(part.string for part in parts)) for parts in whole.values()]
