"""What an attack reaches is noticed, and the next attack finds everything as it was."""

import socket
from pathlib import Path

from tests.attacks.surroundings import Surroundings


def test_what_is_reached_is_noticed_once(tmp_path: Path) -> None:
    """A file that is written, one whose permissions are others, and a connection."""
    surroundings = Surroundings(tmp_path)
    places = surroundings.places("01")
    canary, table = Path(places["canary"], "file"), Path(places["exercise"], "exercise.toml")

    canary.write_text("changed", encoding="utf-8")
    table.chmod(0o600)
    socket.create_connection(("127.0.0.1", int(places["port"]))).close()

    assert surroundings.changes() == [f"{canary}", f"{table}", "a connection"]
    assert surroundings.changes() == []
    assert canary.read_text(encoding="utf-8") == "untouched"
    surroundings.close()
