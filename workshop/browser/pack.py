"""Packs a folder of packages for the browser, without what judging doesn't need: `python pack.py FOLDER RESULT`.

Equal packages give equal archives, so that a new version of the page is downloaded only where something has changed.
"""

import gzip
import sys
import tarfile
from pathlib import Path

UNUSED = (
    "**/__pycache__",
    "**/*.pyi",
    "*.dist-info/RECORD",
    "*.dist-info/direct_url.json",
    "*.dist-info/licenses",
    "bin",
    "pygments/lexers/[a-z]*.py",
)
KEPT = {"pygments/lexers/diff.py", "pygments/lexers/python.py"}  # pytest imports them


def pack(folder: Path, result: Path) -> None:
    """Write the files of a folder to an archive, a compressed tar."""
    unused = {path for pattern in UNUSED for path in folder.glob(pattern)}
    with gzip.GzipFile(result, "wb", mtime=0) as compressed, tarfile.open(fileobj=compressed, mode="w") as archive:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and (name in KEPT or unused.isdisjoint([path, *path.parents])):
                entry = tarfile.TarInfo(name)  # with no time and no owner
                entry.size = path.stat().st_size
                with path.open("rb") as file:
                    archive.addfile(entry, file)


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
