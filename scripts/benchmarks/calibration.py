"""How fast this machine is right now, in a unit that travels: the time of one fixed loop."""

from __future__ import annotations

import time

ROUNDS = 5
STEPS = 300_000


def calibrate() -> float:
    """Return the milliseconds that a fixed pure-Python loop takes, the best of a few rounds.

    Figures from two machines, or from two moments of a busy one, compare by it.
    """
    return min(_one_round() for _ in range(ROUNDS)) * 1000


def _one_round() -> float:
    begin = time.perf_counter()
    total = 0
    for step in range(STEPS):
        total += step % 7
    return time.perf_counter() - begin
