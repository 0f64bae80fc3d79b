"""Check what no other tool does; the last part of `nox -s workflows`.

No job of ci.yml may be red or skipped while `all-green` is green, and pyproject.toml and the workflows must agree on
the Pythons.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

WORKFLOW = ".github/workflows/ci.yml"
CLASSIFIER = r"Programming Language :: Python :: (3\.\d+)"
RUNS_SESSION = r"\bnox\b.*\s(-s|--sessions?)\b"
GATE = "all-green"  # the one check that the ruleset requires
ONLY_AFTER_PUSHES = "${{ github.event_name == 'push' && 'JOBS' || '' }}"


def main() -> None:
    """Check the workflows below the working directory, and exit with one line for each problem."""
    if not Path(WORKFLOW).exists():
        sys.exit(f"{WORKFLOW} is missing; if it has another name now, change WORKFLOW in .ci/lint_workflows.py")
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    jobs = {path.name: read_jobs(path) for path in sorted(Path(WORKFLOW).parent.glob("*.yml"))}
    problems = [*find_ungated_jobs(jobs[Path(WORKFLOW).name]), *find_other_pythons(project, jobs)]
    sys.exit("\n".join(problems) or 0)


def read_jobs(workflow: Path) -> dict[str, Any]:
    """Return a workflow's jobs by name; exit with a line that says why if it isn't YAML."""
    try:
        read: dict[str, Any] = yaml.safe_load(workflow.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        sys.exit(f"{workflow.as_posix()} isn't YAML: {' '.join(f'{error}'.split())}")
    jobs: dict[str, Any] = read.get("jobs", {})
    return jobs


def find_other_pythons(project: dict[str, Any], workflows: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each Python that a classifier names, and that requires-python or a workflow leaves out.

    A step of a workflow that installs a single Python is about something else.
    """
    versions = [found[1] for each in project.get("classifiers", []) if (found := re.fullmatch(CLASSIFIER, each))]
    required = project.get("requires-python", "")
    least = re.search(r">=\s*3\.(\d+)", required)
    for version in versions:
        if least and int(version.removeprefix("3.")) < int(least[1]):
            yield f"pyproject.toml: requires-python is {required}; remove the classifier for Python {version}"
        for file, jobs in workflows.items():
            steps = [step for job in jobs.values() for step in job.get("steps", [])]
            installed = [f"{step.get('with', {}).get('python-version', '')}".split() for step in steps]
            if any(len(each) > 1 and version not in each for each in installed):
                yield f"{file}: Python {version}, for which pyproject.toml has a classifier, isn't in python-version"


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
        if any("if" in step and re.search(RUNS_SESSION, step.get("run", "")) for step in steps):
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
