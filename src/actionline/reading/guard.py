"""Reading under guard: whatever a document does, it ends in time and within bounds.

A PDF is taken apart by a library in C++, which no Python exception can stop. So the work
is done in a child process under the system's own limits, and the parent says in one line
what happened. Where the platform has no `fork` (Windows) the work is done as it is:
the limits of `limits.py` still hold.

The bound on memory is RLIMIT_DATA and not RLIMIT_AS: the address space also counts
libraries and what the allocator merely reserves, so a bound on it is either reached by an
honest document or far from the memory really used.
"""

from __future__ import annotations

import os
from collections.abc import Callable

MAX_SECONDS = 9.0
_KILL = 9  # POSIX
MAX_DATA_BYTES = 400 * 1024 * 1024  # with the interpreter and its libraries below 512 MB


def run_guarded(work: Callable[[], int], complain: Callable[[str], None]) -> int:
    """Do `work` in a child process and return its exit status, 2 where it had to be ended.

    `complain` is given one sentence saying why it was ended. `work` writes its own output
    and is expected to write it last, so that a reading that is ended has printed nothing.
    """
    if not hasattr(os, "fork"):
        return work()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _work_as_child(work)
    os.close(writer)  # now the child alone holds it, until it ends
    try:
        late = not _ends_in_time(reader)
        if late:
            os.kill(child, _KILL)
    finally:
        os.close(reader)
    status = _wait_for(child)
    if os.WIFEXITED(status):
        return os.WEXITSTATUS(status)
    import signal  # only here: it takes longer to import than the child to start

    if os.WTERMSIG(status) == signal.SIGINT:
        return 130
    if late or os.WTERMSIG(status) == signal.SIGXCPU:
        complain(f"reading took longer than {MAX_SECONDS:.0f} s and was ended; give it in parts")
    else:
        complain("reading needed too much memory or failed; save the document anew or as text")
    return 2


def _ends_in_time(reader: int) -> bool:
    """Whether the end of the pipe that the child holds is closed in time."""
    import select
    from time import monotonic

    deadline = monotonic() + MAX_SECONDS
    while True:
        try:
            left = max(0.0, deadline - monotonic())
            return bool(select.select([reader], [], [], left)[0])
        except KeyboardInterrupt:  # it also reached the child, which ends by itself
            continue


def _wait_for(child: int) -> int:
    """The wait status of the child."""
    while True:
        try:
            return os.waitpid(child, 0)[1]
        except KeyboardInterrupt:
            continue


def _work_as_child(work: Callable[[], int]) -> None:
    """Do the work under the limits and end the process; never returns."""
    import gc
    import resource

    # One document is read and the process ends: collecting its cycles costs a tenth of the time.
    gc.disable()
    # The processor's time is bounded too: should the parent die, nobody else ends the child.
    seconds = round(MAX_SECONDS)
    for kind, bound in (
        (resource.RLIMIT_DATA, MAX_DATA_BYTES),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        ceiling = resource.getrlimit(kind)[1]
        if ceiling != resource.RLIM_INFINITY:
            bound = min(bound, ceiling)
        resource.setrlimit(kind, (bound, ceiling))
    status = 2
    try:
        status = work()
    except KeyboardInterrupt:
        status = 130
    finally:
        os._exit(status)
