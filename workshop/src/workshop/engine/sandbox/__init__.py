"""Keeps the process of a run away from all that isn't its own.

Its files, processes and connections are restricted by Landlock, a security module of Linux that binds root too
(https://docs.kernel.org/userspace-api/landlock.html), and by a filter of system calls. What a kernel is too old for
isn't restricted, and `missing` names it; on other systems that is everything.

These things remain possible: to list the names of files where Python has to, to reach the port of the run's Redis
server on other hosts too, and to leave a note for later runs by reading files of the system that haven't been read for
a day: their times of access tell, as does what of them is in memory. Where file systems are mounted with the option
`strictatime`, the files of the suite serve for that too. Runs at the same time can tell each other what they see, by
the load of the machine, or with the locks of `fcntl` on files that all can read: SQLite needs these for its own.

These aren't, though they'd do no harm to one's own files: to lock them with `flock`, to change permissions, owners,
times and attributes, and to make semaphores of `multiprocessing`, which all processes of the machine could see.
"""

from workshop.engine.sandbox.features import missing

__all__ = ["missing"]
