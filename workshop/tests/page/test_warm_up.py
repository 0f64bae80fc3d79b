"""What is done before the first check, so that its limits are for the tests alone."""

import subprocess
import sys

import pytest

PROGRAM = """\
import json
import sys
from workshop.page import check, course, warm_up

warm_up()
before = set(sys.modules)
first = json.loads(course())[0]
check(first["name"], json.dumps(first["start"]), 0, "{}", lambda *_: None, lambda *_: None)
print(sorted(set(sys.modules) - before))
"""


@pytest.mark.measures_processes
def test_warming_up_imports_what_a_check_imports() -> None:
    """A check after it finds everything imported."""
    run = subprocess.run([sys.executable, "-c", PROGRAM], check=True, stdout=subprocess.PIPE, text=True)

    assert run.stdout == "[]\n"
