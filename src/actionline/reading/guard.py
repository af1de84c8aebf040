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
import signal
from collections.abc import Callable
from types import FrameType

MAX_SECONDS = 9.0
MAX_DATA_BYTES = 400 * 1024 * 1024  # with the interpreter and its libraries below 512 MB


def run_guarded(work: Callable[[], int], complain: Callable[[str], None]) -> int:
    """Do `work` in a child process and return its exit status, 2 where it had to be ended.

    `complain` is given one sentence saying why it was ended. `work` writes its own output
    and is expected to write it last, so that a reading that is ended has printed nothing.
    """
    if not hasattr(os, "fork"):
        return work()
    child = os.fork()
    if child == 0:
        _work_as_child(work)
    late = False

    def end_child(_signal: int, _frame: FrameType | None) -> None:
        nonlocal late
        late = True
        os.kill(child, signal.SIGKILL)

    previous = signal.signal(signal.SIGALRM, end_child)
    signal.setitimer(signal.ITIMER_REAL, MAX_SECONDS)
    try:
        status = _wait_for(child)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
    if os.WIFEXITED(status):
        return os.WEXITSTATUS(status)
    if os.WTERMSIG(status) == signal.SIGINT:
        return 130
    if late or os.WTERMSIG(status) == signal.SIGXCPU:
        complain(f"reading took longer than {MAX_SECONDS:.0f} s and was ended; give it in parts")
    else:
        complain("reading needed too much memory or failed; save the document anew or as text")
    return 2


def _wait_for(child: int) -> int:
    """The wait status of the child; a Ctrl-C also reached the child, which ends by itself."""
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
