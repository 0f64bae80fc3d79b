"""The proof of the upgrade, without nox: its edits fit the files of this repository, and it notices what is lost."""

import runpy
import sys
from pathlib import Path
from subprocess import CalledProcessError

import prove_upgrade
import pytest
from prove_upgrade import ADDED, CHANGES, DELETED, EDITS, NEW, edit, find_lost, main, run_nox


@pytest.fixture
def nox_runs(original: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Return the runs of nox, which do nothing: only an adoption moves the files that the owner edits."""
    runs = []

    def run_nox(project: Path, *arguments: str) -> None:
        runs.append(arguments)
        if "adopt" in arguments:
            (project / "src" / "fizzbuzz").rename(project / "src" / "acme_shop")
            (project / ".ci" / "adopted-readme.md").replace(project / "README.md")

    monkeypatch.setattr(prove_upgrade, "ROOT", original)
    monkeypatch.setattr(prove_upgrade, "run_nox", run_nox)
    return runs


def test_what_is_lost_is_listed(nox_runs: list[tuple[str, ...]], tmp_path: Path) -> None:
    """An upgrade that does nothing loses every change of the template, and no gate runs after it."""
    with pytest.raises(SystemExit) as exit_:
        main(tmp_path)

    paths = [path.replace("src/fizzbuzz/", "src/acme_shop/") for path in CHANGES if path != DELETED]
    lost = {line.partition(" ")[0] for line in f"{exit_.value.code}".splitlines()}
    assert lost == {path.replace(".ci/adopted-readme.md", "README.md") for path in paths} | {NEW}
    assert nox_runs == [("-s", "adopt", "--", "acme_shop"), ("-s", "upgrade")]


def test_an_upgrade_that_loses_nothing_is_followed_by_the_gates(
    nox_runs: list[tuple[str, ...]], small_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only plain nox shows that the result is a sound project; here, neither side has edited anything."""
    settings = {"ROOT": small_template, "EDITS": {}, "CHANGES": {}, "DELETED": "docs/page.md"}
    for name, value in (settings | {"ADDED": "tests/ours.py", "NEW": "README.md"}).items():
        monkeypatch.setattr(prove_upgrade, name, value)

    main(tmp_path)

    assert nox_runs[-1] == ()


def test_every_kind_of_loss_is_noticed(tmp_path: Path) -> None:
    """An edit of the owner, an added file and a deletion can be lost, too."""
    for path, (_, new) in (*EDITS.items(), *CHANGES.items()):
        file = tmp_path / path.replace("src/fizzbuzz/", "src/acme_shop/").replace(".ci/adopted-readme.md", "README.md")
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as appended:
            appended.write(new)
    (tmp_path / "LICENSE").write_text("", encoding="utf-8")

    lost = [*find_lost(tmp_path)]

    assert lost == [
        "LICENSE has lost: Acme and the contributors to this project",
        f"{ADDED} is lost",
        f"{NEW} is lost",
        f"{DELETED} is back",
    ]


def test_an_edit_that_does_not_fit_is_an_error(tmp_path: Path) -> None:
    """When a file has changed, the edit must change with it."""
    (tmp_path / "a.txt").write_text("one one", encoding="utf-8")

    with pytest.raises(ValueError, match=r"^a\.txt contains this text 2 times, not once: one$"):
        edit(tmp_path, {"a.txt": ("one", "two")})


def test_a_red_session_ends_the_proof(tmp_path: Path) -> None:
    """The message names the run; a green one goes on."""
    (tmp_path / "noxfile.py").write_text("", encoding="utf-8")

    run_nox(tmp_path, "--version")
    with pytest.raises(SystemExit, match=r"^red: nox -s lint$"):
        run_nox(tmp_path, "-s", "lint")


def test_the_script_works_in_the_folder_that_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in which there is a template already isn't used again."""
    (tmp_path / "template").mkdir()
    (tmp_path / "template" / "mine.txt").touch()
    monkeypatch.setattr(sys, "argv", ["prove_upgrade.py", f"{tmp_path}"])

    with pytest.raises(CalledProcessError, match="clone"):
        runpy.run_path(prove_upgrade.__file__, run_name="__main__")
