"""How long a play waits between the decision that it counts and its row on the disk."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
import time
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

from custom_components.spindle.store.types import ListeningStep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

    from .household import Household

IMPATIENT: Final[dict[str, object]] = {"shortest": 0, "fraction": 50}
TITLE_SECONDS: Final = 2.0
"""With the options above, such a title counts when one second of it has been heard."""
STAGGER: Final = 0.06
PATIENCE: Final = 10.0


async def measure(home: Household, *, plays: int) -> list[float]:
    """Let ``plays`` titles be counted, one speaker after the other; return milliseconds.

    Each runs from the hand-over of the counted play to the moment its commit is synced.
    """
    with _timed(home) as waits:
        for number in range(plays):
            speaker = home.speakers[number % len(home.speakers)]
            speaker.play(f"Title {number}", duration=TITLE_SECONDS)
            await asyncio.sleep(STAGGER)
        async with asyncio.timeout(PATIENCE):
            while len(waits) < plays:
                await asyncio.sleep(STAGGER)
    return [wait * 1000 for wait in waits]


@contextmanager
def _timed(home: Household) -> Iterator[list[float]]:
    """Collect the seconds that each counted play takes to become durable."""
    house = home.runtime.house
    submit = house.submit
    waits: list[float] = []

    def timed_submit(command: Callable[..., Any], step: object) -> Future[Any]:
        begin = time.perf_counter()
        future = submit(command, step)
        if isinstance(step, ListeningStep) and (plays := len(step.counted)):
            future.add_done_callback(lambda _: waits.extend([time.perf_counter() - begin] * plays))
        return future

    with patch.object(house, "submit", timed_submit):
        yield waits
