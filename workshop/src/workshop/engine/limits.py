"""The limits of runs, each defined here and nowhere else."""

import os

GIBIBYTE = 2**30

CORES = os.cpu_count() or 1
SLOTS = 4 + CORES  # runs at once: more than there are cores, because a test may also wait
MEMORY = 2 * GIBIBYTE  # bytes that the process of a run may take
FILE_SIZE = GIBIBYTE // 4  # bytes of a file that it writes
FOLDER_SIZE = GIBIBYTE // 2  # bytes of all files in its folder
SERVER_MEMORY = GIBIBYTE // 2  # bytes that the Redis server of a run may take
SERVER_FILE_SIZE = GIBIBYTE // 8  # bytes of a file that it writes
OPEN_FILES = 512  # at once
PROCESSES = 100  # that it may have started, and that haven't ended
CPU_SECONDS = 3600  # that a process may compute; just a backstop, because it's late much earlier
ENDING = 5.0  # seconds until a process that has been killed is given up
WATCHED = 0.25  # seconds between looks at what a run takes
SILENCE = 120.0  # seconds until a worker that has something to do, and says nothing, is given up
UNINTERRUPTED = 0.5  # seconds of a wait: on Windows, Ctrl-C ends none (https://github.com/python/cpython/issues/125541)
LEAST_SPACE = 2**20  # bytes; with less, a failure may be the machine's
MESSAGE_LENGTH = 300  # characters of an outcome's message
COLLECTING = 2  # times the timeout of a test that collecting them may take
MOST_TIMEOUTS = 2  # of the tests of one run; the tests after them aren't run

BASELINE_TIMEOUT = 30.0  # seconds for a test on a reference, whose usual time isn't known yet
LEARNER_TIMEOUT = 10.0  # seconds for a learner's test on a correct program
LINT_TIMEOUT = 60.0  # seconds for a test of an exercise's own suites, on a machine that may be busy
SHORTEST_TIMEOUT = 2.0  # seconds for a test on a mutant, however quick it is on a reference
SLOWER_THAN_BASELINE = 10  # times as long as on a reference


def mutant_timeout(slowest_on_reference: float) -> float:
    """Return the timeout in seconds for a test on a mutant, given its slowest time on a reference."""
    return max(SHORTEST_TIMEOUT, SLOWER_THAN_BASELINE * slowest_on_reference)
