"""Run a scenario on its own: ``python -m tests.simulators.sonos FILE [PACE]``."""

from __future__ import annotations

import asyncio
from pathlib import Path
import sys

from .clock import Pace
from .scenario import Scenario, parse
from .script import Performance
from .stage import Stage


async def main(scenario: Scenario, pace: float) -> None:
    """Perform a scenario once."""
    stage = Stage.of(scenario, pace=pace)
    async with stage:
        for speaker in stage.household.speakers:
            sys.stdout.write(f"{speaker.player.name}: {speaker.address} {speaker.player.uid}\n")
        await Performance(stage, scenario, Pace(pace)).run()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    asyncio.run(
        main(
            parse(Path(sys.argv[1]).read_text()), float(sys.argv[2]) if len(sys.argv) == 3 else 1.0
        )
    )
