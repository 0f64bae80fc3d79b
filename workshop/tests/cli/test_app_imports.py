"""What the `workshop` command imports before it does anything, which decides how fast it starts."""

import subprocess
import sys

from workshop.cli import app


def imported_by(statement: str) -> set[str]:
    """Return the names of the modules that a statement imports in a new Python."""
    code = f"import sys; before = set(sys.modules); {statement}; print(); print(*{{*sys.modules}} - before)"
    run = subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE, text=True)
    return set(run.stdout.splitlines()[-1].split())


def installed(modules: set[str]) -> set[str]:
    """Return the packages of these modules that aren't part of Python."""
    return {module.partition(".")[0] for module in modules} - sys.stdlib_module_names


def test_the_command_starts_without_the_modules_of_its_commands() -> None:
    """Importing rich, the judge or a Redis client would take longer than many commands do."""
    imported = imported_by("import workshop.cli.app")

    assert installed(imported) == {"click", "workshop"}
    assert imported & {"asyncio", "workshop.course", "workshop.judging", "workshop.mutants"} == set()


def test_a_check_starts_without_rich_and_test_frameworks() -> None:
    """Tests run in other processes, which can start before the command imports what it needs to show the verdict."""
    assert installed(imported_by("import workshop.cli.learner")) == {"click", "workshop"}


def test_running_a_command_imports_only_its_module() -> None:
    """The modules of other commands cost time and aren't needed."""
    call = "app.workshop(['unplant', '--help'], standalone_mode=False)"

    imported = imported_by(f"from workshop.cli import app; {call}")

    modules = {f"workshop.cli.{source.partition(':')[0]}" for source in app.COMMANDS.values()}
    assert imported & modules == {"workshop.cli.mutants"}
