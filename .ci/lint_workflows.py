"""Check that the workflows run the gates, and nothing else; the last part of `nox -s workflows`.

A job runs one session of the noxfile, by name. What plain `nox` runs, ci.yml runs too; any other session is run by some
workflow, unless its tag is `by-hand`. In ci.yml `all-green` needs every other job.
"""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Workflow = dict[str, Any]  # as YAML reads it


@dataclass(frozen=True)
class Run:
    """What a job runs, for one value of its matrix."""

    file: str
    job: str
    command: str

    @property
    def session(self) -> str | None:
        """The session that the command runs; None if it does anything else."""
        match shlex.split(self.command):
            case ["uvx", "nox", "--error-on-missing-interpreters", "-s", session, *rest] if rest[:1] in ([], ["--"]):
                return session
        return None


def main() -> None:
    """Check the repository that is the working directory, and exit with a line for each problem."""
    sys.exit("\n".join(find_problems(Path.cwd())) or 0)


def find_problems(root: Path) -> Iterator[str]:
    """Yield a line for each way in which the workflows of the repository at `root` are not what they should be."""
    files = sorted((root / ".github" / "workflows").glob("*.y*ml"))
    workflows = {file.name: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}
    runs = [run for name, workflow in workflows.items() for run in runs_of(name, workflow)]
    sessions = list_sessions(root, "-k", "True")
    yield from find_wrong_runs(runs, sessions)
    yield from find_idle_sessions(runs, list_sessions(root), sessions)
    yield from find_ungated_jobs(workflows["ci.yml"]["jobs"])


def runs_of(file: str, workflow: Workflow) -> Iterator[Run]:
    """Yield what each job of a workflow runs, if it runs anything; all its commands together."""
    for name, job in workflow["jobs"].items():
        script = "\n".join(step["run"] for step in job.get("steps", []) if "run" in step)
        matrix = job.get("strategy", {}).get("matrix", {})
        yield from (Run(file, name, command) for command in expand(script, matrix) if command)


def expand(text: str, matrix: dict[str, Any]) -> Iterator[str]:
    """Yield the text with each value of the matrix that it names."""
    named = re.search(r"\$\{\{ *matrix\.(\w+) *\}\}", text)
    if not named:
        yield text
        return
    included = [entry[named[1]] for entry in matrix.get("include", []) if named[1] in entry]
    for value in [*matrix.get(named[1], []), *included]:
        yield from expand(text.replace(named[0], str(value)), matrix)


def list_sessions(root: Path, *options: str) -> dict[str, list[str]]:
    """Return the sessions that nox would run with these options, each with its tags."""
    command = [sys.executable, "-m", "nox", "--list", "--json", *options]
    listed = subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE).stdout
    return {session["session"]: session["tags"] for session in json.loads(listed)}


def find_wrong_runs(runs: list[Run], sessions: dict[str, list[str]]) -> Iterator[str]:
    """Yield a line for each job that runs something else than one session that there is."""
    for run in runs:
        if run.session is None:
            yield (
                f"{run.file}: job {run.job} must run one session and nothing else, as in "
                f"`uvx nox --error-on-missing-interpreters -s lint`; it runs `{run.command}`"
            )
        elif run.session not in sessions:
            yield f"{run.file}: job {run.job} runs the session {run.session}, which noxfile.py does not define"


def find_idle_sessions(runs: list[Run], default: dict[str, list[str]], sessions: dict[str, list[str]]) -> Iterator[str]:
    """Yield a line for each session that no workflow runs, or not the right one."""
    ran = {run.session for run in runs}
    gating = {run.session for run in runs if run.file == "ci.yml"}
    for session, tags in sessions.items():
        if session in default and session not in gating:
            yield f"ci.yml: no job runs the session {session}, which plain `nox` runs"
        elif session not in ran and "by-hand" not in tags:
            yield f"noxfile.py: no workflow runs the session {session}, and its tag is not `by-hand`"


def find_ungated_jobs(jobs: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each job of ci.yml that can be red or skipped while `all-green` is green."""
    gate = jobs["all-green"]
    unneeded = [job for job in jobs if job not in ("all-green", *gate["needs"])]
    yield from (f"ci.yml: all-green does not need the job {job}" for job in unneeded)
    if gate.get("if") != "always()":
        yield "ci.yml: all-green must have `if: always()`, because GitHub takes a skipped job for a success"
    for name, job in jobs.items():
        steps = job.get("steps", [])
        if any("continue-on-error" in part for part in (job, *steps)):
            yield f"ci.yml: job {name} may be green though it failed, because of `continue-on-error`"
        if any("run" in step and "if" in step for step in steps):
            yield f"ci.yml: job {name} may be green though its session did not run, because of `if`"


if __name__ == "__main__":
    main()
