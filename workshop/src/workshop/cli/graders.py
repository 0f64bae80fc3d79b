"""The option that says where a class is graded, on this machine or on a cluster, and the grader for that."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop.cli.console import say
from workshop.errors import UsageError
from workshop.grading.grader import Grader, available_cores
from workshop.grading.journal import Journal
from workshop.grading.kit import Kit

if TYPE_CHECKING:
    from workshop.grading.cluster.coordinator import ClusterGrader

scheduler_option = click.option(
    "--scheduler",
    metavar="URL",
    help="Grade on the workers of this Dask scheduler, such as tcp://host:8786, instead of on this machine's cores.",
)


@contextmanager
def open_grader(  # noqa: PLR0913 - the last two are options of the command
    kit: Kit, journal: Journal, root: Path, limit: float, *, scheduler: str | None, require_sandbox: bool
) -> Iterator["Grader | ClusterGrader"]:
    """Yield a grader that uses the workers of a cluster or, without a scheduler, all cores of this machine.

    Raises UsageError if Dask isn't installed, or if there's no scheduler at this URL.
    """
    if scheduler is None:
        jobs = 1 + available_cores()  # judging also waits, for tests that hang above all
        yield Grader(kit, journal, root, jobs=jobs, limit=limit)
        return
    try:
        from workshop.grading.cluster.connection import connect  # noqa: PLC0415 - slow to import, and may be missing
        from workshop.grading.cluster.coordinator import ClusterGrader  # noqa: PLC0415
        from workshop.grading.cluster.workers import Workers  # noqa: PLC0415
    except ImportError:
        raise UsageError("--scheduler needs Dask: pip install 'testing-workshop[cluster]'") from None
    with connect(scheduler) as client:
        workers = Workers(client, scheduler, say, require_sandbox=require_sandbox)
        yield ClusterGrader(client, workers, kit, journal, limit=limit)
