"""Attacks that read the answers, or what other processes know."""

from hashlib import sha256

from tests.attacks.attack import Attack, kept
from tests.attacks.surroundings import CLONE
from workshop.course.lookup import find_exercise

LENGTH, BEGINNING, STEP = 48, 12, 120  # bytes of a piece that is looked for, and from one to the next


def pieces(exercise: str) -> list[tuple[str, bytes, str]]:
    """Return what to recognize pieces of all files of an exercise by that its program doesn't have.

    These are the name of the file, the beginning of the piece, backwards, and the digest of the whole.
    """
    folder = find_exercise(CLONE, exercise)
    (program,) = (path for path in folder.glob("*.py") if path.stem not in ("solution", "start"))
    texts = {f"{path.relative_to(folder)}": path.read_bytes() for path in sorted(folder.rglob("*.*")) if path.is_file()}
    return [
        (name, piece[:BEGINNING][::-1], sha256(piece).hexdigest())
        for name, text in texts.items()
        for piece in (text[place : place + LENGTH] for place in range(0, len(text) - LENGTH, STEP))
        if piece not in program.read_bytes()
    ]


SEARCH = """import gc

from tools import *

NAME = "eerht-ylno-swonk"[::-1]  # the name of a mutant; this file doesn't have it as it is


def strings(thing):
    if isinstance(thing, dict):
        return [each for each in (*thing.keys(), *thing.values()) if isinstance(each, str)]
    if isinstance(thing, (list, tuple, set, frozenset)):
        return [each for each in thing if isinstance(each, str)]
    return []


def reachable():
    seen, new = {}, [*gc.get_objects(), *frames()]  # the first are only those that the worker hasn't frozen
    while new:
        new = [each for each in {id(each): each for each in new}.values() if id(each) not in seen]
        seen |= {id(each): each for each in new}
        new = gc.get_referents(*new)
    return [*seen.values()]


def test_nothing_is_found():
    assert not [each for thing in reachable() for each in strings(thing) if NAME in each and each is not NAME]
"""
SEARCH_MEMORY = """from hashlib import sha256
from pathlib import Path

import game

PROGRAM = Path(game.__file__).read_bytes()


def regions():
    with open("/proc/self/mem", "rb", buffering=0) as memory:
        for line in Path("/proc/self/maps").read_text().splitlines():
            if line.split()[1].startswith("rw") and "[v" not in line:
                first, last = (int(number, 16) for number in line.split()[0].split("-"))
                memory.seek(first)
                yield memory.read(last - first)


def found(text, begin, digest):
    place = text.find(begin)
    while place >= 0:
        piece = text[place : place + LENGTH]
        if sha256(piece).hexdigest() == digest and piece not in PROGRAM:
            return True
        place = text.find(begin, place + 1)
    return False


def test_nothing_is_found():
    assert not [name for text in regions() for name, begin, digest in PIECES if found(text, begin[::-1], digest)]
"""
COMPARES = """import inspect
import tomllib

import game
from tools import *

try:
    MUTANTS = tomllib.loads((EXERCISE / "exercise.toml").read_text())["mutant"]
except OSError:
    MUTANTS = []


def test_program_is_no_mutant():
    source = inspect.getsource(game)
    assert not any(mutant["new"].strip() in source for mutant in MUTANTS)
"""

