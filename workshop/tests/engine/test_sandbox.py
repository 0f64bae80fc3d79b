"""Tests that aren't trusted read Python and their own run, write their own folders, and reach nothing else."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.ages import FILE, PROGRAM, run, write_tests
from tests.engine import ordinary_suite
from workshop.engine.controller.pool import Pool
from workshop.engine.protocol import Outcome
from workshop.engine.sandbox import missing
from workshop.engine.suite import Suite
from workshop.mutants.subject import Subject

landlockpy = pytest.importorskip("landlockpy", reason="only Linux has it")

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason="the sandbox of this machine isn't complete"),
    pytest.mark.measures_processes,
]

TEXT = "This is nobody's business."
HIDDEN = Path(landlockpy.__file__).parent  # of an installed package, which could be read otherwise
SUITE = """
import fcntl
import os
import resource
import signal
import socket
from pathlib import Path

import ages

SECRET = {secret!r}
PORT = {port}
HIDDEN = {hidden!r}
FLAGS, HINT = 0x40086602, 1036  # of files: FS_IOC_SETFLAGS and F_SET_RW_HINT
OTHER = {other!r}


def test_it():
    {code}
"""


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file that is no run's business."""
    file = tmp_path_factory.mktemp("home") / "secret"
    file.write_text(TEXT)
    return file


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """Yield a warm pool with two slots, whose runs are sandboxed."""
    program = tmp_path_factory.mktemp("program") / "ages.py"
    program.write_text(PROGRAM)
    root = tmp_path_factory.mktemp("suite").resolve()
    suite = Suite(root, (root,), is_sandboxed=True, hidden=(HIDDEN,))
    with Pool(Subject(program), suite, slots=2) as pool:
        yield pool


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Yield a port on which this process listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("open(SECRET)", id="reading a file elsewhere"),
        pytest.param("os.listdir(Path(SECRET).parent)", id="listing a folder elsewhere"),
        pytest.param("os.symlink(SECRET, 'link'); open('link')", id="reading a file through a link"),
        pytest.param("open('/proc/self/root' + SECRET)", id="reading a file through the root of the process"),
        pytest.param("open(f'/proc/{os.getppid()}/environ')", id="reading the environment of the worker"),
        pytest.param("open('/etc/shadow')", id="reading passwords"),
        pytest.param("os.listdir(Path('~').expanduser())", id="listing the home directory"),
        pytest.param("os.listdir('/tmp')", id="listing the folder of temporary files"),
        pytest.param("open(Path(HIDDEN, 'flags.py'))", id="reading what is hidden in an installed package"),
        pytest.param("open(Path(OTHER, 'tree/ages.py'))", id="reading the folder of another slot"),
        pytest.param("open(SECRET, 'a')", id="writing to a file elsewhere"),
        pytest.param("os.truncate(SECRET, 0)", id="truncating a file elsewhere"),
        pytest.param("os.unlink(SECRET)", id="removing a file elsewhere"),
        pytest.param("os.mkdir(SECRET + '.d')", id="making a folder elsewhere"),
        pytest.param("os.unlink(ages.__file__)", id="removing the program"),
        pytest.param("open(ages.__file__, 'a')", id="writing to the program"),
        pytest.param("open(__file__, 'a')", id="writing to the suite"),
        pytest.param("os.mkdir(Path(__file__).parent / '__pycache__')", id="writing beside the suite"),
        pytest.param("fcntl.ioctl(open(__file__), FLAGS, bytes([64] + 7 * [0]))", id="setting flags of the suite"),
        pytest.param("fcntl.fcntl(open(__file__), HINT, bytes([5] + 7 * [0]))", id="setting a hint of the suite"),
        pytest.param("os.rmdir(os.getcwd())", id="removing its home"),
        pytest.param("os.rename(os.getcwd(), os.getcwd() + '2')", id="renaming its home"),
        pytest.param("os.chmod('.', 0o700)", id="changing the permissions of a file"),
        pytest.param("os.mknod('disk', 0o060600, os.makedev(8, 0))", id="making a device"),
        pytest.param("os.kill(os.getppid(), signal.SIGKILL)", id="killing the worker"),
        pytest.param("os.kill(os.getppid(), signal.SIGSTOP)", id="stopping the worker"),
        pytest.param("os.killpg(os.getpgid(os.getppid()), signal.SIGTERM)", id="ending the group of the worker"),
        pytest.param("resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (0, 0))", id="limiting the worker"),
        pytest.param("socket.create_connection(('127.0.0.1', PORT))", id="connecting to a port"),
        pytest.param("socket.create_server(('127.0.0.1', 0))", id="listening on a port"),
        pytest.param("socket.socket(socket.AF_INET, socket.SOCK_DGRAM)", id="sending datagrams"),
        pytest.param("socket.socket(socket.AF_UNIX).connect('\\0name')", id="connecting to an abstract socket"),
        pytest.param("socket.socketpair(type=socket.SOCK_DGRAM)", id="making a socket that can be connected again"),
    ],
)
def test_run_is_refused(code: str, pool: Pool, secret: Path, port: int) -> None:
    """It holds for root too, and nothing has changed outside."""
    other = pool._snapshots[1].directory  # noqa: SLF001 - a single run is in the first
    text = SUITE.format(secret=f"{secret}", port=port, hidden=f"{HIDDEN}", other=f"{other}", code=code)
    options = write_tests(pool, text)

    (outcome,) = run(pool, options).outcomes.values()

    assert outcome.status == "failed"
    assert outcome.message.startswith("PermissionError: ")
    assert (secret.read_text(), [*secret.parent.iterdir()]) == (TEXT, [secret])


def test_limits_cannot_be_raised(pool: Pool) -> None:
    """Not even by root: the process has no privileges."""
    code = "resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))"
    options = write_tests(pool, SUITE.format(secret="", port=0, hidden="", other="", code=code))

    (outcome,) = run(pool, options).outcomes.values()

    assert outcome.message == "ValueError: not allowed to raise maximum limit"


READS = """
from pathlib import Path
from time import time

import ages

OWN = [Path(__file__).parent, Path(ages.__file__).parent]


def test_it():
    assert all(path.stat().st_atime > time() for own in OWN for path in [own, *own.rglob("*")])
"""


def test_reading_files_leaves_no_trace(pool: Pool) -> None:
    """Those of the suite and of the program, with their byte code."""
    options = replace(write_tests(pool, READS), keep_bytecode=True)

    (outcome,) = run(pool, options).outcomes.values()

    assert outcome == Outcome("passed")


def test_ordinary_tests_notice_nothing(pool: Pool) -> None:
    """They can use files of their own, processes, threads, helpers and the standard library."""
    (pool.suite.root / "helper.py").write_text("EIGHTEEN = 18\n")
    options = write_tests(pool, ordinary_suite.SUITE)

    outcomes = run(pool, options).outcomes

    assert set(outcomes.values()) == {Outcome("passed")}


def test_suite_cannot_replace_modules_of_the_worker(pool: Pool, secret: Path) -> None:
    """Modules of the suite are imported only in the sandbox, also those named like modules of Python."""
    for name in ("resource", "stringprep", "ctypes", "redis"):
        (pool.suite.root / f"{name}.py").write_text(f"open({f'{secret}'!r}, 'a')\n")
    options = write_tests(pool, "def test_it():\n    import stringprep\n")

    run_of_them = run(pool, options)

    for name in ("resource", "stringprep", "ctypes", "redis"):
        (pool.suite.root / f"{name}.py").unlink()
    assert run_of_them.outcomes[f"{FILE}::test_it"].message.startswith("PermissionError: ")
    assert secret.read_text() == TEXT
