"""Which modules are imported once for all runs: those that do not change, which neither program nor tests are."""

from pathlib import Path

import pytest

from workshop.engine.worker.preimport import generates_text, imports_from_elsewhere


def imports(folder: Path, source: str, *besides: str) -> list[str]:
    """Return what is to be imported once for a test of this source."""
    file = folder / "test_it.py"
    file.write_text(source)
    return imports_from_elsewhere([file], besides)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        pytest.param("import pytest", ["pytest"], id="a package"),
        pytest.param(
            "import re as r, json, pytest, ast", ["ast", "json", "pytest", "re"], id="several, in order of name"
        ),
        pytest.param("import hypothesis.strategies", ["hypothesis.strategies"], id="a module of a package"),
        pytest.param("from hypothesis.strategies import text", ["hypothesis.strategies"], id="a name of a module"),
        pytest.param("import decimal", ["decimal"], id="the standard library"),
        pytest.param("import pytest\nfrom pytest import fixture", ["pytest"], id="a package twice"),
    ],
)
def test_what_is_installed_is_imported_once(tmp_path: Path, source: str, names: list[str]) -> None:
    """Packages and the standard library, by the name of the module that is imported."""
    assert imports(tmp_path, source) == names


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("", id="nothing"),
        pytest.param("def test_it():\n    import pytest", id="an import in a function"),
        pytest.param("from . import pytest", id="a neighbour"),
        pytest.param("from .pytest import fixture", id="a name of a neighbour"),
        pytest.param("import no_such_package", id="what is not there"),
        pytest.param("import pytest(", id="no Python"),
        pytest.param("import pytest\0", id="a null byte"),
    ],
)
def test_nothing_else_is_imported_once(tmp_path: Path, source: str) -> None:
    """What a run imports itself, or fails to, is its own affair."""
    assert imports(tmp_path, source) == []


def test_the_program_is_not_imported_once(tmp_path: Path) -> None:
    """Each run has another, even of a program that is installed, and even of a module of it."""
    assert imports(tmp_path, "import hypothesis.strategies, pytest", "hypothesis") == ["pytest"]


@pytest.mark.parametrize(
    ("folder", "names"),
    [
        pytest.param("site-packages", ["my_module"], id="pip"),
        pytest.param("dist-packages", ["my_module"], id="Debian"),
        pytest.param("src", [], id="nobody"),
    ],
)
def test_it_depends_on_who_put_it_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, names: list[str]
) -> None:
    """A module that is on the path but not installed may be one that somebody is writing."""
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "my_module.py").touch()
    monkeypatch.syspath_prepend(tmp_path / folder)

    assert imports(tmp_path, "import my_module") == names


def test_a_folder_without_a_package_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python would import it, as a namespace that may be anybody's."""
    (tmp_path / "site-packages" / "my_folder").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "site-packages")

    assert imports(tmp_path, "import my_folder") == []


def test_a_file_that_is_not_there_imports_nothing(tmp_path: Path) -> None:
    """Whoever runs it will be told."""
    assert imports_from_elsewhere([tmp_path / "test_it.py"], []) == []


def test_the_imports_of_all_files_count(tmp_path: Path) -> None:
    """In order of name, not of files."""
    (tmp_path / "test_one.py").write_text("import pytest")
    (tmp_path / "test_two.py").write_text("import hypothesis")

    assert imports_from_elsewhere([tmp_path / "test_one.py", tmp_path / "test_two.py"], []) == ["hypothesis", "pytest"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("st.text()", True, id="text"),
        pytest.param("characters(codec='ascii')", True, id="characters"),
        pytest.param("st.from_regex('a+')", True, id="what matches a pattern"),
        pytest.param("context(text)", False, id="nothing of the kind"),
    ],
)
def test_it_is_seen_whether_text_is_generated(text: str, expected: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """In any of the files; one that is not there has none."""
    (tmp_path / "test_a.py").touch()
    (tmp_path / "test_b.py").write_text(text)

    assert generates_text([tmp_path / "test_a.py", tmp_path / "test_b.py", tmp_path / "test_c.py"]) is expected
