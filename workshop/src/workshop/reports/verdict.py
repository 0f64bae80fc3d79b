"""Shows the verdict on a learner's tests: on a terminal, as Markdown and as JSON.

A mutant that is killed is shown with its name and why it matters, one that survives with its hint and nothing else.
"""

import json
from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from workshop.course.checked import Checked
from workshop.judging.verdict import DISQUALIFYING, JudgedTest
from workshop.mutants.mutant import Mutant

ADVICE = {
    "wrong": "Read the rules again: the program is right, and does otherwise.",
    "over-specified": "The rules leave this open: test what they say, and no more.",
    "flaky": "Take out what differs from run to run: chance, time, what is left over.",
    "order-dependent": "Let each test build what it needs, and share nothing.",
    "vacuous": "It would pass without a program: call it, and compare what comes back.",
    "skipped": "A test that is skipped or expected to fail never counts.",
    "smoke": "It passes where every function returns None, too: compare what comes back with more than nothing.",
    "slow": "It takes more than a second: let it wait for nothing, and take fewer steps or examples.",
}
NO_TEST = "There is no test yet: a function whose name begins with test_, or the TestCase of a state machine."


def bare(name: str) -> str:
    """Return the name of a test without its file."""
    return name.partition("::")[2] or name


def as_text(checked: Checked) -> RenderableType:
    """Return the verdict for a terminal of any width."""
    return Group(*_parts(checked))


def _parts(checked: Checked) -> Iterator[RenderableType]:
    exercise, verdict = checked.exercise, checked.verdict
    yield Text(f"{exercise.name}: {exercise.title}", style="bold")
    yield Text(f"{checked.file}", style="dim")
    if checked.server:
        yield Text(f"The tests were run on {checked.server}.", style="dim")
    yield Text()
    if verdict.error:
        yield Text.assemble(("✗ ", "red"), "The tests cannot be run:")
        yield Padding(Text(checked.error()), (0, 0, 0, 2))
        return
    if not verdict.tests:
        yield Text.assemble(("✗ ", "red"), NO_TEST)
        yield Text()
    for test in checked.remarkable():
        yield from _test(checked, test)
    yield from _mutants(checked)
    yield Text()
    yield Text.assemble((_conclusion(checked), "bold green" if verdict.is_done else "bold"))


def _test(checked: Checked, test: JudgedTest) -> Iterator[RenderableType]:
    word = test.remark
    mark = ("! ", "yellow") if word in ("smoke", "slow", "skipped", "vacuous") else ("✗ ", "red")
    yield Text.assemble(mark, (bare(test.name), "bold"), f" is {word}  ", (checked.where(test), "dim"))
    if word == "wrong":
        told = test.evidence.removeprefix("on the program: ").removeprefix("AssertionError: ")
        rows = [("you believe", checked.line(test)), ("by the rules", told)]
    elif word == "slow":
        rows = [("", f"it takes {test.seconds:.1f} seconds")]
    else:
        rows = [("", test.evidence)]
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    for name, text in [*rows, ("", ADVICE[word])]:
        cells = (Text(name, style="dim"), Text(text)) if rows[0][0] else (Text(text),)
        table.add_row(*cells)
    yield Padding(table, (0, 0, 0, 4))
    yield Text()


def _mutants(checked: Checked) -> Iterator[RenderableType]:
    mutants, killed = checked.exercise.mutants, len(checked.verdict.killed)
    bar = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    bar.add_row(
        Text(f"{killed} of {len(mutants)} mutants killed", style="bold"),
        ProgressBar(total=len(mutants), completed=killed, width=20),
    )
    yield bar
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    table.add_column()
    for number, mutant in enumerate(mutants, start=1):
        if killers := checked.verdict.killers(mutant.name):
            names = [bare(name) for name in killers]
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            told = Text.assemble((mutant.name, "green"), f": {mutant.why} ", (f"({names[0]}{more})", "dim"))
            table.add_row(Text("✓", style="green"), f"{number}", told)
        else:
            table.add_row(Text("✗", style="red"), f"{number}", Text.assemble(("survives: ", "red"), mutant.hint))
    yield table


def _conclusion(checked: Checked) -> str:
    verdict = checked.verdict
    if verdict.is_done:
        return f"Done: every mutant is killed, and every test is accepted ({checked.seconds:.1f} s)."
    mend = sum(test.status in DISQUALIFYING for test in verdict.tests)
    survivors = len(checked.exercise.mutants) - len(verdict.killed)
    todo = [
        *([f"mend {mend} test{'s' * (mend != 1)}"] if mend else []),
        *([f"kill {survivors} mutant{'s' * (survivors != 1)}"] if survivors else []),
    ]
    return f"Next: {' and '.join(todo)} ({checked.seconds:.1f} s). `workshop hint` helps."


def as_markdown(checked: Checked) -> str:
    """Return the verdict as Markdown, as for the summary of a workflow."""
    exercise, verdict = checked.exercise, checked.verdict
    mark = "✅" if verdict.is_done else "❌"
    lines = [f"### {mark} {exercise.name}: {exercise.title}", ""]
    if verdict.error:
        return "\n".join([*lines, "The tests cannot be run:", "", "```", checked.error(), "```", ""])
    lines += [f"{len(verdict.killed)} of {len(exercise.mutants)} mutants killed.", ""]
    lines += [
        f"- `{bare(test.name)}` is **{test.remark}** (line {test.line}): {_plain(test.evidence)}. {ADVICE[test.remark]}"
        for test in checked.remarkable()
    ]
    lines += ["", "| mutant | | |", "|---|---|---|"]
    for number, mutant in enumerate(exercise.mutants, start=1):
        is_killed = mutant.name in verdict.killed
        told = f"`{mutant.name}` | {_plain(mutant.why)}" if is_killed else f"survives | {_plain(mutant.hint)}"
        lines.append(f"| {number} | {told} |")
    return "\n".join([*lines, ""])


def _plain(text: str) -> str:
    """Return a text that stays in its cell."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def as_json(checked: Checked) -> dict[str, Any]:
    """Return the verdict as values for JSON; the name of a mutant is there once it is killed."""
    exercise, verdict = checked.exercise, checked.verdict
    numbers = exercise.numbers

    def mutant_values(mutant: Mutant) -> dict[str, Any]:
        number, killers = numbers[mutant.name], verdict.killers(mutant.name)
        if not killers:
            return {"number": number, "killed": False, "hint": mutant.hint}
        by = [{"test": bare(test), "cause": each.cause, "message": each.message} for test, each in killers.items()]
        return {"number": number, "killed": True, "name": mutant.name, "why": mutant.why, "by": by}

    return {
        "exercise": exercise.name,
        "title": exercise.title,
        "file": f"{checked.file}",
        "done": verdict.is_done,
        "score": verdict.score,
        "error": checked.error() or None,
        "server": checked.server or None,
        "seconds": round(checked.seconds, 3),
        "tests": [
            {
                "name": bare(test.name),
                "line": test.line,
                "word": test.status,
                "remark": test.remark or None,
                "evidence": test.evidence,
                "kills": [numbers[name] for name in test.kills],
            }
            for test in verdict.tests
        ],
        "mutants": [mutant_values(mutant) for mutant in exercise.mutants],
    }


def dumped(values: object) -> str:
    """Return values as JSON that people can read too."""
    return json.dumps(values, indent=2, ensure_ascii=False) + "\n"
