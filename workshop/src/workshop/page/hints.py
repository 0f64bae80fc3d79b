"""The next hint on an exercise, as the page shows it."""

import json

from workshop.course.next_hint import instead_of_hint, next_hint
from workshop.page.ansi import as_ansi
from workshop.page.exercises import find
from workshop.reports.hint_text import hint_text


def hint(name: str, verdict_json: str, given_json: str) -> str:
    """Return the next hint on an exercise as JSON: its `text`, as a terminal shows it, and the hints `given` with it.

    `verdict_json` is the last verdict, of which `killed`, `is_done` and `to_fix` count; one of an earlier version
    has no `to_fix`. `given_json` has the numbers of hints given before, by topic.
    """
    exercise, verdict, given = find(name), json.loads(verdict_json), json.loads(given_json)
    if text := instead_of_hint(exercise, is_done=verdict["is_done"], to_fix=verdict.get("to_fix", "")):
        return json.dumps({"text": text, "given": given})
    found = next_hint(exercise, verdict["killed"], given)
    return json.dumps({"text": as_ansi(hint_text(found)), "given": {**given, found.about: found.number}})
