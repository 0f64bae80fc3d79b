"""A lock on a file, which only one process can have, and which ends with it, however it ends."""

import sys
from contextlib import suppress

if sys.platform == "win32":
    import msvcrt
    import os

    FAR_AWAY = 2**62  # bytes from the beginning: what is locked can't be read

    def lock(file: int) -> bool:
        """Lock an open file, until it's closed; return False if another process has locked it."""
        with suppress(OSError):
            os.lseek(file, FAR_AWAY, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            return True
        return False

else:
    import fcntl

    def lock(file: int) -> bool:
        """Lock an open file, until it's closed; return False if another process has locked it."""
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False
