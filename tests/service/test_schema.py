"""Whatever a client sends, the service answers as its schema says: Schemathesis makes the requests.

It runs as a command of its own, because its pytest plugin keeps Hypothesis from printing counterexamples.
"""

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from hypothesis import settings

from tests.service.conftest import Serve

COMMAND = shutil.which("schemathesis", path=sysconfig.get_path("scripts"))
TABLES = Path(__file__).parents[2] / ".hypothesis"  # Hypothesis keeps its characters there: making them takes a second
# By default, 413 isn't among the statuses with which Schemathesis expects a list to be refused.
REFUSALS = "[checks.negative_data_rejection]\nexpected-statuses = [400, 404, 405, 413, 422]\n"


@pytest.mark.skipif(COMMAND is None, reason="Schemathesis isn't installed here; nox installs it")
def test_every_answer_is_one_that_the_schema_promises(serve: Serve, tmp_path: Path) -> None:
    """Valid requests are answered, invalid ones refused, and no request makes the service fail."""
    service = serve("--max-numerals", "20")
    config = tmp_path / "schemathesis.toml"
    config.write_text(REFUSALS, encoding="utf-8")

    run = subprocess.run(
        [
            *(f"{COMMAND}", "--config-file", f"{config}", "run", f"{service.url}/openapi.json", "--no-color"),
            *("--phases=examples,fuzzing", f"--max-examples={settings().max_examples // 10}"),
            *("--generation-database=none", "--seed=1"),
        ],
        cwd=tmp_path,
        env={"HYPOTHESIS_STORAGE_DIRECTORY": f"{TABLES}"} | os.environ,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )

    assert run.returncode == 0, run.stdout
