"""Let the other threads run in the middle of long work."""

from __future__ import annotations

import threading
import time
from typing import Final

EVERY: Final = 0.001
"""Seconds of a thread's work between two pauses, so that many calls cost no more than few."""
PAUSE: Final = 0.000_05
"""Seconds; the kernel makes about twice that of it."""


class _Paused(threading.local):
    """When this thread paused last."""

    at = 0.0


_paused: Final = _Paused()


def give_way() -> None:
    """Let whatever waits for Python's lock have it, the event loop for one, unless it just had.

    To be called every few milliseconds of work that has no pauses of its own. A thread that
    waits asks for the lock after 5 ms only, and begins to wait anew whenever it was let go
    and taken back meanwhile, as each reading of a file and each statement does:
    https://docs.python.org/3/library/sys.html#sys.setswitchinterval
    """
    if time.monotonic() - _paused.at >= EVERY:
        time.sleep(PAUSE)
        _paused.at = time.monotonic()
