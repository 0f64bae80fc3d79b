"""The proof of the gates, on a small repository that has gates of its own."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import plain_git
import prove_gates
import pytest
from breaks import Break, read_breaks
from prove_gates import PYTHON, command_of, default_gates, judge, prove, run_gates
from pytest_mock import MockerFixture


def broken(*red: str, shows: str = "", file: str = "code.txt") -> Break:
    """Return a break that these gates should refuse."""
    return Break("a-break", "why", file, "good", "bad", red=frozenset(red), shows=shows)


def test_a_run_without_a_verdict_is_an_error(gated_repository: Path, tmp_path: Path) -> None:
    """A gate that is interrupted or doesn't exist hasn't refused anything."""
    with pytest.raises(ChildProcessError, match=r"^the gate lynt ended with exit code [^01]"):
        run_gates(gated_repository, ["lynt"], tmp_path / "environments")


def test_gates_run_where_they_can_be_affected(gated_repository: Path, tmp_path: Path, mocker: MockerFixture) -> None:
    """Gates that plain `nox` leaves out run for the breaks that name them, and in the clone without a break."""
    mocker.patch("prove_gates.default_gates", return_value=["lint", "tests", "workshop/lint"])
    run = mocker.patch("prove_gates.run_gates", autospec=True, return_value={})
    breaks = [broken("late", "lint"), broken("workshop/lint", file="workshop/code.txt")]
    names = ["nothing", "first", "second"]
    breaks = [Break(**vars(break_) | {"name": name}) for break_, name in zip(breaks, names[1:], strict=True)]

    prove(breaks, tmp_path)

    assert gated_repository.exists()
    assert {call.args[0].name: call.args[1] for call in run.call_args_list} == {
        "nothing": ["lint", "tests", "workshop/lint", "late"],
        "first": ["lint", "tests", "late"],
        "second": ["lint", "workshop/lint"],
    }


def test_gates_run_in_a_repository_of_another_user(
    gated_repository: Path, tmp_path: Path, mocker: MockerFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clones need no more trust than the repository, which the user works in."""
    assert gated_repository.exists()
    mocker.patch("prove_gates.default_gates", return_value=["lint"])
    mocker.patch("prove_gates.run_gates", autospec=True, return_value={})
    monkeypatch.setitem(plain_git.ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")

    assert prove([], tmp_path)


def test_ctrl_c_begins_no_other_run(gated_repository: Path, tmp_path: Path, mocker: MockerFixture) -> None:
    """What runs ends, which Ctrl-C has reached too; the breaks that wait for their turn are left."""
    assert gated_repository.exists()
    mocker.patch("os.cpu_count", return_value=1)
    mocker.patch("prove_gates.default_gates", return_value=["lint"])
    started, begun, stopped = [], Event(), Event()

    class Threads(ThreadPoolExecutor):
        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
            super().shutdown(wait=False, cancel_futures=cancel_futures)
            stopped.set()
            super().shutdown(wait=wait)

    def run_gates(clone: Path, _gates: list[str], _environments: Path) -> dict[str, str]:
        started.append(clone.name)
        begun.set()
        stopped.wait()
        return {}

    def interrupted(_runs: object) -> None:
        begun.wait()
        raise KeyboardInterrupt

    mocker.patch("prove_gates.ThreadPoolExecutor", Threads)
    mocker.patch("prove_gates.run_gates", run_gates)
    mocker.patch("prove_gates.as_completed", interrupted)

    with pytest.raises(KeyboardInterrupt):
        prove([broken("lint")], tmp_path)

    assert started == ["nothing"]


def test_a_gate_that_accepts_its_break_fails_the_proof(
    gated_repository: Path, tmp_path: Path, mocker: MockerFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """The row says which gates should have been red."""
    assert gated_repository.exists()
    mocker.patch("prove_gates.default_gates", return_value=["lint"])
    mocker.patch("prove_gates.run_gates", autospec=True, return_value={})

    assert not prove([broken("lint")], tmp_path)

    assert "red: none; expected: lint\n" in capsys.readouterr().out


def test_the_output_of_an_unexpected_red_gate_is_shown(
    gated_repository: Path, tmp_path: Path, mocker: MockerFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """After such a long run, you don't have to run it again to learn why."""
    assert gated_repository.exists()
    mocker.patch("prove_gates.default_gates", return_value=["lint"])
    mocker.patch("prove_gates.run_gates", autospec=True, return_value={"lint": "code.txt says bad\n"})

    assert not prove([broken("tests")], tmp_path)

    assert "\n  lint: code.txt says bad\n" in capsys.readouterr().out


def test_the_right_gate_with_the_wrong_reason_is_refused() -> None:
    """A red gate isn't enough: it must show the reason."""
    is_proven, shown = judge(broken("lint", shows="F401"), {"lint": "E999 syntax error"})

    assert not is_proven
    assert shown == "the right gates are red, but not all of them show 'F401'"


def test_too_many_red_gates_are_refused() -> None:
    """Exactly the named gates must be red: a break that others refuse too proves less than it says."""
    is_proven, shown = judge(broken("lint"), {"lint": "", "types": ""})

    assert not is_proven
    assert shown == "red: lint, types; expected: lint"


@pytest.mark.parametrize("gate", ["coverage", "mutants"])
@pytest.mark.parametrize("suite", ["tests", "integration", "scripts", "kit", "workshop/tests"])
def test_gates_that_rely_on_a_red_suite_are_ignored(suite: str, gate: str) -> None:
    """A failing test stops early, so what it covers or kills says nothing about the break."""
    assert judge(broken(suite, shows="FAILED"), {suite: "FAILED test_x", gate: "99%"}) == (True, "FAILED test_x")
    assert judge(broken(gate, shows="99"), {gate: "99%"}) == (True, "99%")


def test_gates_are_those_of_both_noxfiles_on_this_python(gated_repository: Path) -> None:
    """The gates of the workshop replace the session that runs them, and other Pythons would show the same."""
    assert gated_repository.exists()

    assert default_gates() == ["lint", "tests", "workshop/lint", "workshop/tests"]


def test_the_tests_run_on_this_python() -> None:
    """The session has the Python in its name."""
    assert command_of("tests")[-2:] == ["--sessions", f"tests-{PYTHON}"]


def test_every_gate_of_this_repository_has_a_break() -> None:
    """A new gate needs a proof that it can go red."""
    proven = {gate for break_ in read_breaks(prove_gates.ROOT).values() for gate in break_.red}

    assert sorted(set(default_gates()) - proven) == []
