"""The workers of a pool: one for each hash seed, because that is set when Python starts."""

from workshop.engine.controller.launch import Launch, LoadingWorker
from workshop.engine.controller.messages import Messages
from workshop.engine.controller.worker_process import WorkerProcess
from workshop.engine.worker_settings import WorkerSettings


class Workers:
    """Workers, the first of which has been launched; what they say goes into `messages`.

    Another one starts when it's first needed. Where processes can't fork, each job has a worker of its own.
    """

    def __init__(self, launched: Launch, settings: WorkerSettings, messages: Messages) -> None:
        self._scratch = launched.scratch
        self._settings = settings
        self._messages = messages
        self._started = {0: self._get_ready(launched.worker)} if launched.worker else {}  # by hash seed

    def for_job(self, hash_seed: int) -> WorkerProcess:
        """Return the worker that does a job with a hash seed."""
        if not self._settings.fork:
            return self._start(hash_seed)
        if hash_seed not in self._started:
            self._started[hash_seed] = self._start(hash_seed)
        return self._started[hash_seed]

    def errors(self) -> str:
        """Return what the workers wrote to their standard errors."""
        return "\n".join(filter(None, (worker.errors() for worker in self._started.values())))

    def close(self) -> None:
        """End all workers that fork, and wait until they have ended."""
        for worker in self._started.values():
            worker.close()

    def _start(self, hash_seed: int) -> WorkerProcess:
        return self._get_ready(LoadingWorker(self._scratch, self._settings.channels, hash_seed))

    def _get_ready(self, worker: LoadingWorker) -> WorkerProcess:
        return WorkerProcess(worker, self._settings, self._messages)
