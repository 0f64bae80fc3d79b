"""The worker: pytest, started once and stopped just before it collects. Each job goes on from there in a fork.

A fork inherits pytest with its settings, Hypothesis, and the third-party modules that the tests import. The program and
its tests are imported in the fork, as in a fresh process, or once in a template that is forked in its turn, where that
makes no difference. Where processes can't fork, a worker does one job.
"""

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from workshop.engine.codec import decode
from workshop.engine.files import keep_access_times
from workshop.engine.protocol import ChangedFunction, Job
from workshop.engine.sandbox.features import landlock_version
from workshop.engine.sandbox.resources import limit_resources
from workshop.engine.worker.bytecode import compile_suite
from workshop.engine.worker.children import Assignment, Children
from workshop.engine.worker.collection import Collection
from workshop.engine.worker.hypothesis_setup import (
    get_ready,
    is_imported,
    load_tables,
    register_profiles,
    set_up_properties,
    tables_in,
)
from workshop.engine.worker.pytest_plugin import RunReporter
from workshop.engine.worker.pytest_session import prepare, pytest_arguments
from workshop.engine.worker.run_setup import import_folders, name_server, port_of_redis, set_up
from workshop.engine.worker.template_process import TemplateProgram
from workshop.engine.worker.warm_up import warm_up
from workshop.engine.worker_settings import WorkerSettings

if TYPE_CHECKING:
    from workshop.engine.sandbox.confinement import Sandbox

HIDDEN: list[object] = []  # our modules: Hypothesis tells modules apart by address, which no other may get


def main() -> None:
    """Start pytest with the settings in the first line, and stay in its collection hook as long as jobs come."""
    with open(0, "rb", buffering=0, closefd=False) as source:  # a buffer would take jobs too
        line = source.readline()
    if not line:
        sys.exit()  # the controller has ended
    settings = decode(line.decode(), WorkerSettings)
    output = os.dup(1)
    os.dup2(2, 1)  # the controller shows what pytest writes if pytest doesn't start
    children = Children(output, settings.channels) if settings.fork else None
    plugin = Forkserver(settings, children, output, import_sandbox(settings))
    sys.exit(pytest.main(pytest_arguments(settings), plugins=[plugin]))


class Forkserver:
    """The plugin of pytest that stays in the collection hook; without `children` it does one job.

    That one is reported to the file descriptor `output`.
    """

    def __init__(
        self,
        settings: WorkerSettings,
        children: Children | None,
        output: int,
        make_sandbox: "type[Sandbox] | None" = None,
    ) -> None:
        self._settings = settings
        self._children = children
        self._output = output
        self._make_sandbox = make_sandbox

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> bool:
        """In a fork for each job, collect its tests, unless its template has, and let pytest go on."""
        hide_own_modules()
        prepare(session)
        if self._children:
            warm_up(session, self._settings)
        reporter, collection = RunReporter(session), Collection(session)
        gc.freeze()  # so that collecting garbage doesn't touch, and copy, what a fork has inherited
        gc.enable()
        sandbox = self._make_sandbox(self._settings) if self._make_sandbox else None
        if self._children:
            assignment = self._children.await_job(self.prepare_for)
        else:
            assignment = Assignment(decode(sys.stdin.readline(), Job))
            self.prepare_for(assignment.job)
        job = assignment.job
        channel = self._settings.channels[job.slot] if self._children else self._output
        enter(job)
        if self._children and assignment.jobs is not None:
            let_in_suite(self._settings, job, sandbox)
            collection.collect_for_template(job)
            program = TemplateProgram(job.tree)
            gc.freeze()
            job = self._children.await_template_job(job.slot, assignment.jobs)
            os.setsid()
            name_server(job)
            program.change(cast("ChangedFunction", job.function))  # which every job of a template has
            reopen(channel)
            reporter.begin(job, channel)
        else:
            reopen(channel)
            reporter.begin(job, channel)
            if job.options.keep_bytecode and sandbox:
                compile_suite(session.config, Path(self._settings.root))
                keep_access_times(Path(self._settings.root))
                sys.dont_write_bytecode = True  # as in the other runs
            let_in_suite(self._settings, job, sandbox)
            was_imported = is_imported()
            collection.collect(job)
            if is_imported() and not was_imported:
                register_profiles()
                set_up_properties(job)
        for event in collection.select(job):
            reporter.report(event)
        return True

    def prepare_for(self, job: Job) -> None:
        """Import Hypothesis before the first job that uses it, and load what it needs for text."""
        is_used = self._settings.uses_hypothesis or job.options.uses_hypothesis
        if is_used and not is_imported():
            get_ready(self._settings)
            gc.freeze()
        if is_used and job.options.generates_text:
            load_tables(tables_in(self._settings.storage))


def enter(job: Job) -> None:
    """Turn this process into that of the job: away from the terminal, in the job's folder."""
    if hasattr(os, "setsid") and os.getsid(0) != os.getpid():
        os.setsid()  # so that this process can be killed together with those that it starts
    limit_resources()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    set_up(job)


def reopen(channel: int) -> None:
    """Open a pipe again under its number, on Linux: all that a run sets for it, as its flags or a lock, ends with it.

    What is inherited has one state for all runs, which would tell them how many there have been.
    """
    with suppress(OSError):
        new = os.open(f"/proc/self/fd/{channel}", os.O_WRONLY)
        os.dup2(new, channel, inheritable=False)
        os.close(new)


def import_sandbox(settings: WorkerSettings) -> "type[Sandbox] | None":
    """Return the class of sandboxes, or None if the tests are trusted or this machine has no sandbox."""
    if settings.sandbox is None or not landlock_version():
        return None
    from workshop.engine.sandbox.confinement import Sandbox  # noqa: PLC0415 - needs packages that only Linux has

    return Sandbox


def let_in_suite(settings: WorkerSettings, job: Job, sandbox: "Sandbox | None") -> None:
    """Close the sandbox around this process; only then can modules of the suite be imported.

    Before, one that has the name of a module of the standard library could be imported in its place.
    """
    if sandbox:
        sandbox.enter(Path(job.directory), port_of_redis(job))
    if settings.path:
        sys.path[1:1] = import_folders(settings.path, job.options.tests)  # the program is before them


def hide_own_modules() -> None:
    """Keep this package out of the runs.

    Hypothesis tries the literals of all imported modules as inputs: it doesn't see those of modules that aren't in
    `sys.modules`.
    """
    HIDDEN.extend(sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] == "workshop")
