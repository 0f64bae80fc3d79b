"""A real cluster in the process of the tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from distributed import LocalCluster


@contextmanager
def local_cluster(folder: Path) -> Iterator[LocalCluster]:
    """Yield a scheduler with a worker that has two threads, and keeps its files in a folder."""
    with LocalCluster(
        n_workers=1,
        threads_per_worker=2,
        processes=False,
        host="127.0.0.1",
        protocol="tcp",
        dashboard_address="127.0.0.1:0",
        local_directory=folder,
    ) as cluster:
        yield cluster
