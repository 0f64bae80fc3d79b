"""What the runner promises whoever asks it, beyond verdicts: order, limits, and that nothing is left."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from tests.ages import AGES, LOOPS, running_processes, write_project
from workshop.engine.controller.pool import Pool
from workshop.engine.controller.run_state import Request
from workshop.engine.protocol import Outcome, RunOptions
from workshop.engine.suite import Suite
from workshop.errors import EngineError
from workshop.mutants.subject import Subject
from workshop.variants.variant import Variant, with_mutant

SUITE = """
import random
from ages import is_adult

PLACE = __file__


def test_one():
    assert random.random() > 0.5


def test_two():
    assert is_adult(17)


def test_three():
    assert is_adult(18)
"""

ONE, TWO, THREE = (f"test_ages.py::test_{name}" for name in ("one", "two", "three"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> tuple[Subject, Suite]:
    """Return the program and its tests."""
    return write_project(tmp_path_factory.mktemp("project"), SUITE)


@pytest.fixture(scope="module")
def pool(project: tuple[Subject, Suite]) -> Iterator[Pool]:
    """Yield a runner, warm, for all tests of this file that need no other."""
    with Pool(*project) as pool:
        yield pool


@pytest.fixture
def order(project: tuple[Subject, Suite]) -> RunOptions:
    """Return an order for all tests of the suite."""
    return RunOptions((f"{project[1].tests[0]}",))


def outcomes(pool: Pool, order: RunOptions, *batches: tuple[str, ...]) -> dict[str, Outcome]:
    """Run tests on the program as it is, and return what came of them."""
    (answer,) = pool.run([Request("key", Variant("the program"), order, 10, batches or (None,))])
    assert answer.request.key == "key"
    return dict(answer.run.outcomes)


def test_tests_are_run_in_the_order_of_the_file(pool: Pool, order: RunOptions) -> None:
    """Every test has its outcome, the first one first."""
    assert [(test, outcome.status) for test, outcome in outcomes(pool, order).items()] == [
        (ONE, "passed"),
        (TWO, "failed"),
        (THREE, "passed"),
    ]


def test_tests_can_be_run_backward(pool: Pool, order: RunOptions) -> None:
    """The last one first."""
    backward = RunOptions(order.tests, reverse=True)

    assert list(outcomes(pool, backward)) == [THREE, TWO, ONE]


def test_the_seed_is_that_of_random_before_each_test(pool: Pool, order: RunOptions) -> None:
    """Another seed, another number."""
    other = RunOptions(order.tests, seed=1)

    assert outcomes(pool, other)[ONE].status == "failed"


def test_a_run_can_stop_at_the_first_failure(pool: Pool, order: RunOptions) -> None:
    """Who only asks whether anything fails need not wait for the rest."""
    impatient = RunOptions(order.tests, stop=True)

    assert list(outcomes(pool, impatient)) == [ONE, TWO]


def test_single_tests_can_be_run(pool: Pool, order: RunOptions) -> None:
    """Just these, in this order; one that is not there has no outcome."""
    assert list(outcomes(pool, order, (THREE, "test_ages.py::test_four", ONE))) == [THREE, ONE]


def test_a_batch_is_run_after_another(pool: Pool, order: RunOptions) -> None:
    """The batches of a request are run one after the other, and are one run."""
    assert list(outcomes(pool, order, (THREE,), (ONE, TWO))) == [THREE, ONE, TWO]


def test_after_a_failure_no_other_batch_is_run(pool: Pool, order: RunOptions) -> None:
    """A run that stops at the first failure stops before the next batch too."""
    impatient = RunOptions(order.tests, stop=True)

    assert list(outcomes(pool, impatient, (TWO,), (THREE,))) == [TWO]


def test_a_test_that_is_late_is_repeated_alone(pool: Pool, order: RunOptions, project: tuple[Subject, Suite]) -> None:
    """Only a test that is late again, when nothing else is running, has timed out; what takes long and may, goes on."""
    looping = with_mutant(project[0], LOOPS)
    slow = Variant("slow", {"ages.py": f"import time\ntime.sleep(1)\n{AGES}"})
    requests = [
        Request("late", looping, order, 0.3, ((TWO, ONE),)),
        Request("in time", slow, order, 10),
    ]

    answers = {answer.request.key: answer.run for answer in pool.run(requests)}

    assert list(answers) == ["in time", "late"]
    assert answers["in time"].outcome(THREE) == Outcome("passed")
    assert answers["late"].outcomes == {
        TWO: Outcome("failed", "time-out", "timed out, even when run alone"),
        ONE: Outcome("missing", message="not run: a test before it timed out"),
    }


def test_a_test_that_is_repeated_alone_may_have_less_time(
    pool: Pool, order: RunOptions, project: tuple[Subject, Suite]
) -> None:
    """What it needs on the program itself is known better than what all tests need."""
    looping = with_mutant(project[0], LOOPS)
    request = Request("", looping, order, 1.5, ((TWO,),), timeouts_alone={TWO: 0.2, THREE: 100})
    began = monotonic()

    (answer,) = pool.run([request])

    assert answer.run.outcomes[TWO].cause == "time-out"
    assert 1.7 <= monotonic() - began < 2.9


def test_a_worker_stays_with_its_queue(project: tuple[Subject, Suite], order: RunOptions) -> None:
    """As long as there is something in it, and then helps with another."""
    queues = [[Request(f"{name}{number}", Variant("it"), order, 10) for number in range(3)] for name in "ab"]

    with Pool(*project, slots=1) as pool:
        answers = [answer.request.key for answer in pool.run(*queues)]

    assert answers == ["a0", "a1", "a2", "b0", "b1", "b2"]


def test_workers_spread_over_the_queues(project: tuple[Subject, Suite], order: RunOptions) -> None:
    """None waits for the others to be empty."""
    queues = [[Request(f"{name}{number}", Variant("it"), order, 10) for number in range(2)] for name in "ab"]
    begun: list[str] = []

    def noted(queue: list[Request[str]]) -> Iterator[Request[str]]:
        for request in queue:
            begun.append(request.key)
            yield request

    with Pool(*project, slots=2) as pool:
        list(pool.run(*map(noted, queues)))

    assert set(begun[:2]) == {"a0", "b0"}


@pytest.mark.parametrize("fork", [True, False], ids=["in a fork", "in a new process"])
def test_a_loop_at_import_is_late_too(fork: bool, order: RunOptions, project: tuple[Subject, Suite]) -> None:  # noqa: FBT001
    """Then no test could be collected, and that is the reason."""
    looping = Variant("looping", {"ages.py": "while True:\n    pass\n"})

    with Pool(*project, fork=fork) as pool:
        (answer,) = pool.run([Request("", looping, order, 0.2)])

    assert answer.run.outcome(ONE) == Outcome("failed", "time-out", "timed out, even when run alone")


def test_settings_that_pytest_refuses_are_an_error(tmp_path: Path) -> None:
    """Where pytest does not even start, its own words say why."""
    subject, suite = write_project(tmp_path, SUITE)
    order = RunOptions((f"{suite.tests[0]}",))
    (tmp_path / "pyproject.toml").write_text('[tool.pytest.ini_options]\naddopts = "--no-such-option"\n')

    with Pool(subject, suite) as pool, pytest.raises(EngineError, match="unrecognized arguments: --no-such-option"):
        list(pool.run([Request("", Variant("the program"), order, 10)]))


def test_the_settings_of_the_project_hold(tmp_path: Path) -> None:
    """What pyproject.toml says to pytest, it says here too; of several folders some may be left out."""
    (tmp_path / "pyproject.toml").write_text('[tool.pytest.ini_options]\nfilterwarnings = "error"\n')
    subject, suite = write_project(tmp_path, "import warnings\n\ndef test_warns():\n    warnings.warn('careful')\n")
    (tmp_path / "test_left_out.py").touch()
    tests = RunOptions((f"{tmp_path}",))

    with Pool(subject, Suite(suite.root, (tmp_path,), (tmp_path / "test_left_out.py",))) as pool:
        (answer,) = pool.run([Request("", Variant("the program"), tests, 10)])

    assert answer.run.outcomes == {
        "test_ages.py::test_warns": Outcome("failed", "exception", "UserWarning: careful"),
    }


def test_what_the_environment_says_to_python_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for unbuffered output would not see that a program forgets to flush."""
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")
    subject, suite = write_project(
        tmp_path, "import os\n\ndef test_it():\n    assert not os.getenv('PYTHONUNBUFFERED')"
    )

    with Pool(subject, suite) as pool:
        passing = outcomes(pool, RunOptions((f"{suite.tests[0]}",)))

    assert passing == {"test_ages.py::test_it": Outcome("passed")}


