"""Files that tests may have written to: never followed where they lead elsewhere."""

import shutil
from pathlib import Path


def empty_folder(folder: Path) -> None:
    """Remove everything in a folder; of a link, only the link. Raises OSError if something can't be removed."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
