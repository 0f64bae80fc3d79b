"""What keeps the process of a run within bounds: a process group of its own, and limits on what it may take."""

import os

from workshop.engine.limits import FILE_SIZE, MEMORY


def confine() -> None:
    """Put this process into a session of its own, so that it can be killed as a group, and set its limits.

    Raises ImportError on Windows, which has none of this.
    """
    import resource  # noqa: PLC0415 - not on Windows

    if os.getsid(0) != os.getpid():
        os.setsid()
    for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, FILE_SIZE), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