ATTACKS = [
    kept("mutants", 'assert refused((EXERCISE / "exercise.toml").read_text)', is_quick=True),
    kept("mutants-in-the-clone", 'assert refused((CLONE / "exercise.toml").read_text)'),
    kept("mutants-of-the-round-trip", 'assert refused((EXERCISE / "exercise.toml").read_text)', exercise="04"),
    kept("mutants-of-the-server", 'assert refused((EXERCISE / "exercise.toml").read_text)', exercise="09"),
    Attack("mutants-to-compare", COMPARES, status="vacuous"),
    kept("references", 'assert refused((EXERCISE / "correct" / "in_parts.py").read_text)'),
    kept("solution", 'assert refused((EXERCISE / "solution.py").read_text)'),
    kept(
        "solution-as-a-module", "assert refused(runpy.run_path, f\"{CLONE / 'solution.py'}\")", imports="import runpy"
    ),
    kept("bad-suites", 'assert refused(os.listdir, EXERCISE / "bad_suites")'),
    kept("all-exercises", "assert refused(os.listdir, EXERCISE.parent)"),
    kept("project", 'assert refused((CLONE.parents[1] / "pyproject.toml").read_text)'),
    kept(
        "mutants-from-here-upward",
        'path = os.path.relpath(EXERCISE / "exercise.toml", os.path.dirname(os.path.realpath(__file__)))',
        "assert refused(open, os.path.join(os.path.dirname(os.path.realpath(__file__)), path))",
    ),
    kept(
        "mutants-through-a-symlink",
        'link = TEMPORARY / "link"',
        "link.symlink_to(EXERCISE)",
        'assert refused((link / "exercise.toml").read_text)',
    ),
    kept("mutants-through-a-hard-link", 'assert refused(os.link, EXERCISE / "exercise.toml", TEMPORARY / "link")'),
    kept("mutants-through-the-root", 'assert refused(open, f"/proc/self/root{EXERCISE}/exercise.toml")'),
    kept(
        "mutants-in-c",
        'assert fails(LIBC.open(os.fsencode(EXERCISE / "exercise.toml"), os.O_RDONLY))',
    ),
    kept(
        "mutants-in-another-process",
        'assert subprocess.run(["cat", EXERCISE / "exercise.toml"], stderr=subprocess.DEVNULL).returncode != 0',
        imports="import subprocess",
    ),
    kept(
        "package",
        "with pytest.raises((ImportError, PermissionError)):",
        '    importlib.resources.files("workshop.course").joinpath("exercise.py").read_text()',
        imports="import importlib.resources\nimport pytest",
    ),
    kept(
        "package-on-the-path",
        'files = [*chain.from_iterable(Path(each).glob("workshop/*/*.py") for each in sys.path)]',
        "assert all(refused(file.read_text) for file in files)",
        imports="from itertools import chain",
    ),
    kept(
        "exercises-beside-the-path",
        'files = [*chain.from_iterable(Path(each).parent.glob("exercises/*/*.toml") for each in sys.path)]',
        "assert all(refused(file.read_text) for file in files)",
        imports="from itertools import chain",
    ),
    Attack("objects", SEARCH, status="vacuous"),
    Attack("own-memory", f"LENGTH, PIECES = {LENGTH, pieces('01')}\n{SEARCH_MEMORY}", status="vacuous"),
    kept("memory-of-the-parent", 'assert refused(open, f"/proc/{os.getppid()}/mem", "rb")'),
    kept("maps-of-the-parent", 'assert refused(open, f"/proc/{os.getppid()}/maps")'),
    kept("environment-of-the-parent", 'assert refused(open, f"/proc/{os.getppid()}/environ")'),
    kept("command-of-the-parent", 'assert refused(open, f"/proc/{os.getppid()}/cmdline")'),
    kept("files-of-the-parent", 'assert refused(os.listdir, f"/proc/{os.getppid()}/fd")'),
    kept("folder-of-the-parent", 'assert refused(os.readlink, f"/proc/{os.getppid()}/cwd")'),
    kept("root-of-the-parent", 'assert refused(open, f"/proc/{os.getppid()}/root{EXERCISE}/exercise.toml")'),
    kept(
        "trace-the-parent",
        "ATTACH = 16",
        "assert fails(LIBC.ptrace(ATTACH, os.getppid(), 0, 0))",
    ),
    kept(
        "memory-of-the-parent-by-a-call",
        "class Part(ctypes.Structure):",
        '    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]',
        "own = ctypes.create_string_buffer(16)",
        "there = Part(id(own), 16)",
        "here = Part(ctypes.addressof(own), 16)",
        "assert fails(LIBC.process_vm_readv(os.getppid(), ctypes.byref(here), 1, ctypes.byref(there), 1, 0))",
    ),
    kept(
        "open-file-of-the-parent-by-a-call",
        "GET_FILE = 438",
        "assert fails(LIBC.syscall(GET_FILE, os.pidfd_open(os.getppid()), 1, 0))",
    ),
    kept("home-directory", "assert refused(os.listdir, pwd.getpwuid(os.getuid()).pw_dir)", imports="import pwd"),
    kept("temporary-files-of-others", "assert refused(os.listdir, CANARY.parent)"),
    kept("folders-of-other-runs", "assert refused(os.listdir, TEMPORARY.parents[1])"),
    kept("names-in-hidden-folders", "assert fails(LIBC.inotify_init()) and fails(LIBC.inotify_init1(0))"),
    kept("names-in-hidden-folders-by-another-watch", "assert fails(LIBC.fanotify_init(0x200, 0))"),
    kept("unchanged-program", 'assert refused((TEMPORARY.parents[1] / "original" / "game.py").read_text)'),
    kept(
        "open-files",
        "own = (str(TEMPORARY.parent), '/dev', '/proc', 'pipe:', 'anon_inode:', 'socket:')",
        'files = [Path("/proc/self/fd", name) for name in os.listdir("/proc/self/fd")]',
        "assert all(os.readlink(file).startswith(own) for file in files if file.is_symlink())",
    ),
]
