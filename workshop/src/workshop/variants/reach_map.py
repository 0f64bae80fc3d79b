"""The record of which locations each test reaches, and how to read it.

A location is a block of a function, or the default values of the functions with one name. A test that never reaches a
location can't notice a bug there.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

REACH_FILE = "reach.jsonl"  # the record, in the folder of a worker
REACH_VARIABLE = "WORKSHOP_REACH"  # the environment variable with the path of the record
DEFAULTS_OF = "the defaults of all functions named "  # plus the qualified name: the location of default values


@dataclass(frozen=True)
class ReachMap:
    """The locations that were reached.

    `by_test` has those reached in the call of each test. `shared` has those reached outside any call, in a fixture
    or at import: any test may depend on them. Those among them that were reached before the first test began are in
    `at_import`.
    """

    by_test: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    shared: set[str] = field(default_factory=set)
    at_import: set[str] = field(default_factory=set)


def read_reach_map(path: Path) -> ReachMap:
    """Return what is recorded in a file; without the file, which means that nothing was reached, it's empty."""
    reach_map = ReachMap()
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        test, location = json.loads(line)
        name, _, phase = test.rpartition(" ")
        if phase == "(call)":
            reach_map.by_test[name].add(location)
        else:
            reach_map.shared.add(location)
        if not test:
            reach_map.at_import.add(location)
    return reach_map
