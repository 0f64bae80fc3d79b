"""Arguments and options that several commands share."""

from typing import Annotated

import typer

EXERCISE_HELP = "Number, name or folder of an exercise"

OptionalExercise = Annotated[
    str | None, typer.Argument(metavar="EXERCISE", help=f"{EXERCISE_HELP}; without it, the one you're working on.")
]
Spoil = Annotated[bool, typer.Option("--spoil", help="Show it even if you haven't found it out yourself.")]