@pytest.mark.parametrize(
    ("strategy", "kept"),
    [pytest.param("text", {"unicode_data"}, id="text"), pytest.param("integers", set(), id="no text")],
)
def test_only_tables_of_characters_are_kept(strategy: str, kept: set[str], tmp_path: Path) -> None:
    """Hypothesis takes a second to make them, and keeps them where plain pytest would; other suites need none."""
    suite = f"from hypothesis import given, strategies as st\n\n@given(st.{strategy}())\ndef test_it(_):\n    pass\n"
    project = write_project(tmp_path, suite)

    with Pool(*project) as pool:
        outcomes(pool, RunOptions((f"{project[1].tests[0]}",)))

    assert {path.parent.name for path in (tmp_path / ".hypothesis").glob("*/*")} == kept


WAITING_SUITE = """
import time
from pathlib import Path


def wait():
    Path({pipe!r}).write_text("here I am")
    time.sleep(600)


def test_waits():
    wait()
"""

SCRIPT = """
import sys
from pathlib import Path

from tests.ages import hold, judged

way, root, tests = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]).read_text()
if way == "collecting":
    hold(root, tests + "wait()")
elif way == "held":
    hold(root, tests)
else:
    judged(root, tests, fork=way == "fork")
"""


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Heed SIGINT while the test runs: jobs in the background ignore it, and so would what they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize(
    ("how", "way"),
    [
        pytest.param(signal.SIGINT, "fork", id="Ctrl-C"),
        pytest.param(signal.SIGINT, "spawn", id="Ctrl-C, without fork"),
        pytest.param(signal.SIGINT, "held", id="Ctrl-C, with tests that are held"),
        pytest.param(signal.SIGKILL, "fork", id="a kill"),
        pytest.param(signal.SIGKILL, "held", id="a kill, with tests that are held"),
        pytest.param(signal.SIGKILL, "collecting", id="a kill, with tests that are collected to be held"),
    ],
)
def test_when_we_are_ended_nothing_goes_on(how: signal.Signals, way: str, tmp_path: Path) -> None:
    """The tests that run are ended with us, and after Ctrl-C no file of theirs is left."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "suite.py").write_text(WAITING_SUITE.format(pipe=f"{pipe}"))
    (tmp_path / "temporary").mkdir()
    command = [sys.executable, "-c", SCRIPT, way, f"{tmp_path / 'project'}", f"{tmp_path / 'suite.py'}"]
    environment = os.environ | {"TMPDIR": f"{tmp_path / 'temporary'}"}

    with subprocess.Popen(
        command, cwd=Path(__file__).parents[2], env=environment, stderr=subprocess.DEVNULL
    ) as process:
        assert pipe.read_text().startswith("here I am")
        process.send_signal(how)
    if how is signal.SIGINT:
        assert list((tmp_path / "temporary").iterdir()) == []
    name = f"{tmp_path / 'project'}"
    assert any(name not in running_processes() for _ in range(100))
