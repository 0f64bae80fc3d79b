"""The kill matrix: which technique's tests catch which bug. Pure: `matrix_runner` fills it."""

from collections.abc import Mapping
from dataclasses import dataclass

from workshop.engine.protocol import Outcome
from workshop.mutants.mutant import Mutant


@dataclass(frozen=True)
class Kill:
    """The first test that failed on a mutant, and how."""

    test: str
    outcome: Outcome


@dataclass(frozen=True)
class Matrix:
    """Kills by technique and mutant; where there is none, the mutant survived that technique.

    `unsound` are the tests that do not pass on the program itself, forward and backward, with what became of them.
    """

    techniques: tuple[str, ...]
    mutants: tuple[Mutant, ...]
    kills: Mapping[tuple[str, str], Kill]
    unsound: Mapping[str, str]

    def killers(self, mutant: str) -> list[str]:
        """Return the techniques that kill a mutant."""
        return [technique for technique in self.techniques if (technique, mutant) in self.kills]

    def unique(self, technique: str) -> list[str]:
        """Return the mutants that this technique kills and no other."""
        return [mutant.name for mutant in self.mutants if self.killers(mutant.name) == [technique]]

    def total(self, technique: str) -> int:
        """Return how many mutants a technique kills."""
        return sum((technique, mutant.name) in self.kills for mutant in self.mutants)

    def problems(self) -> list[str]:
        """Return a line for each thing that isn't as it should be.

        Every test must be sound, and each mutant killed by the techniques that should: by any, if it names none.
        """
        return [
            *(f"{test} is not sound: {why}" for test, why in self.unsound.items()),
            *(
                f"{mutant.name} survives every technique"
                for mutant in self.mutants
                if not mutant.kills and not self.killers(mutant.name)
            ),
            *(
                f"{mutant.name} survives {technique}, which should catch it"
                for mutant in self.mutants
                for technique in mutant.kills
                if (technique, mutant.name) not in self.kills
            ),
        ]
