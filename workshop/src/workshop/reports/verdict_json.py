"""Shows the verdict on a learner's tests as JSON, for programs."""

from typing import Any

from workshop.course.checked import Checked
from workshop.course.exercise import Exercise
from workshop.judging.verdict import JudgedTest
from workshop.mutants.mutant import Mutant
from workshop.reports.remarks import short_name


def as_json(checked: Checked) -> dict[str, Any]:
    """Return the verdict as values for JSON; the name of a mutant appears once it's killed."""
    exercise, verdict = checked.exercise, checked.verdict
    return {
        "exercise": exercise.name,
        "title": exercise.title,
        "file": f"{checked.file}",
        "done": verdict.is_done,
        "score": verdict.score,
        "error": checked.error() or None,
        "server": checked.server or None,
        "seconds": round(checked.seconds, 3),
        "notes": [{"file": note.file, "line": note.line, "text": note.text} for note in checked.notes()],
        "tests": [judged_test_as_json(test, exercise) for test in verdict.tests],
        "mutants": [_mutant(checked, mutant) for mutant in exercise.mutants],
    }


def judged_test_as_json(test: JudgedTest, exercise: Exercise) -> dict[str, Any]:
    """Return one test of a verdict on an exercise as values for JSON; mutants have the numbers that learners see."""
    return {
        "name": short_name(test.name),
        "file": test.name.partition("::")[0],
        "line": test.line,
        "status": test.status,
        "remark": test.remark or None,
        "evidence": test.evidence,
        "kills": sorted(exercise.numbers[name] for name in test.kills),
    }


def _mutant(checked: Checked, mutant: Mutant) -> dict[str, Any]:
    number, killers = checked.exercise.numbers[mutant.name], checked.verdict.killers(mutant.name)
    if not killers:
        return {"number": number, "killed": False, "hint": mutant.hint}
    by = [{"test": short_name(test), "cause": each.cause, "message": each.message} for test, each in killers.items()]
    return {"number": number, "killed": True, "name": mutant.name, "why": mutant.why, "by": by}
