"""Notes on a suite, in short."""

from workshop.course.suite_notes import suite_notes


def notes_on(text: str, **others: str) -> list[tuple[int, str]]:
    """Return the line and text of each note on a file with tests, in a suite that may have other modules."""
    suite = {"test_game.py": text, **{f"{name}.py": other for name, other in others.items()}}
    notes = suite_notes({name: each.encode() for name, each in suite.items()})
    assert {note.file for note in notes} <= {"test_game.py"}
    return [(note.line, note.text) for note in notes]
