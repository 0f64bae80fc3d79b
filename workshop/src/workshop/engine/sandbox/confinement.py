"""The sandbox itself, for processes on Linux: what the runs of a worker have in common is made once, in the worker."""

import os
from pathlib import Path
from typing import cast

from landlockpy import AccessFS, AccessNet, Ruleset, Scope, fs_for_abi
from landlockpy.flags import LATEST_ABI

from workshop.engine.files import keep_access_times
from workshop.engine.protocol import HOME, TEMPORARY
from workshop.engine.sandbox.copies import copy_contents_at_least
from workshop.engine.sandbox.readable import OWN_PACKAGE, readable_paths, without
from workshop.engine.sandbox.resources import drop_privileges, seal_limits
from workshop.engine.sandbox.syscall_filter import filter_calls, make_filter
from workshop.engine.worker_settings import SandboxSettings, WorkerSettings

READ = AccessFS.READ_FILE | AccessFS.READ_DIR | AccessFS.EXECUTE
USE = AccessFS.READ_FILE | AccessFS.WRITE_FILE | AccessFS.TRUNCATE | AccessFS.IOCTL_DEV
MAKE_DEVICES = AccessFS.MAKE_CHAR | AccessFS.MAKE_BLOCK | AccessFS.IOCTL_DEV  # with which root could read any disk
CHANGE = fs_for_abi(LATEST_ABI) & ~MAKE_DEVICES
ONLY_OF_FOLDERS = ~(USE | AccessFS.EXECUTE)  # the rights that a file can't have
NULL, PROCESSES = Path("/dev/null"), Path("/proc")
SMALL = (Path("/dev"), Path("/etc"))  # folders with many rules in the first layer


class Sandbox:
    """What the runs of a worker may do, apart from what each may do in its own folder.

    Landlock grants what every layer of rules grants: the first layer has the exact rules for reading, which are many
    and made only once; the second one, rough apart from that, singles out the folder and the server of a run.
    """

    def __init__(self, settings: WorkerSettings) -> None:
        sandbox = cast("SandboxSettings", settings.sandbox)
        hidden = {OWN_PACKAGE, *map(Path, sandbox.hidden)}
        tables = Path(settings.storage, ".hypothesis", "unicode_data"), Path(sandbox.scratch, "hypothesis")
        for folder in tables:
            keep_access_times(folder)
        roots = [*readable_paths(), *(path for path in (Path(settings.root), *tables) if path.exists())]
        self._rough = {next((folder for folder in SMALL if path.is_relative_to(folder)), path) for path in roots}
        self._filter = make_filter()
        self._common = Ruleset(handled_net=AccessNet.NONE, scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET)
        _allow(self._common, Path(sandbox.scratch), CHANGE)
        _allow(self._common, NULL, USE)
        _allow(self._common, PROCESSES, READ)
        for root in roots:
            _allow(self._common, root, AccessFS.READ_DIR)
            for path in without(root, hidden):
                _allow(self._common, path, READ)

    def enter(self, directory: Path, port: int) -> None:
        """Restrict this process to a run's folder, and to a server on a port; there's no way back.

        `port` is 0 if there is no server. Raises OSError if the kernel refuses.
        """
        with self._common, Ruleset() as own:
            for path in (*self._rough, directory, PROCESSES / f"{os.getpid()}"):
                _allow(own, path, READ)
            for path in (directory / HOME, directory / TEMPORARY):
                _allow(own, path, CHANGE)
            _allow(own, NULL, USE)
            if port:
                own.allow_port(port, AccessNet.CONNECT_TCP)
            self._common.restrict()
            own.restrict()
        seal_limits()
        drop_privileges()
        filter_calls(self._filter)
        copy_contents_at_least()


def _allow(ruleset: Ruleset, path: Path, rights: AccessFS) -> None:
    ruleset.allow_path(path, rights if path.is_dir() else rights & ~ONLY_OF_FOLDERS)
