"""Lets `python -m workshop` be the command, for where the installed one is not on the path."""

from workshop.cli.entry import main

main()
