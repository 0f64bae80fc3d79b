"""Archives, good ones and others."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from stat import S_IFLNK
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workshop.grading.archives import collected

EXERCISES = {"13-doubles", "14-triples"}
Files = Mapping[str, str | bytes]


def make_zip(files: Files) -> bytes:
    """Return an archive of files by name; nothing in the names is checked."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def make_link(name: str, target: str) -> bytes:
    """Return an archive with a link."""
    data = BytesIO()
    info = ZipInfo(name)
    info.external_attr = (S_IFLNK | 0o777) << 16
    with ZipFile(data, "w") as archive:
        archive.writestr(info, target)
    return data.getvalue()


def write_zip(path: Path, files: Files) -> Path:
    """Write an archive, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(make_zip(files))
    return path


def write_files(folder: Path, files: Files) -> Path:
    """Write files by name into a folder, and return it."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def read_files(folder: Path) -> dict[str, str]:
    """Return the texts of the files in a folder by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def collect(*paths: Path) -> tuple[dict[str, object], Mapping[str, Sequence[str]]]:
    """Return each learner's files, or else the problem, and the notes."""
    with collected(paths, EXERCISES) as class_:
        found: dict[str, object] = {each.name: each.problem or read_files(each.folder) for each in class_.learners}
    return found, class_.notes
