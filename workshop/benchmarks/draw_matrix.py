"""A whole process of the workshop: reads mutants, runs the matrix several times, and prints the measurements as JSON.

`python draw_matrix.py PROJECT MUTANTS COUNT DRAWS WORKERS`: the mutants are repeated under other names until there are
COUNT. The time is that from the end of the runs on the program itself to the last mutant, as the peers count theirs.
"""

import json
import resource
import sys
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from workshop.engine.controller.pool import Pool
from workshop.judging.matrix_runner import run_matrix, suite_of
from workshop.mutants.catalogue import Catalogue
from workshop.mutants.mutant import Mutant
from workshop.mutants.subject import Subject


class Clock:
    """Records when the runs on mutants began, how many there were, and when the last one ended."""

    def __init__(self) -> None:
        self.runs = 0
        self.began = self.ended = 0.0

    def note(self, what: str, done: int, _of: int) -> None:
        """Record a step of the matrix; the last one without a mutant is the end of the runs on the program itself."""
        if what == "on mutants" and done:
            self.runs, self.ended = done, perf_counter()
        else:
            self.began = perf_counter()


def read_mutants(project: Path, mutants: Path, count: int) -> Catalogue:
    """Return a catalogue of `count` mutants, each of which replaces the whole text of its file."""
    package = project / "src/fizzbuzz"
    texts = {path.name: path.read_text(encoding="utf-8") for path in package.glob("*.py")}
    exported = islice(cycle(json.loads(mutants.read_text(encoding="utf-8"))), count)
    return Catalogue(
        root=project,
        subject=Subject(package),
        techniques={"all": project / "tests"},
        left_out={},
        mutants=tuple(
            Mutant(f"{name} {number}", file, texts[file], text, "")
            for number, (name, file, text) in enumerate(exported)
        ),
    )


def main(project: Path, mutants: Path, count: int, draws: int, workers: int) -> None:
    """Print the speed of the last of `draws` matrices, the killed mutants, and the peak memory of this process."""
    catalogue = read_mutants(project, mutants, count)
    with Pool(catalogue.subject, suite_of(catalogue), slots=workers) as pool:
        for _ in range(draws):
            clock = Clock()
            matrix = run_matrix(pool, catalogue, clock.note)
    measured = {
        "per_second": clock.runs / (clock.ended - clock.began),
        "killed": [name.rpartition(" ")[0] for _, name in matrix.kills],
        "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
