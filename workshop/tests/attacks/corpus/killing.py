"""Attacks that end, stop or slow the processes of others. Signals that end one are only sent to the worker."""

from dataclasses import replace

from tests.attacks.attack import Attack, kept

SIGNAL = "import signal"

ATTACKS = [
    kept("kills-the-parent", "assert refused(os.kill, os.getppid(), signal.SIGKILL)", imports=SIGNAL, is_quick=True),
    replace(
        kept("stops-the-parent", "assert refused(os.kill, os.getppid(), signal.SIGSTOP)", imports=SIGNAL),
        limit=60.0,  # if it isn't kept from it, that is how long it takes
    ),
    kept("interrupts-the-parent", "assert refused(os.kill, os.getppid(), signal.SIGINT)", imports=SIGNAL),
    kept("kills-the-group", "assert refused(os.killpg, os.getpgid(os.getppid()), signal.SIGTERM)", imports=SIGNAL),
    kept(
        "kills-a-thread-of-the-parent",
        "TGKILL = {'x86_64': 234, 'aarch64': 131}[os.uname().machine]",
        "assert fails(LIBC.syscall(TGKILL, os.getppid(), os.getppid(), signal.SIGKILL))",
        imports=SIGNAL,
    ),
    kept(
        "kills-by-a-handle",
        "handle = os.pidfd_open(os.getppid())",
        "assert refused(signal.pidfd_send_signal, handle, signal.SIGKILL)",
        imports=SIGNAL,
    ),
    kept(
        "signals-every-neighbor",
        "others = {*range(os.getpid() - 200, os.getpid() + 200)} - {os.getpid()}",
        "def reaches(process):",
        "    try:",
        "        os.kill(process, signal.SIGURG)  # which is ignored",
        "    except OSError:",
        "        return False",
        "    return True",
        "assert not any(map(reaches, others))",
        imports=SIGNAL,
    ),
    kept(
        "kills-by-a-pipe",
        "reader, writer = os.pipe()",
        "fcntl.fcntl(reader, fcntl.F_SETOWN, os.getppid())",
        "fcntl.fcntl(reader, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)",
        "os.write(writer, b'kill')  # a signal that ends a process; its sender doesn't learn what becomes of it",
        imports="import fcntl",
    ),
    kept(
        "limits-the-parent",
        "assert refused(resource.prlimit, os.getppid(), resource.RLIMIT_NOFILE, (3, 3))",
        imports="import resource",
    ),
    kept("slows-the-parent", "assert refused(os.setpriority, os.PRIO_PROCESS, os.getppid(), 19)"),
    kept(
        "slows-all-processes-of-the-user",
        "own = os.getpriority(os.PRIO_PROCESS, 0)  # in case it isn't kept from it",
        "assert refused(os.setpriority, os.PRIO_USER, 0, own)",
    ),
    kept(
        "slows-the-disk-for-the-user",
        "SET, USER = {'x86_64': 251, 'aarch64': 30}[os.uname().machine], 3",
        "assert fails(LIBC.syscall(SET, USER, 0, 0))  # no change, in case it isn't kept from it",
    ),
    kept("keeps-the-parent-on-one-core", "assert refused(os.sched_setaffinity, os.getppid(), {0})"),
    kept(
        "makes-the-parent-idle",
        "assert refused(os.sched_setscheduler, os.getppid(), os.SCHED_IDLE, os.sched_param(0))",
    ),
    kept("has-the-parent-killed-first", 'assert refused(open, f"/proc/{os.getppid()}/oom_score_adj", "w")'),
    Attack("kills-itself", "import os\n\n\ndef test_ends():\n    os.kill(os.getpid(), 9)\n"),
    Attack("stops-itself", "import os\n\n\ndef test_stops():\n    os.kill(os.getpid(), 19)\n", limit=10),
    Attack("kills-its-group-when-imported", "import os\n\nos.killpg(0, 9)\n"),
    Attack("kills-its-group", "import os\n\n\ndef test_ends():\n    os.killpg(0, 9)\n", exercise="04"),
    Attack(
        "closes-everything",
        "import os\n\n\ndef test_closes():\n    os.closerange(0, 512)\n",
    ),
]
