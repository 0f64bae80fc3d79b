"""What the workflows do by themselves in a copy of this repository that isn't adopted yet: nothing but the audit."""

from pathlib import Path
from typing import Any

import pytest
import yaml

WORKFLOWS = sorted((Path(__file__).parents[2] / ".github" / "workflows").glob("*.yml"))
AUDIT = "audit.yml"  # one job, which is useful to everyone


@pytest.mark.parametrize(
    ("trigger", "known_here"),
    [
        pytest.param("push", ("vars.", "github.event.repository.is_template"), id="push"),
        pytest.param("schedule", ("vars.",), id="schedule, whose event says nothing of the repository"),
    ],
)
def test_nothing_begins_by_itself(trigger: str, known_here: tuple[str, ...]) -> None:
    """Every job that waits for no other has a condition on what a copy of the files doesn't have."""
    workflows = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in WORKFLOWS}
    first = {
        f"{name}: {job}": definition.get("if", "")
        for name, workflow in workflows.items()
        if trigger in triggers(workflow) and name != AUDIT
        for job, definition in workflow["jobs"].items()
        if "needs" not in definition
    }

    assert first
    assert [job for job, condition in first.items() if not any(each in condition for each in known_here)] == []


def triggers(workflow: dict[Any, Any]) -> dict[str, Any]:
    """Return the events that start a workflow; YAML takes their key, `on`, for a boolean."""
    events: dict[str, Any] = workflow[True]
    return events
