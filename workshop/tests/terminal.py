"""A terminal with a command in it, as a user sees it."""

import os
import pty
import re
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from select import select
from types import TracebackType
from typing import Self

BASELINE_TIMEOUT = 30  # seconds


class Terminal:
    """Runs `workshop` in a terminal of 80 columns; use it as a context."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._folder = folder
        self._arguments = arguments
        self.text = ""  # that was shown since it was last waited for

    def __enter__(self) -> Self:
        self._end, other = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "workshop", *self._arguments],
            cwd=self._folder,
            env=os.environ | {"TERM": "xterm", "COLUMNS": "80", "LINES": "40"},
            preexec_fn=partial(os.login_tty, other),  # noqa: PLW1509 - nothing else makes it a terminal of its own
        )
        os.close(other)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(BASELINE_TIMEOUT)
        finally:
            self.process.kill()
            os.close(self._end)

    def wait_for(self, text: str, patience: float = BASELINE_TIMEOUT) -> str:
        """Return what was shown up to and with this text; raises AssertionError with it all if it does not come."""
        deadline = time.monotonic() + patience
        while text not in self.text:
            assert time.monotonic() < deadline, f"{text!r} is not there: {self.text}"
            self._read()
        shown, found, self.text = self.text.partition(text)
        return shown + found

    def press(self, key: str) -> None:
        """Press a key, or what a key with Ctrl stands for."""
        os.write(self._end, key.encode())

    def end(self) -> int:
        """Return the exit code, once the process has ended."""
        return self.process.wait(BASELINE_TIMEOUT)

    def _read(self) -> None:
        if select([self._end], [], [], 0.1)[0]:
            shown = os.read(self._end, 65_536).decode(errors="replace")
            self.text += re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", shown).replace("\r\n", "\n")
