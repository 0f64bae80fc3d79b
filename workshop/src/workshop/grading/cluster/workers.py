"""The workers of a cluster, as the teacher's machine sees them: which there are, and which of them fit."""

import platform
from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from importlib import metadata
from importlib.metadata import PackageNotFoundError
from time import monotonic
from typing import TypeVar

from distributed import Client

from workshop.course.fingerprint import own_digest
from workshop.engine.sandbox import missing
from workshop.errors import MachineError
from workshop.grading.provenance import LIBRARIES, NAME, library_versions

WAITING = 60.0  # seconds without any worker that fits

Value = TypeVar("Value", bound=Hashable)


class Workers:
    """The workers that fit: they have the same versions as this machine, and if it's required, the whole sandbox.

    `say` is called with a sentence about the others.
    """

    def __init__(self, client: Client, address: str, say: Callable[[str], None], *, require_sandbox: bool) -> None:
        self._client = client
        self._address = address  # of the scheduler
        self._say = say
        self._require_sandbox = require_sandbox
        self._threads: dict[str, int] = {}  # by address, as the scheduler last said
        self._fit: dict[str, bool] = {}  # by address, for those that could be asked
        self._waiting_since: float | None = None  # when there was no worker any more that fits

    def are_connected(self) -> bool:
        """Return whether the scheduler is there; raises MachineError if it hasn't been for too long."""
        if self._client.status == "closed":
            raise MachineError(f"the scheduler at {self._address} doesn't answer any more")
        return self._client.status == "running"

    def find(self) -> dict[str, int]:
        """Return how many threads each worker has that fits, by its address; ask new workers for their versions.

        Raises MachineError if there has been none for too long.
        """
        with suppress(OSError):  # the scheduler may be gone
            # `scheduler_info` returns no workers if the client updates what it knows of them in that moment
            self._threads = self._client.nthreads()
        self._fit = {address: fits for address, fits in self._fit.items() if address in self._threads}
        if new := [address for address in self._threads if address not in self._fit]:
            self._fit |= self._ask(new)
        fitting = {address: threads for address, threads in self._threads.items() if self._fit.get(address)}
        self._check_any(fitting)
        return fitting

    def leave_out(self, address: str, reason: object) -> None:
        """Count a worker among those that don't fit."""
        self._fit[address] = False
        self._say(f"left out {address} from now on: {reason}")

    def _check_any(self, fitting: Mapping[str, int]) -> None:
        if fitting:
            self._waiting_since = None
        elif self._waiting_since is None:
            self._waiting_since = monotonic()
            self._say(f"waiting for a worker at {self._address}: `dask worker {self._address}` starts one")
        elif monotonic() > self._waiting_since + WAITING:
            raise MachineError(f"no worker that fits has come to {self._address} for {WAITING:g} s")

    def _ask(self, addresses: list[str]) -> dict[str, bool]:
        """Return which workers fit, without those that are gone. If versions differ, only Python's own code runs."""
        theirs = self._versions(addresses)
        ours, our_digest = own_versions(), own_digest()
        digests = self._run(own_digest, [address for address, versions in theirs.items() if versions == ours])
        lacking = self._run(missing, [address for address, digest in digests.items() if digest == our_digest])
        for versions, group in _grouped(theirs, but=ours):
            different = [(there, here) for there, here in zip(versions, ours, strict=True) if there != here]
            there, here = map(", ".join, zip(*different, strict=True))
            self._say(f"left out {group}: {there} there, but {here} here; install the same there")
        for _, group in _grouped(digests, but=our_digest):
            self._say(f"left out {group}: {NAME} has other files there, in the same version; install the same there")
        for lacks, group in _grouped(lacking, but=()):
            left_out = "left out " if self._require_sandbox else ""
            self._say(f"{left_out}{group}: the sandbox isn't complete there: tests can {'; '.join(lacks)}")
        fitting = {address for address, lacks in lacking.items() if not (lacks and self._require_sandbox)}
        return {address: address in fitting for address in theirs}

    def _versions(self, addresses: list[str]) -> dict[str, tuple[str, ...]]:
        """Return the versions of Python and of packages on each worker that isn't gone, as `own_versions` does."""
        pythons = self._run(platform.python_version, addresses)
        found: dict[str, tuple[str, ...]] = {address: (f"Python {each}",) for address, each in pythons.items()}
        for name in (NAME, *LIBRARIES):
            versions = self._run(metadata.version, [*found], name)
            found = {address: (*found[address], _shown(name, each)) for address, each in versions.items()}
        return found

    def _run(self, function: Callable[..., Value], addresses: list[str], *arguments: str) -> dict[str, Value]:
        """Return what a function returns, or the error that it raises, on each of some workers that isn't gone."""
        results: dict[str, Value] = {}
        with suppress(OSError):  # the scheduler may be gone
            if addresses:
                results = self._client.run(function, *arguments, workers=addresses, on_error="return")
        return {address: result for address, result in results.items() if not isinstance(result, OSError)}


def own_versions() -> tuple[str, ...]:
    """Return the versions that a worker must have to fit, as in `("Python 3.13.0", "testing-workshop 1.0.0")`."""
    packages = {NAME: metadata.version(NAME), **library_versions()}
    return f"Python {platform.python_version()}", *(_shown(name, each) for name, each in packages.items())


def _shown(package: str, version: str | Exception) -> str:
    return f"no {package}" if isinstance(version, PackageNotFoundError) else f"{package} {version}"


def _grouped(values: Mapping[str, Value], *, but: Value) -> Iterable[tuple[Value, str]]:
    """Return each value with the addresses that have it, except for one value."""
    addresses: dict[Value, list[str]] = {}
    for address, value in values.items():
        if value != but:
            addresses.setdefault(value, []).append(address)
    return [(value, ", ".join(group)) for value, group in addresses.items()]
