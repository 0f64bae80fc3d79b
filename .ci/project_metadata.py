"""What an adopted project says of itself in `pyproject.toml` and `LICENSE`: author, license, address, description."""

import difflib
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from working_tree_checks import RefusedError

LONGEST = 200  # characters of a description, which is one line in a list of packages
MIT = "MIT"  # the license of the template
LICENSES = (  # to propose; any that SPDX knows can be chosen
    *("0BSD", "AGPL-3.0-or-later", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "EPL-2.0"),
    *("EUPL-1.2", "GPL-3.0-or-later", "GPL-2.0-or-later", "ISC", "LGPL-3.0-or-later", "LicenseRef-Proprietary"),
    *("MIT", "MIT-0", "MPL-2.0", "Unlicense", "Zlib"),
)
ADDRESS = r"[^\s@<>,]+@[^\s@<>,]+\.[^\s@<>,.]+"


@dataclass(frozen=True)
class Metadata:
    """The values of the options with these names; what is empty stays as it is in the template."""

    author: str = ""
    email: str = ""
    license: str = MIT
    url: str = ""
    description: str = ""


UNCHANGED = Metadata()


@dataclass(frozen=True)
class Option:
    """An option: what it's about, why it can't have a value (or None), and which to propose instead, "" for none."""

    help: str
    why_not: Callable[[str], str | None]
    propose: Callable[[str], str]


def checked(values: Mapping[str, str]) -> Metadata:
    """Return values by the names of their options as metadata; raises RefusedError for one that can't be."""
    stripped = {name: value.strip() for name, value in values.items()}
    for name, value in stripped.items():
        if value and (reason := OPTIONS[name].why_not(value)):
            shown = value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
            proposal = OPTIONS[name].propose(value)
            raise RefusedError(f"--{name} can't be {shown!r}: {reason}{proposal and f'; try {proposal}'}")
    if stripped.get("license"):
        stripped["license"] = _canonical(stripped["license"])
    return Metadata(**{name: value for name, value in stripped.items() if value})


def with_metadata(texts: Mapping[str, str], metadata: Metadata) -> dict[str, str]:
    """Return the texts of an adopted project with its metadata.

    Raises RefusedError if a line that would change isn't there any more, or if the owner has added one like it.
    """
    new = dict(texts)
    if metadata.description:
        _change(new, "pyproject.toml", r"^description = .*$", f"description = {_quoted(metadata.description)}")
    if metadata.license != MIT:
        _change(new, "pyproject.toml", r"^license = .*$", f"license = {_quoted(metadata.license)}")
    elif metadata.author:
        line = f"Copyright (c) {datetime.now(UTC).year} {metadata.author}\n"
        _change(new, "LICENSE", r"^(?=Copyright)", line)
    names = {"name": metadata.author, "email": metadata.email}
    if author := ", ".join(f"{name} = {_quoted(value)}" for name, value in names.items() if value):
        _change(new, "pyproject.toml", r"^(?=requires-python = )", f"authors = [{{ {author} }}]\n")
    if metadata.url:
        lines = [f"{name} = {_quoted(url)}" for name, url in _urls(metadata.url).items()]
        _change(new, "pyproject.toml", r"^(?=\[project\.scripts\])", "\n".join(["[project.urls]", *lines, "", ""]))
    return new


def _urls(source: str) -> dict[str, str]:
    """Return the pages of a project whose source is at this URL, as far as that says where they are."""
    urls = {"Source": source}
    if urlsplit(source).hostname == "github.com":
        urls |= {"Issues": f"{source}/issues", "Changelog": f"{source}/blob/HEAD/CHANGELOG.md"}
    return urls


def _change(texts: dict[str, str], path: str, old: str, new: str) -> None:
    texts[path], found = re.subn(old, lambda _: new, texts.get(path, ""), count=1, flags=re.MULTILINE)
    if not found or (path.endswith(".toml") and not _is_toml(texts[path])):
        raise RefusedError(
            f"{path} has changed, and has no place for {new.strip()!r} any more; "
            "write it there yourself, and adopt without it"
        )


def _is_toml(text: str) -> bool:
    """Return whether a text is TOML, in which nothing has two values."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _quoted(text: str) -> str:
    """Return a printable text as a string of TOML."""
    return json.dumps(text, ensure_ascii=False)


def _why_no_author(text: str) -> str | None:
    if "@" in text or "<" in text:
        return "it is, or has, an address, for which there is --email"
    return "it has a comma, and pyproject.toml allows none in a name" if "," in text else _why_no_line(text)


def _why_no_email(text: str) -> str | None:
    return None if re.fullmatch(ADDRESS, text) and text.isprintable() else "it isn't the address of a mailbox"


def _why_no_license(text: str) -> str | None:
    try:
        _canonical(text)
    except ValueError:
        return "SPDX has no such identifier (https://spdx.org/licenses lists them)"
    return None


def _canonical(text: str) -> str:
    """Return a license as SPDX spells it; raises ValueError if SPDX has no such identifier."""
    # An upgrade, which imports this module in nox's Python, does without: packaging may be older than 24.2 there.
    from packaging.licenses import canonicalize_license_expression  # noqa: PLC0415

    return canonicalize_license_expression(text)


def _why_no_url(text: str) -> str | None:
    if not text.startswith(("https://", "http://")):
        return "it doesn't begin with https://"
    return None if re.fullmatch(r"https?://[^\s/@\"<>]+(?:/[^\s\"<>]*)?", text) else "it isn't the address of a page"


def _why_no_line(text: str) -> str | None:
    if not text.isprintable():
        return "it isn't one line of plain text"
    return f"it is longer than {LONGEST} characters" if len(text) > LONGEST else None


def _shortened(text: str) -> str:
    return "".join(filter(str.isprintable, f"{text}\n".splitlines()[0]))[:LONGEST].strip()


def _propose_author(text: str) -> str:
    return _shortened(re.sub(r"\s*[,<].*|\S*@.*", "", text, flags=re.DOTALL).strip()) or "Ada Lovelace"


def _propose_email(text: str) -> str:
    found = re.search(ADDRESS, text)
    return found[0] if found and found[0].isprintable() else "ada@example.com"


def _propose_license(text: str) -> str:
    known = {name.lower(): name for name in LICENSES}
    wanted = text.lower().replace(" ", "-")
    named = [name for name in known if name.startswith(wanted) or name.partition("-")[0] in wanted]
    close = difflib.get_close_matches(wanted, named, cutoff=0) or difflib.get_close_matches(wanted, known, cutoff=0.7)
    return known[close[0]] if close else ""


def web_address(text: str) -> str:
    """Return the web address of a repository whose address for git this is, or an empty text if there's none."""
    address = re.sub(r"^(ssh://)?git@([^/:]+)(?(1)(?::\d+)?)[:/]", r"https://\2/", text.strip()).removesuffix(".git")
    if re.match(r"[\w-]+(\.[\w-]+)+(/|$)", address):
        address = f"https://{address}"
    return address if urlsplit(address).scheme in {"http", "https"} and _why_no_url(address) is None else ""


OPTIONS: Mapping[str, Option] = {
    "author": Option("who holds the copyright", _why_no_author, _propose_author),
    "email": Option("the author's address", _why_no_email, _propose_email),
    "license": Option("its identifier at SPDX", _why_no_license, _propose_license),
    "url": Option(
        "where the source is", _why_no_url, lambda text: web_address(text) or "https://github.com/ada/acme-shop"
    ),
    "description": Option(
        "what the project does, in a line", _why_no_line, lambda text: _shortened(text) or "Keeps things in order"
    ),
}
