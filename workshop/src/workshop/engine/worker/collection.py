"""Collects the tests of a run, and selects those that were asked for."""

import os
import sys
import threading
from collections import Counter
from collections.abc import Generator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from workshop.engine.protocol import HOME, PROPERTY_COST, TEMPORARY, Collected, CollectionFailed, Job, Outcome
from workshop.engine.worker.collection_errors import collection_message
from workshop.engine.worker.failures import ADDRESS, failure_line, without_tree
from workshop.engine.worker.hypothesis_setup import remember_own_files

PROVIDERS = "hypothesis.internal.conjecture.providers"
COLLECTS_LITERALS = "_get_local_constants"  # a private function there, which may disappear


class Skipped(pytest.Item):
    """The only test of a file that skips itself when it's imported, or of a folder whose conftest.py does."""

    def __init__(self, *, reason: str, parent: pytest.Collector) -> None:
        name = "the whole file" if isinstance(parent, pytest.File) else "the whole folder"  # ... is skipped
        super().__init__(name, parent)
        self._reason = reason.removeprefix("Skipped: ")

    def runtest(self) -> None:
        """Be skipped for the same reason."""
        pytest.skip(self._reason)


class Collection:
    """The plugin of pytest that keeps which tests were collected, and why others weren't."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session
        self._problems: dict[str, str] = {}  # by the file that couldn't be collected
        self._tests: dict[str, pytest.Item] = {}  # that were collected, by name
        self._open_before: list[str] = []
        self._addresses: Counter[object] = Counter()  # that were replaced, by what is left of the name
        self._tree = ""
        session.config.pluginmanager.register(self)

    def pytest_plugin_registered(self, plugin: object, manager: pytest.PytestPluginManager) -> None:
        """Tell a plugin of the suite that the session has begun: its conftest.py, or one that this names.

        Pytest loads them first, and those of its subfolders when it collects them; here, it has begun without any, and
        parsed its arguments: the defaults of options that they add get their types only now.
        """
        config = self._session.config
        if Path(getattr(plugin, "__file__", None) or "").parent == config.rootpath:
            config._parser.parse_known_args([], config.option)  # noqa: SLF001 - pytest has no other way
            others = manager.get_plugins() - {plugin}
            manager.subset_hook_caller("pytest_sessionstart", others)(session=self._session)

    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        """Load anyio's plugin, which runs async tests, for a file that seems to need it: no plugin loads by itself."""
        if isinstance(collector, pytest.Module) and b"anyio" in collector.path.read_bytes():
            self._session.config.pluginmanager.import_plugin("anyio.pytest_plugin")  # starlette brings it

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        """Replace addresses in memory in the name of a test, which differ in each run, by a number."""
        params = ADDRESS.sub("", item.id.params or "")
        if params != (item.id.params or ""):
            name = replace(item.id, params=params)
            self._addresses[name] += 1
            item._id = replace(name, params=f"{params} {self._addresses[name]}")  # noqa: SLF001 - pytest has no other way

    def pytest_exception_interact(self, node: pytest.Item, call: pytest.CallInfo[Any], report: object) -> None:
        """Keep why a file couldn't be collected."""
        if isinstance(report, pytest.CollectReport) and call.excinfo:
            self._problems[node.nodeid] = collection_message(
                call.excinfo.value, f"{node.path}", (f"{self._session.config.rootpath}", self._tree)
            )

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Let a file that skips itself have one test that is skipped, so that the file doesn't just disappear.

        If importing it ends the program, as an unguarded `unittest.main()` does, keep that as a problem.
        """
        try:
            report = yield
        except SystemExit as error:
            line = failure_line(error, f"{collector.path}")
            where = f"{collector.path}:{line}: " if line else ""
            self._problems[collector.nodeid] = f"{where}the file ends the program when it's imported: {error!r}"
            return pytest.CollectReport(collector.nodeid, "failed", "", [])
        if not report.skipped:
            return report
        _, _, reason = cast("tuple[str, int, str]", report.longrepr)
        return pytest.CollectReport(collector.nodeid, "passed", None, [Skipped.from_parent(collector, reason=reason)])

    def collect(self, job: Job) -> None:
        """Collect the tests of a job; of single tests, their files."""
        options, session = job.options, self._session
        self._tree = job.tree
        self._open_before = open_files()
        if options.only is None:
            session.perform_collect(list(options.tests))
        else:
            files = dict.fromkeys(test.partition("::")[0] for test in options.only)
            session.perform_collect([f"{session.config.rootpath / file}" for file in files])
        self._check_imports(job.tree)
        self._take_tests()

    def collect_for_template(self, job: Job) -> None:
        """Collect all tests, and do what each fork would do again.

        Hypothesis must not collect the program's literals now: a mutant has others.
        """
        with pytest.MonkeyPatch.context() as hypothesis:
            hypothesis.setattr(f"{PROVIDERS}.{COLLECTS_LITERALS}", lambda: None)
            self._session.perform_collect(list(job.options.tests))
        self._take_tests()
        for item in self._tests.values():
            _ = item.location  # which pytest remembers
        remember_own_files()

    def select(self, job: Job) -> list[CollectionFailed | Collected]:
        """Select the tests of a job, in its order, and return the events that tell of them."""
        wanted = self._tests if job.options.only is None else job.options.only
        tests = [test for test in wanted if test in self._tests]
        if job.options.reverse:
            tests.reverse()
        self._session.items[:] = [self._tests[test] for test in tests]
        costs = {} if job.function else {test: _cost(self._tests[test]) for test in tests}
        return [
            *(
                CollectionFailed(node, Outcome("failed", "import", without_tree(message, job.tree)))
                for node, message in self._problems.items()
            ),
            Collected(tuple(tests), costs, can_be_template=not job.function and self._can_be_template(job)),
        ]

    def _take_tests(self) -> None:
        """Take the tests from the session, which gets those that are selected: a fork doesn't touch the others."""
        for item in self._session.items:
            item.repr_failure = lambda *_, **__: ""  # type: ignore[method-assign] # nobody reads the traceback
            self._tests[item.nodeid] = item
        self._session.items.clear()

    def _can_be_template(self, job: Job) -> bool:
        """Return whether forks of this process can replace new processes: there's nothing that they would share."""
        own = [entry for folder in (HOME, TEMPORARY) for entry in Path(job.directory, folder).iterdir()]
        is_alone = threading.active_count() == 1 and open_files() == self._open_before and not own
        return is_alone and (PROVIDERS not in sys.modules or hasattr(sys.modules[PROVIDERS], COLLECTS_LITERALS))

    def _check_imports(self, tree: str) -> None:
        """Keep it as a problem if the tests import the program from elsewhere: they would judge another one."""
        for name in {entry.stem for entry in Path(tree).iterdir()}:
            origin = getattr(sys.modules.get(name), "__file__", None) or tree
            if not Path(origin).is_relative_to(tree):
                self._problems[""] = f"the tests import {name} from {origin}, not from where it's judged"


def _cost(test: pytest.Item) -> int:
    """Return roughly how much work a test is: its fixtures, and its examples if it's a property."""
    call = getattr(test, "callspec", None)
    fixtures = {*getattr(test, "fixturenames", ())}.difference(call.params if call else ())
    return len(fixtures) + (PROPERTY_COST if test.get_closest_marker("hypothesis") else 0)


def open_files() -> list[str]:
    """Return the numbers of the files that this process has open, where the system and the sandbox let it see them."""
    with suppress(OSError):
        return sorted(os.listdir("/dev/fd"))  # noqa: PTH208 - faster, and every run does it twice
    return []
