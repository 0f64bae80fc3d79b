"""The Redis servers of runs: each run has one of its own, if the tests need Redis."""

from workshop.engine.redis import RedisServers
from workshop.engine.redis_server import RedisServer


class RedisSlots:
    """The server of the run in each of `slots` slots; no server starts unless it `is_needed`.

    Close it: then all servers have ended.
    """

    def __init__(self, slots: int, *, is_needed: bool) -> None:
        self._servers = RedisServers(ready=slots) if is_needed else None
        self._taken = dict[int, RedisServer]()  # by slot

    def begin_run(self, slot: int) -> str:
        """Return the URL of an empty server for the next run in a slot, "" if none is needed.

        Raises MachineError if the server can't be started.
        """
        if not self._servers:
            return ""
        self.end_run(slot)  # it may have been given up before it began
        self._taken[slot] = self._servers.take()
        return self._taken[slot].url

    def end_run(self, slot: int) -> None:
        """End the server of the run in a slot, if it has one."""
        server = self._taken.pop(slot, None)
        if self._servers and server:
            self._servers.close(server)

    def close(self) -> None:
        """End all servers, also those that aren't in use."""
        if self._servers:
            self._servers.__exit__()
