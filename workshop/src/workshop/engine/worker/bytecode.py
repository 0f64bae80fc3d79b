"""Compiles a suite once for all runs, which can't write beside it: nothing of the suite is executed for that."""

from contextlib import suppress
from pathlib import Path

import pytest
from _pytest.assertion import rewrite


def compile_suite(config: pytest.Config, folder: Path) -> None:
    """Write the byte code of all Python files below a folder, with rewritten assertions, to where pytest looks for it.

    A file that can't be compiled is left to the import, which will show why.
    """
    state = config.stash[rewrite.assertstate_key]
    for file in folder.rglob("*.py"):
        with suppress(SyntaxError, ValueError, RecursionError, MemoryError, OSError):
            source_hash, code = rewrite._rewrite_test(file, config)  # noqa: SLF001 - what the import itself does
            compiled = rewrite.get_cache_dir(file) / f"{file.stem}{rewrite.PYC_TAIL}"
            compiled.parent.mkdir(exist_ok=True)
            rewrite._write_pyc(state, code, source_hash, compiled)  # noqa: SLF001
