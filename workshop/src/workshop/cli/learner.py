"""The commands for who learns: where am I, how good are my tests, what next."""

import sys
from dataclasses import replace
from typing import Annotated

import typer
from rich.table import Table

from workshop.cli.console import find_catalogue, find_root, output, print_diff, progress, say, shown
from workshop.cli.keypress import keys_to
from workshop.course.answers import Record
from workshop.course.checked import Checked
from workshop.course.exercise import README, SOLUTION, Exercise, find_exercises
from workshop.course.hints import next_hint
from workshop.course.progress import LearnerProgress
from workshop.course.watch import Screen, Watch
from workshop.errors import AuthorError, UsageError
from workshop.judging.session import USUAL, Session
from workshop.mutants import planting
from workshop.mutants.mutant import Mutant
from workshop.reports.verdict import as_json, as_markdown, as_text, dumped

app = typer.Typer()
PANEL = "Learn"

Name = Annotated[
    str | None, typer.Argument(metavar="[EXERCISE]", help="Its number, name or folder; else the one that you are at.")
]
Spoil = Annotated[bool, typer.Option("--spoil", help="Show it though you have not found it out yet.")]


def course() -> LearnerProgress:
    """Return the course of the project that we are in."""
    return LearnerProgress(find_root(), shown)


def show_status() -> None:
    """Say where the learner is, and what to type next."""
    here = course()
    exercises = here.exercises()
    to_do = [each for each in exercises if not here.is_done(each)]
    done = len(exercises) - len(to_do)
    if not to_do:
        output.print(f"All {done} exercises are done. `workshop list` shows them; write one with `workshop new`.")
        return
    exercise = here.find(None)
    file = here.answers.begin(exercise)
    output.print(f"{done} of {len(exercises)} exercises are done. Next is {exercise.name}: {exercise.title}.\n")
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for what, how in (
        ("read", f"{shown(exercise.folder / README)}"),
        ("write tests in", f"{shown(file)}"),
        ("judge them with", "workshop check"),
        ("at every save with", "workshop watch"),
        ("if you are stuck", "workshop hint"),
    ):
        table.add_row(what, how)
    output.print(table)


@app.command(rich_help_panel=PANEL)
def check(
    exercise: Name = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="Check all exercises that are begun.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print the verdict as JSON.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print it as Markdown.")] = False,
) -> None:
    """Judge your tests: which bugs do they catch, and which do they miss? Fails until all is done."""
    here = course()
    begun = [each for each in here.exercises() if here.answers.file(each).exists()] if every else []
    exercises = begun if every else [here.find(exercise)]
    checked = [_checked(here, each) for each in exercises]
    if json_:
        values = [as_json(each) for each in checked]
        sys.stdout.write(dumped(values if every else values[0]))
    elif markdown:
        sys.stdout.write("\n".join(map(as_markdown, checked)))
    else:
        for each in checked:
            output.print(as_text(each))
    for each in checked:
        here.save(each)
    raise typer.Exit(0 if all(each.verdict.is_done for each in checked) else 1)


def _checked(here: LearnerProgress, exercise: Exercise) -> Checked:
    is_new = not here.answers.file(exercise).exists()
    file = here.answers.begin(exercise)
    if is_new:
        say(f"{shown(file)} is made for you: write your tests there")
    with progress() as bar, Session(exercise.task(), here.root) as checker:
        task = bar.add_task(exercise.name, total=None)
        terms = replace(USUAL, progress=lambda done, total: bar.update(task, completed=done, total=total))
        return here.check(exercise, checker, terms)


@app.command(rich_help_panel=PANEL)
def watch(exercise: Name = None) -> None:
    """Judge your tests at every save; keys give a hint, go to the next exercise, and quit."""
    here = course()
    on_terminal = output.is_terminal

    def checking(each: Exercise) -> None:
        output.print(f"checking {each.name} ...", style="dim")

    def verdict(checked: Checked) -> None:
        if on_terminal:
            output.clear()
        output.print(as_text(checked))
        output.print("\nh hint   n next exercise   q quit", style="dim")

    screen = Screen(checking, verdict, hint=lambda each: _give_hint(here, each), trouble=say)
    watching = Watch(here, screen)
    with keys_to(watching.take):
        watching.run(here.find(exercise))


@app.command(rich_help_panel=PANEL)
def hint(
    exercise: Name = None,
    mutant: Annotated[int | None, typer.Option(help="Number of the mutant that it should be about.")] = None,
) -> None:
    """Give the next hint: first what to do, then of a mutant the kind of input, the rule, and the diff."""
    here = course()
    found = here.find(exercise)
    if here.answers.record(found) is None:
        here.save(_checked(here, found))
    _give_hint(here, found, found.find(f"{mutant}") if mutant else None)


def _give_hint(here: LearnerProgress, exercise: Exercise, wanted: Mutant | None = None) -> None:
    record = here.answers.record(exercise) or Record()
    if record.is_done and not wanted:
        output.print(f"{exercise.name} is done: there is nothing to give a hint about.")
        return
    hint = next_hint(exercise, record.killed, record.hints, wanted)
    output.print(f"{hint.title}, hint {hint.number} of {hint.of}:\n", style="bold")
    output.print(hint.text)
    print_diff(hint.diff)
    here.answers.save_record(exercise, replace(record, hints={**record.hints, hint.about: hint.number}))


@app.command(rich_help_panel=PANEL)
def show(mutant: str, exercise: Name = None, *, spoil: Spoil = False) -> None:
    """Show a bug: what it changes, and what it costs. One of an exercise only after you have killed it."""
    here = course()
    try:
        catalogue = find_catalogue()
        found = catalogue.find(mutant)
        diff = planting.diff(catalogue, found)
    except (AuthorError, UsageError):
        if exercise is None and not find_exercises(here.root):
            raise
        chosen = here.find(exercise) if exercise else here.last()
        found = chosen.find(mutant)
        record = here.answers.record(chosen)
        if not spoil and (record is None or found.name not in record.killed):
            raise AuthorError(f"{mutant} survives your tests so far: kill it first, or ask with --spoil") from None
        diff = found.diff(chosen.subject.read(found.file), found.file)
    print_diff(diff)
    output.print(f"\n{found.why}")


@app.command(rich_help_panel=PANEL)
def solution(exercise: Name = None, *, spoil: Spoil = False) -> None:
    """Show a model suite, after your own is done."""
    here = course()
    found = here.find(exercise) if exercise else here.last()
    if not spoil and not here.is_done(found):
        raise AuthorError(f"{found.name} is not done yet: go on, or ask with --spoil")
    sys.stdout.write(found.read(SOLUTION))


@app.command(rich_help_panel=PANEL)
def reset(exercise: Annotated[str, typer.Argument(help="Its number, name or folder.")]) -> None:
    """Begin an exercise again; a copy of your tests is kept."""
    here = course()
    found = here.find(exercise)
    kept = here.answers.reset(found)
    output.print(f"{shown(here.answers.file(found))} is as it was at the start.", soft_wrap=True)
    output.print(f"Your tests are kept in {shown(kept)}.", soft_wrap=True)


@app.command(name="list", rich_help_panel=PANEL)
def list_() -> None:
    """Show all exercises, and how far you are."""
    here = course()
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for column in ("exercise", "title", "technique", "state"):
        table.add_column(column, no_wrap=column == "exercise")  # its name is typed, and must be whole
    states = [(each, here.state(each)) for each in here.exercises()]
    current = here.find(None).name
    for each, state in states:
        style = "green" if state == "done" else "bold" if each.name == current else None
        table.add_row(each.name, each.title, each.technique, state, style=style)
    output.print(table)
