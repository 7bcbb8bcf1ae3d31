"""Let the other threads run in the middle of long work."""

from __future__ import annotations

import time
from typing import Final

PAUSE: Final = 0.000_05
"""Seconds; the kernel makes about twice that of it."""


def give_way() -> None:
    """Let whatever waits for Python's lock have it: the event loop, for one.

    To be called every few milliseconds of work that has no pauses of its own. A thread that
    waits asks for the lock after 5 ms only, and begins to wait anew whenever it was let go
    and taken back meanwhile, as each reading of a file and each statement does:
    https://docs.python.org/3/library/sys.html#sys.setswitchinterval
    """
    time.sleep(PAUSE)
