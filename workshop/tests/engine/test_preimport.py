"""Modules of installed packages are imported once for all runs; the program and its tests aren't."""

from pathlib import Path

import pytest

from workshop.engine.preimport import generates_text, imports_from_elsewhere, uses_hypothesis


def imports(folder: Path, source: str, *besides: str) -> list[str]:
    """Return the modules that are imported once for a test file with this source."""
    file = folder / "test_it.py"
    file.write_text(source)
    return imports_from_elsewhere([file], besides)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        pytest.param("import pytest", ["pytest"], id="a package"),
        pytest.param(
            "import re as r, json, pytest, ast", ["ast", "json", "pytest", "re"], id="several modules, sorted"
        ),
        pytest.param("import hypothesis.strategies", ["hypothesis.strategies"], id="a module of a package"),
        pytest.param("from hypothesis.strategies import text", ["hypothesis.strategies"], id="a name of a module"),
        pytest.param("import decimal", ["decimal"], id="a module of the standard library"),
        pytest.param("import pytest\nfrom pytest import fixture", ["pytest"], id="a package twice"),
        pytest.param("import re\nDIGIT = '\\d'", ["re"], id="a module, in a file that Python warns of"),
    ],
)
def test_installed_modules_are_imported_once(tmp_path: Path, source: str, names: list[str]) -> None:
    """Installed means in the standard library or in an installed package."""
    assert imports(tmp_path, source) == names


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("", id="nothing"),
        pytest.param("def test_it():\n    import pytest", id="an import in a function"),
        pytest.param("from . import pytest", id="a neighbor"),
        pytest.param("from .pytest import fixture", id="a name from the same package"),
        pytest.param("import no_such_package", id="a missing package"),
        pytest.param("import pytest(", id="a syntax error"),
        pytest.param("import pytest\0", id="a null byte"),
        pytest.param(f"import pytest\n{'-' * 99_999}1", id="too deep an expression"),
    ],
)
def test_other_imports_are_left_to_the_runs(tmp_path: Path, source: str) -> None:
    """A run imports these itself, or fails to."""
    assert imports(tmp_path, source) == []


def test_program_is_not_imported_once(tmp_path: Path) -> None:
    """Each run has its own variant of the program, even if the program is installed."""
    assert imports(tmp_path, "import hypothesis.strategies, pytest", "hypothesis") == ["pytest"]


@pytest.mark.parametrize(
    ("folder", "names"),
    [
        pytest.param("site-packages", ["my_module"], id="pip"),
        pytest.param("dist-packages", ["my_module"], id="Debian"),
        pytest.param("src", [], id="neither"),
    ],
)
def test_module_counts_as_installed_if_it_is_in_a_folder_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, names: list[str]
) -> None:
    """A module elsewhere on the path may be under development, and change."""
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "my_module.py").touch()
    monkeypatch.syspath_prepend(tmp_path / folder)

    assert imports(tmp_path, "import my_module") == names


def test_namespace_package_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any folder on the path can be imported as one, so it says nothing."""
    (tmp_path / "site-packages" / "my_folder").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "site-packages")

    assert imports(tmp_path, "import my_folder") == []


def test_missing_file_imports_nothing(tmp_path: Path) -> None:
    """Running it will show that it's missing."""
    assert imports_from_elsewhere([tmp_path / "test_it.py"], []) == []


def test_imports_of_all_files_are_combined(tmp_path: Path) -> None:
    """They are sorted by name, whatever the order of the files."""
    (tmp_path / "test_one.py").write_text("import pytest")
    (tmp_path / "test_two.py").write_text("import hypothesis")

    assert imports_from_elsewhere([tmp_path / "test_one.py", tmp_path / "test_two.py"], []) == ["hypothesis", "pytest"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("st.text()", True, id="st.text"),
        pytest.param("characters(codec='ascii')", True, id="st.characters"),
        pytest.param("st.from_regex('a+')", True, id="st.from_regex"),
        pytest.param("context(text)", False, id="other calls"),
    ],
)
def test_files_that_generate_text_are_recognized(text: str, expected: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """One such file is enough; a missing file has no effect."""
    (tmp_path / "test_a.py").touch()
    (tmp_path / "test_b.py").write_text(text)

    assert generates_text([tmp_path / "test_a.py", tmp_path / "test_b.py", tmp_path / "test_c.py"]) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("from hypothesis import given", True, id="an import"),
        pytest.param("import hypothesis.strategies as st", True, id="an import of a module"),
        pytest.param("def test_hypothesis_is_wrong(): ...", False, id="part of a name"),
    ],
)
def test_files_with_properties_are_recognized(text: str, expected: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """One such file is enough; a missing file has no effect."""
    (tmp_path / "test_a.py").touch()
    (tmp_path / "test_b.py").write_text(text)

    assert uses_hypothesis([tmp_path / "test_a.py", tmp_path / "test_b.py", tmp_path / "test_c.py"]) is expected
