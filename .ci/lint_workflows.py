"""Check that no job of ci.yml can be red or skipped while `all-green` is green; the last part of `nox -s workflows`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

WORKFLOW = ".github/workflows/ci.yml"
GATE = "all-green"  # the one check that the ruleset requires


def main() -> None:
    """Check the workflow below the working directory, and exit with one line for each problem."""
    jobs = yaml.safe_load(Path(WORKFLOW).read_text(encoding="utf-8"))["jobs"]
    sys.exit("\n".join(find_ungated_jobs(jobs)) or 0)


def find_ungated_jobs(jobs: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each way in which a job can be red or skipped while `all-green` is green."""
    gate = jobs[GATE]
    yield from (
        f"ci.yml: {GATE} doesn't need the job {job}; add it" for job in jobs if job not in (GATE, *gate["needs"])
    )
    if gate.get("if") != "always()":
        yield f"ci.yml: {GATE} must have `if: always()`, because GitHub counts a skipped job as a success"
    for name, job in jobs.items():
        steps = job.get("steps", [])
        if any("continue-on-error" in part for part in (job, *steps)):
            yield f"ci.yml: job {name} can fail and still be green, because of `continue-on-error`; remove it"
        if any("run" in step and "if" in step for step in steps):
            yield f"ci.yml: job {name} can be green without running its session, because of `if`; remove it"


if __name__ == "__main__":
    main()
