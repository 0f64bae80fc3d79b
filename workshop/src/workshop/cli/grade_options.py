"""The argument of `workshop grade`, and its options that say how and where to write the grades."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from workshop.errors import UsageError
from workshop.grading.comparison import EarlierResult
from workshop.grading.earlier import read_earlier_result
from workshop.grading.exporters.formats import FORMATS, Format
from workshop.grading.learners import Learner
from workshop.grading.pseudonyms import NO_PSEUDONYMS, Pseudonyms, read_pseudonyms
from workshop.grading.results import Paths
from workshop.suggestions import did_you_mean, near

FILE = click.Path(path_type=Path)
PAGE = FORMATS["html"].file
FILES = ", ".join(dict.fromkeys(each.file for each in FORMATS.values()))


def _check_paths(_context: click.Context, _argument: click.Parameter, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Refuse a mistyped path; what can't be read, or is a link that leads nowhere, is the error of one learner."""
    for path in paths:
        try:
            path.stat(follow_symlinks=False)
        except PermissionError:
            continue
        except OSError:
            raise click.BadParameter(f"Path {f'{path}'!r} does not exist.") from None
    return paths


def _find_format(_context: click.Context, _option: click.Parameter, name: str) -> Format:
    if name not in FORMATS:
        suggested = near(name, FORMATS)
        others = did_you_mean(suggested) if suggested else f"choose one of {', '.join(FORMATS)}"
        raise click.BadParameter(f"there is no format {name!r}; {others}")
    return FORMATS[name]


paths_argument = click.argument(
    "paths",
    metavar="PATH...",
    nargs=-1,
    required=True,
    type=click.Path(readable=False, path_type=Path),
    callback=_check_paths,
    help="A folder or a zip file for each learner; or one folder of zip files; or the zip file that Moodle, Canvas or"
    " Gradescope make of all submissions.",
)
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
page_option = click.option(
    "--html",
    "page",
    type=FILE,
    metavar="FILE",
    help=f"Where to write the web page of the class: {PAGE}, unless the format is html.",
)
learner_pages_option = click.option(
    "--learner-pages",
    type=FILE,
    metavar="FOLDER",
    help="Also write a web page for each learner, with nothing about the others, into this folder.",
)
pseudonyms_option = click.option(
    "--pseudonyms",
    type=FILE,
    metavar="FILE",
    help="Name learners by pseudonyms everywhere. The file has the key for them, and who is who, so keep it secret."
    " It's created if there's none; the same file gives the same pseudonyms again.",
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


def class_with(
    pseudonyms: Path | None, learners: Sequence[Learner], format_: Format, earlier: EarlierResult | None
) -> tuple[list[Learner], Pseudonyms]:
    """Return the learners, and their pseudonyms if there's a file for those; then they have no other name and no id.

    They're in the order of their pseudonyms: that of their names would help to guess who they are.

    Raises UsageError if the format is for a platform that knows learners by name, or if an earlier result names
    them otherwise.
    """
    if pseudonyms is None:
        return [*learners], NO_PSEUDONYMS
    if format_.has_names:
        raise UsageError("a platform can't tell whose a pseudonym is: leave out --pseudonyms, or choose another format")
    names = read_pseudonyms(pseudonyms, learners)
    if earlier and not all(names.has(learner) for learner, _ in earlier.suites):
        raise UsageError(f"the earlier result has other names than {pseudonyms}: compare one that was made with it")
    hidden = [replace(each, name=names.of(each.name), id="") for each in learners]
    return sorted(hidden, key=lambda each: each.name), names


def paths_of(format_: Format, file: Path | None, page: Path | None, learner_pages: Path | None) -> Paths:
    """Return where to write, given the options; without `page` the usual one, unless it's the format itself."""
    usual = None if format_ is FORMATS["html"] else Path(PAGE)
    return Paths(file or Path(format_.file), page or usual, learner_pages)
