"""Folders for files that are needed for a while."""

from tempfile import TemporaryDirectory

from workshop.errors import machine_errors


def temporary_folder(purpose: str) -> TemporaryDirectory[str]:
    """Make a folder whose name says what it's for, until it's closed; raises MachineError if the machine refuses it."""
    with machine_errors():
        return TemporaryDirectory(prefix=f"workshop-{purpose}-", ignore_cleanup_errors=True)
