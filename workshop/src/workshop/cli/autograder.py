"""The command that makes the autograder of a platform."""

from pathlib import Path

import click

from workshop.cli.console import output
from workshop.cli.project import find_root
from workshop.course.lookup import find_exercise
from workshop.grading.autograders.folder import PLATFORMS, write_autograder

NEXT = {
    "gradescope": "Zip the files in it, not the folder itself, and upload that on the page Configure Autograder.",
    "classroom50": "Copy it to CLASSROOM/autograders/ASSIGNMENT/ in the repository of your classroom.",
    "github": "Make it a repository on GitHub, mark that as a template, and have learners create theirs from it.",
}


@click.command
@click.argument("platform", metavar="PLATFORM", type=click.Choice(PLATFORMS), help=f"One of {', '.join(PLATFORMS)}.")
@click.argument("exercises", metavar="EXERCISE...", nargs=-1, required=True, help="Numbers, names or folders.")
@click.option(
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Where to write it; unless you say so, a folder that's named like the platform.",
)
def autograder(platform: str, exercises: tuple[str, ...], folder: Path | None) -> None:
    """Write a folder that grades hand-ins for these exercises on a platform; nothing in it has to be edited.

    It installs the versions of the workshop, pytest and Hypothesis that are installed here. The exercises are copied
    without their solutions, since learners may see the folder.
    """
    root = find_root()
    target = folder or Path(platform)
    write_autograder(platform, [find_exercise(root, each) for each in dict.fromkeys(exercises)], target)
    output().print_prose(f"{target} is ready. {NEXT[platform]}")
