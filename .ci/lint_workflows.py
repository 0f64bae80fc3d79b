"""Check that no job of ci.yml can be red or skipped while `all-green` is green; the last part of `nox -s workflows`."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

WORKFLOW = ".github/workflows/ci.yml"
GATE = "all-green"  # the one check that the ruleset requires
ONLY_AFTER_PUSHES = "${{ github.event_name == 'push' && 'JOBS' || '' }}"


def main() -> None:
    """Check the workflow below the working directory, and exit with one line for each problem."""
    try:
        workflow = yaml.safe_load(Path(WORKFLOW).read_text(encoding="utf-8"))
    except FileNotFoundError:
        sys.exit(f"{WORKFLOW} is missing; if it has another name now, change WORKFLOW in .ci/lint_workflows.py")
    except yaml.YAMLError as error:
        sys.exit(f"{WORKFLOW} isn't YAML: {' '.join(f'{error}'.split())}")
    sys.exit("\n".join(find_ungated_jobs((workflow or {}).get("jobs", {}))) or 0)


def find_ungated_jobs(jobs: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each way in which a job can be red or skipped while `all-green` is green."""
    if GATE not in jobs:
        yield f"ci.yml: there is no job {GATE}, which the ruleset requires; add it, or rename it there and in GATE"
        return
    gate = jobs[GATE]
    needed = needs(gate)
    before = {name: job for name, job in jobs.items() if not comes_after(GATE, name, jobs)}  # the others deploy, say
    yield from (f"ci.yml: {GATE} doesn't need the job {name}; add it" for name in before if name not in (GATE, *needed))
    if gate.get("if") != "always()":
        yield f"ci.yml: {GATE} must have `if: always()`, because GitHub counts a skipped job as a success"
    for step in gate.get("steps", []):
        inputs = step.get("with", {})
        skips = inputs.get("allowed-skips", "")
        if skips and not re.fullmatch(re.escape(ONLY_AFTER_PUSHES).replace("JOBS", "[^']*"), skips):
            yield f"ci.yml: {GATE} accepts skipped jobs anywhere; write its `allowed-skips` as {ONLY_AFTER_PUSHES}"
        if "allowed-failures" in inputs:
            yield f"ci.yml: {GATE} accepts red jobs, because of `allowed-failures`; remove it"
    for name, job in before.items():
        steps = job.get("steps", [])  # a job that calls another workflow has none
        if any(part.get("continue-on-error") for part in (job, *steps)):
            yield f"ci.yml: job {name} can fail and still be green, because of `continue-on-error`; remove it"
        if any("if" in step and "nox" in step.get("run", "") for step in steps):
            yield f"ci.yml: job {name} can be green without running its session, because of `if`; remove it"


def needs(job: dict[str, Any]) -> list[str]:
    """Return the names of the jobs that a job needs, which GitHub accepts as a list or as one name."""
    names: str | list[str] = job.get("needs", [])
    return [names] if isinstance(names, str) else names


def comes_after(first: str, name: str, jobs: dict[str, Any]) -> bool:
    """Return whether a job needs another one, directly or through others."""
    return any(each == first or comes_after(first, each, jobs) for each in needs(jobs.get(name, {})))


if __name__ == "__main__":
    main()
