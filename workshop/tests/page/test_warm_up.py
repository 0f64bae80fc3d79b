"""What is done before the first check, so that its limits are for the tests alone."""

import subprocess
import sys

import pytest

PROGRAM = """\
import gc
import json
import sys
from workshop.page import Check, course, warm_up

warm_up()
before = set(sys.modules)
first = json.loads(course())[0]
check = Check(first["name"], json.dumps(first["start"]), 0)
while runs := json.loads(check.go_on("{}")).get("runs"):
    for run in runs:
        check.do(run, "[]", lambda *_: None, lambda *_: None)
print(sorted(set(sys.modules) - before), gc.get_freeze_count() > len(before))
"""


@pytest.mark.measures_processes
def test_warming_up_imports_what_a_check_imports() -> None:
    """A check after it finds everything imported, and the garbage collector has no more to do than before."""
    run = subprocess.run([sys.executable, "-c", PROGRAM], check=True, stdout=subprocess.PIPE, text=True)

    assert run.stdout == "[] True\n"
