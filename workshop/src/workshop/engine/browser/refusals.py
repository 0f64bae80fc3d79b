"""Refuses what tests can't do in a page of a browser, with a sentence that says where they can."""

import asyncio
import multiprocessing.process
import os
import socket
import subprocess
import sys
import threading
from typing import Any, NoReturn

import pytest

ADVICE = "in a browser; check them in a terminal"
EVENT_LOOP = getattr(sys.modules.get("pyodide.webloop"), "WebLoop", asyncio.BaseEventLoop)  # Pyodide has its own
REFUSED: dict[str, list[tuple[Any, str]]] = {
    "start threads": [(threading.Thread, "start")],
    "start processes": [
        (subprocess.Popen, "__init__"),
        (multiprocessing.process.BaseProcess, "start"),
        (os, "system"),
        (os, "fork"),
    ],
    "run an event loop": [(asyncio, "run"), (asyncio.Runner, "run"), (EVENT_LOOP, "run_until_complete")],
    "use a network": [(socket.socket, "connect"), (socket.socket, "bind")],
}


def refuse(patches: pytest.MonkeyPatch) -> None:
    """Have everything that a page can't do raise RuntimeError until these patches are undone."""
    for what, places in REFUSED.items():
        for owner, name in places:
            patches.setattr(owner, name, _refusal(what), raising=False)


def _refusal(what: str) -> object:
    def refused(*_arguments: object, **_options: object) -> NoReturn:
        raise RuntimeError(f"tests can't {what} {ADVICE}")

    return refused
