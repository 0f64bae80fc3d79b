"""What attacks are after, all of it made for them: a course, a canary, a server; and whether they've reached it."""

import os
import shutil
import socket
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from tests.processes import has_ended
from workshop.course.lookup import find_exercise

CLONE = Path(__file__).parents[2]


class Surroundings:
    """A copy of the course in a folder, a canary beside it, and a server that isn't Redis."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "course"
        self._canary = folder / "course" / "canary"
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.setblocking(False)  # noqa: FBT003 - the method has no name for it
        self._marker = f"attack-of-{os.getpid()}"
        self._files = self._make()

    def places(self, exercise: str) -> dict[str, str]:
        """Return where everything is, for the tools of attacks on an exercise."""
        return {
            "exercise": f"{find_exercise(self.root, exercise)}",
            "clone": f"{find_exercise(CLONE, exercise)}",
            "canary": f"{self._canary}",
            "port": f"{self._server.getsockname()[1]}",
            "marker": self._marker,
        }

    def changes(self) -> list[str]:
        """Return what an attack has reached: files that it has changed, the server, processes that it has left."""
        files = sorted({path for path, _ in self._state() ^ self._files})
        if files:
            shutil.rmtree(self.root)
            self._files = self._make()
        return [*files, *self._visitors(), *([] if has_ended(self._marker) else ["a process"])]

    def close(self) -> None:
        """Close the server."""
        self._server.close()

    def _make(self) -> set[tuple[str, str]]:
        shutil.copytree(CLONE / "exercises", self.root / "exercises")
        self._canary.mkdir()
        (self._canary / "file").write_text("untouched", encoding="utf-8")
        return self._state()

    def _state(self) -> set[tuple[str, str]]:
        """Return all files with their contents, permissions and times."""
        return digests(self.root) | {(f"{path}", _status(path)) for path in (self.root, *self.root.rglob("*"))}

    def _visitors(self) -> list[str]:
        visitors = []
        with suppress(BlockingIOError):
            while True:
                self._server.accept()[0].close()
                visitors.append("a connection")
        return visitors


def digests(folder: Path) -> set[tuple[str, str]]:
    """Return the files below a folder, each with what its contents are recognized by."""
    return {(f"{path}", sha256(path.read_bytes()).hexdigest()) for path in folder.rglob("*") if path.is_file()}


def _status(path: Path) -> str:
    """Return the permissions, the owner and the times of a file; it may be read, and folders may be listed."""
    status = path.lstat()
    return f"{status.st_mode} {status.st_uid} {status.st_gid} {status.st_mtime_ns} {status.st_nlink}"
