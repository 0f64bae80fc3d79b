"""The tests that are judged, and how pytest is set up for them."""

from dataclasses import dataclass
from pathlib import Path

from workshop.engine.preimport import generates_text, imports_from_elsewhere, uses_hypothesis
from workshop.engine.protocol import RunOptions
from workshop.engine.worker_settings import SandboxSettings, WorkerSettings
from workshop.mutants.python_files import python_files
from workshop.mutants.subject import Subject


@dataclass(frozen=True)
class Suite:
    """The tests that are judged: files and folders, except those left out, of the project at `root`.

    Pytest takes its settings from the project's pyproject.toml; without one, files can import others at the root.
    Hypothesis keeps its tables of characters in `storage`, by default in the root too. What the files in `imports`
    import from elsewhere is imported once for all runs, as is what the tests import. If Redis is needed, each
    run has an empty server of its own, whose URL is in REDIS_URL.

    Tests that aren't trusted are sandboxed (see `workshop.engine.sandbox`); they can't read what is `hidden`, even if
    it's where Python or the system is.
    """

    root: Path
    tests: tuple[Path, ...]
    left_out: tuple[Path, ...] = ()
    storage: Path | None = None
    imports: tuple[Path, ...] = ()
    needs_redis: bool = False
    is_sandboxed: bool = False
    hidden: tuple[Path, ...] = ()

    def sources(self) -> list[Path]:
        """Return the Python files of the tests, those left out as well."""
        return [file for path in self.tests for file in python_files(path)]

    def run_options(self, hypothesis_seed: int = 0) -> RunOptions:
        """Return the options of a run of all tests, as they are now."""
        sources = self.sources()
        return RunOptions(
            tuple(map(str, self.tests)),
            hypothesis_seed=hypothesis_seed,
            uses_hypothesis=uses_hypothesis(sources),
            generates_text=generates_text(sources),
        )

    def settings(
        self, subject: Subject, scratch: Path, *, fork: bool, channels: tuple[int, ...] = ()
    ) -> WorkerSettings:
        """Return the settings of a worker for these tests; a file that it needs is written to `scratch`."""
        sources = [*self.sources(), *self.imports]
        settings = self.root / "pyproject.toml"
        has_settings = settings.exists()
        if not has_settings:
            settings = scratch / "pytest.ini"
            settings.write_text("[pytest]\n", encoding="utf-8")
        return WorkerSettings(
            root=f"{self.root}",
            settings=f"{settings}",
            ignored=tuple(f"{path}" for path in self.left_out),
            imports=tuple(imports_from_elsewhere(sources, besides=[subject.name])),
            uses_hypothesis=uses_hypothesis(sources),
            generates_text=generates_text(sources),
            storage=f"{self.storage or self.root}",
            fork=fork,
            channels=channels,
            path="" if has_settings else f"{self.root}",
            sandbox=SandboxSettings(f"{scratch}", tuple(map(str, self.hidden))) if self.is_sandboxed else None,
        )
