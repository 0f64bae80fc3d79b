"""Arguments and options that several commands share."""

import click

EXERCISE_HELP = "Number, name or folder of an exercise"

optional_exercise = click.argument(
    "exercise", required=False, help=f"{EXERCISE_HELP}; without it, the one you're working on."
)
spoil_option = click.option("--spoil", is_flag=True, help="Show it even if you haven't found it out yourself.")
