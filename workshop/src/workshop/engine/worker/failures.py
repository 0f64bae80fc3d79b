"""What a failure says: one line of text, and where in the test's file it happened."""

import re

from workshop.engine.limits import MESSAGE_LENGTH

ADDRESS = re.compile(" at 0x[0-9a-f]+")


def failure_message(error: BaseException) -> str:
    """Return an error in one line, with the counterexample if it comes from Hypothesis.

    Addresses in memory are left out: they say nothing, and differ each time.
    """
    lines = [line.strip() for text in (f"{error}", *getattr(error, "__notes__", ())) for line in text.splitlines()]
    causes = [line.removeprefix("E").strip() for line in lines if line.startswith("E   ")]  # of a file not imported
    message = " ".join(causes) or f"{type(error).__name__}: {' '.join(lines)}"
    return ADDRESS.sub("", message)[:MESSAGE_LENGTH]


def failure_line(error: BaseException, file: str) -> int:
    """Return the last line of a file that an error came through, 0 if it didn't come through it."""
    line, traceback = 0, error.__traceback__
    while traceback:
        if traceback.tb_frame.f_code.co_filename == file:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
