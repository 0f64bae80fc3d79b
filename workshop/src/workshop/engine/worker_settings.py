"""What a worker gets when it starts: how to run pytest, and what the sandbox of its runs may not read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SandboxSettings:
    """The sandbox of runs with folders in `scratch`; `hidden` can't be read even where Python or the system can be."""

    scratch: str
    hidden: tuple[str, ...]


@dataclass(frozen=True)
class WorkerSettings:
    """How a worker runs pytest: its root, its file of settings, and the paths that it ignores.

    The modules `imports` are imported once for all runs, and Hypothesis is made ready for tests that use it, or that
    have it generate text: it keeps its tables of characters in `storage`. Without `fork` the worker does one job. Tests
    that are trusted have no `sandbox`. `path` is the folder from which they can import modules, "" if pytest's settings
    say that. `channels` are the file descriptors of the pipes that runs write their events to, by slot.
    """

    root: str
    settings: str
    ignored: tuple[str, ...]
    imports: tuple[str, ...]
    uses_hypothesis: bool
    generates_text: bool
    storage: str
    fork: bool
    channels: tuple[int, ...] = ()
    path: str = ""
    sandbox: SandboxSettings | None = None
