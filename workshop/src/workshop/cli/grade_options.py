"""The options of `workshop grade` that say how and where to write the grades."""

from pathlib import Path

import click

from workshop.grading.earlier import read_earlier_result
from workshop.grading.exporters.formats import FORMATS, Format
from workshop.suggestions import did_you_mean, near

FILE = click.Path(path_type=Path)
FILES = ", ".join(dict.fromkeys(each.file for each in FORMATS.values()))


def _find_format(_context: click.Context, _option: click.Parameter, name: str) -> Format:
    if name not in FORMATS:
        suggested = near(name, FORMATS)
        others = did_you_mean(suggested) if suggested else f"choose one of {', '.join(FORMATS)}"
        raise click.BadParameter(f"there is no format {name!r}; {others}")
    return FORMATS[name]


format_option = click.option(
    "--format",
    "format_",
    metavar="FORMAT",
    default="csv",
    show_default=True,
    callback=_find_format,
    help=f"How to write the grades: {', '.join(FORMATS)}.",
)
file_option = click.option(
    "--output",
    "--csv",
    "file",
    type=FILE,
    metavar="FILE",
    help=f"Where to write the grades; the default depends on the format: {FILES}.",
)
compare_option = click.option(
    "--compare",
    "earlier",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="RESULTS.json",
    callback=lambda _context, _option, path: path and read_earlier_result(path),
    help="Show which verdicts have changed since an earlier result of --format json, and why.",
)
ids_option = click.option(
    "--ids",
    type=FILE,
    metavar="FILE",
    help="For moodle and canvas: a CSV file with two columns, the learners as the web page names them and their ids on"
    " the platform. Its first line is `learner` and the platform's name for the ids, such as `learner,ID number`. The"
    " archive of Canvas has the ids of Canvas in it.",
)
