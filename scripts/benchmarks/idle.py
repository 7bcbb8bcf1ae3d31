"""What is written to the disk while every speaker plays on and nothing changes."""

from __future__ import annotations

import asyncio
from pathlib import Path
import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .household import Household

TITLE_SECONDS: Final = 3600.0
SETTLING: Final = 15.0
"""Seconds until what played before is believed to be over, and its last word written."""


async def measure(home: Household, *, seconds: float) -> int:
    """Return the bytes that the store's threads write in ``seconds`` of steady playing."""
    for speaker in home.speakers:
        speaker.play(f"Long {speaker.entity_id}", duration=TITLE_SECONDS)
    await asyncio.sleep(SETTLING)
    before = _written_by_the_store()
    await asyncio.sleep(seconds)
    return _written_by_the_store() - before


def _written_by_the_store() -> int:
    """Sum what the kernel has counted for the store's own threads."""
    written = 0
    for thread in threading.enumerate():
        if thread.name.startswith("spindle"):
            counts = Path(f"/proc/self/task/{thread.native_id}/io").read_text(encoding="ascii")
            written += int(dict(line.split(": ") for line in counts.splitlines())["wchar"])
    return written
