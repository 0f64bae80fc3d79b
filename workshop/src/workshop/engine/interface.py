"""What judging needs of an engine: `controller.pool.Pool` runs tests in processes, `browser.engine` in this one."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from workshop.engine.controller.pool import Answer
from workshop.engine.controller.run_state import Key, Request
from workshop.engine.suite import Suite
from workshop.mutants.subject import Subject


class Engine(Protocol):
    """Runs the tests of a suite on variants of a subject."""

    subject: Subject
    suite: Suite

    def run(self, *queues: Iterable[Request[Key]]) -> Iterator[Answer[Key]]:
        """Yield an answer to each request, as they come; raises EngineError if nothing can be run."""
        ...
