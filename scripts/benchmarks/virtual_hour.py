"""How many rows an hour of music in one room leaves in Home Assistant's recorder.

The hour is played in a process of its own, whose clocks run fast while the music plays:
threads and disks are real, only waiting is shortened.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
import json
from pathlib import Path
import subprocess
import sys
from typing import Final

from .fast_clock import FastClock, fast_loop

PATIENCE: Final = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class VirtualHour:
    """What the recorder kept of Spindle in an hour of music."""

    plays: int
    states: dict[str, int]
    """Entity id → rows."""
    events: int
    """Rows of the bus event."""


def measure(directory: Path) -> VirtualHour:
    """Play the hour in a process of its own; its files go into ``directory``."""
    directory.mkdir()
    played = subprocess.run(
        [sys.executable, "-m", __name__, str(directory)],
        check=True,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    return VirtualHour(**json.loads(played.stdout.splitlines()[-1]))


def main() -> None:
    """Play the hour and print what the recorder kept, as one line of JSON."""
    clock = FastClock()
    # Whoever is imported from here on finds the fast clocks and no others.
    from .played_hour import play  # noqa: PLC0415

    with asyncio.Runner(loop_factory=lambda: fast_loop(clock)) as runner:
        hour = runner.run(play(Path(sys.argv[1]), clock))
    print(json.dumps(asdict(hour)))


if __name__ == "__main__":
    main()
