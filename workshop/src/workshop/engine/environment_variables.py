"""The environment variables of the processes that run tests."""

import os
from pathlib import Path

KEPT = {"PYTHONHOME", "PYTHONPATH", "PYTHONUTF8"}  # the other variables of Python and pytest change verdicts


def run_environment(scratch: Path, hash_seed: int = 0) -> dict[str, str]:
    """Return the environment variables of runs: those of the user without those that change verdicts."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name in KEPT or not name.startswith(("PYTHON", "PYTEST_", "HYPOTHESIS_"))
    }
    own = {
        "MALLOC_ARENA_MAX": "1",  # glibc reserves 64 MiB for each arena, up to eight a core: threads couldn't start
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONHASHSEED": f"{hash_seed}",
        "HYPOTHESIS_STORAGE_DIRECTORY": f"{scratch / 'hypothesis'}",
    }
    return inherited | own
