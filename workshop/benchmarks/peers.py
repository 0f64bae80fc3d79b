"""The peers, with the settings that make them fastest: mutmut and irradiate, each judging its own mutants."""

import json
import re
import shutil
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.mutation_tools import WORKERS, executable, output

NO_TESTS = 33  # mutmut's code of a mutant that no test reaches


class Mutmut:
    """The most popular peer; the time to generate mutants isn't counted, since we don't generate any."""

    def __init__(self, project: Path) -> None:
        self._project = project

    def cold(self) -> float:
        """Start without the folder that it keeps between runs."""
        shutil.rmtree(self._project / "mutants", ignore_errors=True)
        began = perf_counter()
        printed = self._run()
        seconds = perf_counter() - began - float(_found(r"done in (\d+)ms", printed)) / 1000
        return len(self._codes()) / seconds

    def warm(self) -> float:
        """Start without its verdicts, but with everything else."""
        for path in self._project.glob("mutants/src/**/*.meta"):
            data = json.loads(path.read_text(encoding="utf-8"))
            data["exit_code_by_key"] = dict.fromkeys(data["exit_code_by_key"])
            path.write_text(json.dumps(data), encoding="utf-8")
        return float(_found(r"([\d.]+) mutations/second", self._run()))

    def killed(self) -> set[str]:
        """Return the names of the mutants that the last run killed."""
        return {name for name, code in self._codes().items() if code not in (0, NO_TESTS)}

    def _run(self) -> str:
        return output([executable("mutmut"), "run", "--max-children", WORKERS], self._project)

    def _codes(self) -> dict[str, int]:
        metas = [json.loads(path.read_text("utf-8")) for path in self._project.glob("mutants/src/**/*.meta")]
        return {name: code for meta in metas for name, code in meta["exit_code_by_key"].items()}


class Irradiate:
    """The fastest peer, on its own mutants; without --no-fork, which is faster but gives varying verdicts."""

    def __init__(self, project: Path) -> None:
        self._project = project

    def cold(self) -> float:
        """Start without the folders that it keeps between runs."""
        for name in (".irradiate", "mutants", ".hypothesis"):
            shutil.rmtree(self._project / name, ignore_errors=True)
        began = perf_counter()
        count, _ = self._run()
        return count / (perf_counter() - began)

    def warm(self) -> float:
        """Judge again, with its cache of verdicts switched off."""
        count, seconds = self._run()
        return count / seconds

    def _run(self) -> tuple[int, float]:
        options = ["--workers", WORKERS, "--no-cache", "--python", sys.executable]
        printed = output([executable("irradiate"), "run", *options], self._project)
        count, seconds = re.findall(r"complete \((\d+) mutants in ([\d.]+)s", printed)[-1]
        return int(count), float(seconds)


def _found(pattern: str, printed: str) -> str:
    found = re.search(pattern, printed)
    assert found, f"{pattern} is not in {printed}"
    return found[1]
