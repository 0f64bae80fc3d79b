"""Workers that don't fit get nothing to judge, and the teacher learns why."""

from threading import get_ident

import dask.config
import pytest
from distributed import Client, LocalCluster

from workshop.engine.sandbox import features
from workshop.errors import MachineError
from workshop.grading.cluster import workers as workers_module
from workshop.grading.cluster.connection import connect
from workshop.grading.cluster.workers import Workers, own_versions


def address_of(client: Client) -> str:
    """Return the address of the only worker."""
    (address,) = client.nthreads()
    return f"{address}"


class TestWorkers:
    """`Workers.find`, which is called again and again."""

    def test_threads_of_workers_that_fit(self, workers: Workers, client: Client, said: list[str]) -> None:
        """There's nothing to say about a worker with the same versions."""
        assert workers.find() == {address_of(client): 2}
        assert said == []

    def test_added_and_removed_workers(self, workers: Workers, cluster: LocalCluster, client: Client) -> None:
        """They can come and go while a class is graded."""
        (first,) = workers.find()

        cluster.scale(2)
        client.wait_for_workers(2)
        two = workers.find()
        client.retire_workers([first])

        assert len(two) == 2
        assert workers.find() == {address: 2 for address in two if address != first}

    def test_worker_is_found_every_time(self, cluster: LocalCluster, said: list[str]) -> None:
        """Meanwhile the client updates what it knows of the scheduler: without workers, and in another thread."""
        with (
            dask.config.set({"distributed.client.scheduler-info-interval": "1ms"}),
            connect(cluster.scheduler_address) as client,
        ):
            workers = Workers(client, cluster.scheduler_address, said.append, require_sandbox=False)

            assert [[*workers.find().values()] for _ in range(300)] == [[2]] * 300

    def test_other_versions(
        self, workers: Workers, client: Client, said: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The verdict could be another one there; the sentence isn't repeated."""
        python, workshop, *libraries = theirs = own_versions()
        ours = (python, "testing-workshop 0.9.0", *libraries[:-1], "starlette 0.1")
        monkeypatch.setattr(workers_module, "own_versions", lambda: ours)

        assert [workers.find(), workers.find()] == [{}, {}]
        assert said[0] == (
            f"left out {address_of(client)}: {workshop}, {theirs[-1]} there, but testing-workshop 0.9.0, starlette 0.1"
            " here; install the same there"
        )
        assert len([each for each in said if each.startswith("left out")]) == 1

    def test_other_files_of_the_same_version(
        self, workers: Workers, client: Client, said: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Both may be clones; this worker is in the same process, but in another thread."""
        monkeypatch.setattr(workers_module, "own_digest", get_ident)

        assert workers.find() == {}
        assert said[0] == (
            f"left out {address_of(client)}: testing-workshop has other files there, in the same version; install the"
            " same there"
        )

    def test_no_workshop(self, workers: Workers, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        """Only what every Python has is run there, so that's found out."""
        ours = own_versions()
        monkeypatch.setattr(workers_module, "own_versions", lambda: ours)
        monkeypatch.setattr(workers_module, "NAME", "not-installed")

        assert workers.find() == {}
        assert ": no not-installed there, but testing-workshop " in said[0]

    @pytest.mark.parametrize("is_required", [False, True])
    def test_incomplete_sandbox(
        self, client: Client, said: list[str], monkeypatch: pytest.MonkeyPatch, *, is_required: bool
    ) -> None:
        """Such a worker is left out if the sandbox is required, and mentioned if it isn't."""
        monkeypatch.setattr(features, "landlock_version", lambda: 0)
        workers = Workers(client, "", said.append, require_sandbox=is_required)
        address = address_of(client)

        assert workers.find() == ({} if is_required else {address: 2})
        left_out = "left out " if is_required else ""
        assert said[0].startswith(f"{left_out}{address}: the sandbox isn't complete there: tests can read and change")

    def test_left_out(self, workers: Workers, said: list[str], client: Client) -> None:
        """A worker that fits may turn out to be useless."""
        workers.find()

        workers.leave_out(address_of(client), "no space left in /tmp")

        assert workers.find() == {}
        assert said[0] == f"left out {address_of(client)} from now on: no space left in /tmp"

    def test_waiting_for_workers(
        self, workers: Workers, cluster: LocalCluster, client: Client, said: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The teacher learns how to start one."""
        client.retire_workers([address_of(client)])
        address = cluster.scheduler_address

        assert workers.find() == {}
        assert said == [f"waiting for a worker at {address}: `dask worker {address}` starts one"]

        monkeypatch.setattr(workers_module, "WAITING", -1)
        with pytest.raises(MachineError, match="no worker that fits has come to tcp"):
            workers.find()

    def test_scheduler_that_is_lost_while_it_is_asked(
        self, workers: Workers, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The workers are asked again later; those that have answered before still count."""

        def fail(*_: object, **__: object) -> None:
            raise OSError

        with monkeypatch.context() as lost:
            lost.setattr(client, "run", fail)
            assert workers.find() == {}

        assert workers.find() == {address_of(client): 2}
        monkeypatch.setattr(client, "nthreads", fail)
        assert [*workers.find().values()] == [2]

    def test_lost_scheduler(self, workers: Workers, client: Client) -> None:
        """The client closes itself when it has tried for long enough to connect again."""
        assert workers.are_connected()

        client.close()

        with pytest.raises(MachineError, match="doesn't answer any more"):
            workers.are_connected()
