"""The commands `prove` and `make`, on a small repository that has gates of its own."""

import runpy
import sys
from pathlib import Path

import prove_gates
import pytest
from breaks import read_breaks
from prove_gates import main
from pytest_mock import MockerFixture


def test_the_command_proves_all_gates(gated_repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without names every break is made, after a control; each row says which gates refused it, and by which line."""
    assert gated_repository.exists()

    with pytest.raises(SystemExit) as exit_:
        main("prove")

    assert exit_.value.code == 0
    assert sorted(" ".join(row.split()) for row in capsys.readouterr().out.splitlines()[1:]) == [
        "proven bad-word late, lint code.txt says bad",
        "proven bad-workshop workshop/lint code.txt says bad",
        "proven nothing none every gate is green",
    ]


@pytest.mark.parametrize(("proven", "code"), [(True, 0), (False, 1)])
def test_the_exit_code_is_that_of_the_proof(
    *, proven: bool, code: int, gated_repository: Path, mocker: MockerFixture
) -> None:
    """Only the named breaks are proven."""
    proof = mocker.patch("prove_gates.prove", autospec=True, return_value=proven)

    with pytest.raises(SystemExit) as exit_:
        main("prove", "bad-workshop")

    assert exit_.value.code == code
    assert proof.call_args.args[0] == [read_breaks(gated_repository)["bad-workshop"]]


def test_the_command_is_quiet_on_ctrl_c(gated_repository: Path, mocker: MockerFixture) -> None:
    """Stopping the proof prints no traceback, and the exit code is the usual one."""
    assert gated_repository.exists()
    mocker.patch("prove_gates.prove", autospec=True, side_effect=KeyboardInterrupt)

    with pytest.raises(SystemExit) as exit_:
        main("prove")

    assert exit_.value.code == 130


def test_a_run_without_a_verdict_ends_with_a_message(gated_repository: Path, mocker: MockerFixture) -> None:
    """It's what nox has printed, instead of a traceback."""
    assert gated_repository.exists()
    mocker.patch("prove_gates.default_gates", return_value=["lint"])
    mocker.patch("prove_gates.run_gates", autospec=True, side_effect=ChildProcessError("the gate lint ended"))

    with pytest.raises(SystemExit, match=r"^the gate lint ended$"):
        main("prove", "bad-word")


def test_the_command_makes_a_break(gated_repository: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The break stays in the tree, its gate refuses it, and the output says why it is bad and how to undo it."""
    with pytest.raises(SystemExit) as exit_:
        main("make", "bad-workshop")

    assert exit_.value.code == 1
    assert (gated_repository / "workshop" / "code.txt").read_text(encoding="utf-8") == "bad"
    assert capfd.readouterr().out.startswith(
        "Bad words are bad everywhere.\nUndo it with: nox -s break -- --undo bad-workshop\n"
    )


def test_the_command_undoes_a_break(gated_repository: Path) -> None:
    """The rest of the file keeps what was written to it since."""
    file = gated_repository / "workshop" / "code.txt"
    with pytest.raises(SystemExit):
        main("make", "bad-workshop")
    file.write_text(f"{file.read_text(encoding='utf-8')} mine", encoding="utf-8")

    main("make", "--undo", "bad-workshop")

    assert file.read_text(encoding="utf-8") == "good mine"


def test_a_break_that_is_not_there_is_not_undone(gated_repository: Path) -> None:
    """The message says so, and nothing changes."""
    with pytest.raises(SystemExit, match=r"^break bad-workshop: workshop/code\.txt contains this text 0 times"):
        main("make", "--undo", "bad-workshop")

    assert (gated_repository / "workshop" / "code.txt").read_text(encoding="utf-8") == "good"


def test_a_break_that_no_gate_refuses_ends_with_0(gated_repository: Path, mocker: MockerFixture) -> None:
    """The exit code is the one of the gates, as it is for nox."""
    assert gated_repository.exists()
    mocker.patch("prove_gates.make", autospec=True, return_value=True)

    with pytest.raises(SystemExit) as exit_:
        main("make", "bad-word")

    assert exit_.value.code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(
            ["prove", "x", "bad-word"], "there is no break x; choose from bad-word, bad-workshop", id="unknown"
        ),
        pytest.param(["make"], "name one break; choose from bad-word, bad-workshop", id="none"),
        pytest.param(["make", "bad-word", "bad-workshop"], "name one break; choose from bad-word, bad-w", id="two"),
    ],
)
def test_a_wrong_call_lists_the_breaks(arguments: list[str], message: str, gated_repository: Path) -> None:
    """Without a break, or with an unknown one, nothing changes, and the message lists them all."""
    with pytest.raises(SystemExit, match=f"^{message}"):
        main(*arguments)

    assert (gated_repository / "code.txt").read_text(encoding="utf-8") == "good"


def test_the_script_passes_its_arguments_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows `nox -s break --` arrives, here a name that doesn't exist."""
    monkeypatch.setattr(sys, "argv", ["prove_gates.py", "make", "x"])

    with pytest.raises(SystemExit, match=r"^there is no break x; choose from badly-formatted-line, "):
        runpy.run_path(prove_gates.__file__, run_name="__main__")
