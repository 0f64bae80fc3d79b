"""Writes values as JSON that people can read too."""

import json

from workshop.reports.printable import printable_lines


def to_json_text(values: object) -> str:
    """Return values as indented JSON that keeps letters of every language; texts in it are made printable."""
    return json.dumps(_printable(values), indent=2, ensure_ascii=False) + "\n"


def _printable(value: object) -> object:
    if isinstance(value, str):
        return printable_lines(value)
    if isinstance(value, dict):
        return {_printable(key): _printable(each) for key, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, list | tuple) else value
