"""Which files of the machine a run may read: the system's, and those of Python and its packages."""

import sys
from collections.abc import Collection, Iterator
from pathlib import Path

import workshop

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store", "/sys/devices/system/cpu")
ETC = (  # what the C library, Python and OpenSSL look up there; it has secrets too
    *("alternatives", "ca-certificates", "crypto-policies", "gai.conf", "group", "host.conf", "hosts", "ld.so.cache"),
    *("ld.so.conf", "ld.so.conf.d", "locale.alias", "localtime", "mime.types", "nsswitch.conf", "os-release"),
    *("passwd", "pki", "protocols", "resolv.conf", "services", "ssl", "terminfo", "timezone"),
)
DEVICES = ("full", "random", "urandom", "zero")
OF_PREFIX = ("bin", "lib", "lib64", "share", "ssl", "pyvenv.cfg")  # not all of a prefix, which may be a home directory
OWN_PACKAGE = Path(workshop.__file__).resolve().parent  # which has the exercises, if it's installed from a wheel


def readable_paths() -> list[Path]:
    """Return the files and folders, none of them within another."""
    prefixes = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    packages = [path for path in sys.path if Path(path).name.endswith("-packages")]
    paths = [
        *map(Path, (*SYSTEM, *packages)),
        *(Path("/etc", name) for name in ETC),
        *(Path("/dev", name) for name in DEVICES),
        *(Path(prefix, name) for prefix in prefixes for name in OF_PREFIX),
    ]
    existing = {path.resolve() for path in paths if path.exists()}
    return sorted(path for path in existing if existing.isdisjoint(path.parents))


def without(folder: Path, hidden: Collection[Path]) -> Iterator[Path]:
    """Yield the entries that a folder, or a file, is replaced by if what is hidden has to be left out.

    Landlock can't forbid a part of what it allows.
    """
    if folder in hidden:
        return
    if not any(path.is_relative_to(folder) for path in hidden):
        yield folder
        return
    for entry in folder.iterdir():
        if not entry.is_symlink():
            yield from without(entry, hidden)
