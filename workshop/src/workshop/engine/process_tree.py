"""Ends a process together with everything that it has started, finds out when that is too much, and how it ended."""

import errno
import glob
import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from workshop.engine.limits import FOLDER_SIZE, MEMORY, PROCESSES

CAN_FORK = hasattr(os, "fork")
PROC = Path("/proc")  # which only Linux has
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # which is just as final on Windows


def kill(process: int) -> None:
    """Kill a process and its group; does nothing if they have ended.

    Windows has no such groups: only the process itself is killed there.
    """
    with suppress(AttributeError, OSError):
        os.killpg(process, KILL)
    with suppress(OSError):  # it may not have a group of its own yet
        os.kill(process, KILL)


def how_ended(exit_code: int) -> str:
    """Return how a process has ended, as in "exit code 1", "SIGKILL", or "signal 40" for one without a name."""
    if exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"


def excess(process: int, folder: Path) -> str:
    """Return why a run has to end: it has too many processes, or they take too much; "" if neither is so.

    `folder` is the run's own. Only Linux tells about processes.
    """
    started = [*descendants(process)]
    if len(started) > PROCESSES:
        return f"the tests have started more than {PROCESSES} processes"
    own = (process, *started)
    if sum(map(_memory_of, own)) > MEMORY and sum(map(_memory_share_of, own)) > MEMORY:
        return f"the processes of the tests take more than {MEMORY >> 20} MiB of memory"
    if _size_of(folder) + _size_without_names(own) > FOLDER_SIZE:
        return f"the tests have written more than {FOLDER_SIZE >> 20} MiB"
    return ""


def running_processes() -> set[int]:
    """Return all processes of the machine, where the system tells."""
    return {int(name) for name in os.listdir(PROC) if name.isdecimal()} if PROC.exists() else set()  # noqa: PTH208


def parent_of(process: int) -> int:
    """Return the parent of a process, -1 if the process has ended."""
    try:
        return int(_status_of(process)[1])
    except OSError:
        return -1


def descendants(process: int) -> Iterator[int]:
    """Yield the processes that a process has started, and those that these have started, as far as they live."""
    children: dict[int, list[int]] = {}
    for each in running_processes():
        children.setdefault(parent_of(each), []).append(each)
    waiting = [process]
    while waiting:
        found = children.pop(waiting.pop(), [])
        waiting += found
        yield from found


def _memory_of(process: int) -> int:
    """Return how many bytes of memory a process has, with all that it shares with others; 0 if it has ended."""
    try:
        _, resident, *_ = map(int, (PROC / f"{process}" / "statm").read_text().split())
    except OSError:
        return 0
    return resident * os.sysconf("SC_PAGE_SIZE")


def _memory_share_of(process: int) -> int:
    """Return how many bytes of memory a process has, of what it shares with others its share; slower, and exact."""
    try:
        text = (PROC / f"{process}" / "smaps_rollup").read_text()
    except OSError:
        return 0
    return 1024 * sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))


def _status_of(process: int) -> list[str]:
    """Return the fields of a process that come after its name, which may have any characters; see proc(5)."""
    return (PROC / f"{process}" / "stat").read_text(errors="replace").rpartition(")")[2].split()


def _size_of(folder: Path) -> int:
    """Return how many bytes everything below a folder takes, as far as it can be seen.

    Where paths are too long for the system, that counts as too much.
    """
    size, waiting = 0, [f"{folder}"]
    while waiting:
        try:
            for entry in [*os.scandir(waiting.pop())]:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                with suppress(FileNotFoundError):
                    size += _size_on_disk(entry.stat(follow_symlinks=False))
        except OSError as error:
            size += (error.errno == errno.ENAMETOOLONG) * 2 * FOLDER_SIZE
    return size


def _size_without_names(processes: Iterable[int]) -> int:
    """Return how many bytes the files take that processes have open, and that no folder has: on a disk or in memory."""
    sizes = {}
    for process in processes:
        for file in glob.iglob(f"{PROC}/{process}/fd/*"):  # noqa: PTH207 - it passes over what ends meanwhile
            with suppress(OSError):
                status = os.stat(file)  # noqa: PTH116
                if not status.st_nlink:
                    sizes[status.st_dev, status.st_ino] = _size_on_disk(status)
    return sum(sizes.values())


def _size_on_disk(status: os.stat_result) -> int:
    return 512 * getattr(status, "st_blocks", -(-status.st_size // 512))  # Windows doesn't tell
