"""A terminal with the `workshop` command in it, as a user sees it."""

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from select import select
from types import TracebackType
from typing import Self

TIMEOUT = 30  # seconds


def reset_sigint() -> None:
    """Restore Ctrl-C in a new process, which would otherwise ignore it if the test run itself does."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """Runs `workshop` in a terminal of 80 columns; use it as a context."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._output, self._command_side = pty.openpty()
        self.text = ""  # shown since the last text that was waited for
        self.process = subprocess.Popen(
            [sys.executable, "-m", "workshop", *arguments],
            cwd=folder,
            env=os.environ | {"TERM": "xterm", "COLUMNS": "80", "LINES": "40"},
            preexec_fn=self._log_in,  # noqa: PLW1509 - only this makes it the controlling terminal
        )
        os.close(self._command_side)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(TIMEOUT)
        finally:
            self.process.kill()
            os.close(self._output)

    def wait_for(self, text: str) -> str:
        """Return what was shown up to and including this text; raises AssertionError if it doesn't appear in time."""
        deadline = time.monotonic() + TIMEOUT
        while text not in self.text:
            assert time.monotonic() < deadline, f"{text!r} did not appear: {self.text}"
            self._read()
        shown, found, self.text = self.text.partition(text)
        return shown + found

    def press(self, key: str) -> None:
        """Press a key; a control character stands for a key with Ctrl."""
        os.write(self._output, key.encode())

    def exit_code(self) -> int:
        """Wait for the process to end and return its exit code."""
        return self.process.wait(TIMEOUT)

    def _log_in(self) -> None:
        reset_sigint()
        os.login_tty(self._command_side)

    def _read(self) -> None:
        if select([self._output], [], [], 0.1)[0]:
            shown = os.read(self._output, 65_536).decode(errors="replace")
            self.text += re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", shown).replace("\r\n", "\n")
