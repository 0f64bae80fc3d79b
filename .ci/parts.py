"""The parts of the program that a project can do without, and everything that goes with each."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from adoption_checks import AdoptionError


@dataclass(frozen=True)
class Part:
    """What belongs to a part: files and folders, and passages of others, as regular expressions that match once."""

    paths: tuple[str, ...]
    passages: Mapping[str, tuple[str, ...]]


SERVICE = ("service", "service_cli", "service_guard", "service_limits", "service_problems", "service_shutdown")
PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "service": Part(
            paths=(
                "benchmarks/bare_service.py",
                "benchmarks/http_load.py",
                "benchmarks/test_service.py",
                *(f"src/fizzbuzz/{name}.py" for name in SERVICE),
                "tests/service",
            ),
            passages={
                "benchmarks/claims.py": (r'^    Claim\("GET /fizzbuzz/15[\s\S]*?"test_batches\[memory\]"\)\),\n',),
                "README.md": (r"^Serve it:\n\n```console\n.*\n```\n\n",),
                "noxfile.py": (r"(?<=\[\"-e\", \"\.)\[service\]", r"(?<=, \"-e\", \"\.)\[service\]"),
                "pyproject.toml": (
                    r"^\[project\.optional-dependencies\]\nservice = \[\n[^]]*\]\n\n",
                    r"^fizzbuzz-service = .*\n",
                    r"^    \"httpx>.*\n",
                    r"^    \"schemathesis>.*\n",
                    r"^    \"-p\", \"no:schemathesis\".*\n",
                ),
            },
        )
    }
)


def belongs_to(path: str, parts: Iterable[str]) -> bool:
    """Return whether a file belongs to one of the parts."""
    folders = (folder for part in parts for folder in PARTS[part].paths)
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders)


def without_passages(texts: Mapping[str, str], parts: Iterable[str]) -> dict[str, str]:
    """Return texts without what belongs to the parts.

    Raises AdoptionError if something isn't where it was, because the file has been edited: it would be left.
    """
    result = dict(texts)
    for part in parts:
        for path, passages in PARTS[part].passages.items():
            for passage in passages:
                result[path], found = re.subn(passage, "", result.get(path, ""), flags=re.MULTILINE)
                if found != 1:
                    raise AdoptionError(
                        f"{path} has changed, and what belongs to the {part} can't be told any more: adopt everything, "
                        f"and remove the {part} by hand"
                    )
    return result
