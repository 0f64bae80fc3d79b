"""The workflow that learners copy into their own repositories."""

import re
from pathlib import Path

GITHUB = Path(__file__).parents[2] / ".github"


def test_the_workflow_to_copy_uses_the_actions_of_ours() -> None:
    """It uses the same actions at the same commits as our workflows, because nothing else updates them."""
    workflows = [path.read_text(encoding="utf-8") for path in (GITHUB / "workflows").glob("*.yml")]
    to_copy = (GITHUB / "ready-to-copy" / "check-my-tests.yml").read_text(encoding="utf-8")

    actions = set(re.findall(r"uses: .+", to_copy))

    assert len(actions) == 3
    assert actions - {action for text in workflows for action in re.findall(r"uses: .+", text)} == set()
