"""A Home Assistant to develop on: kept under .demo/, the package linked into it.

Change a file, reload the entry or restart, and look. The speakers are simulated and play the
demo's scenario again and again.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
import sys
from typing import TYPE_CHECKING, Final

from tests.simulators.sonos.scenario import parse
from tests.simulators.sonos.stage import Stage

from .client import PASSWORD, USER
from .configuration import PACKAGE
from .demo import PORT, SCENARIO, say, show
from .process import HomeAssistant, only_one
from .release import ROOT

if TYPE_CHECKING:
    from pathlib import Path

KEPT: Final = ROOT / ".demo"


async def develop() -> None:
    """Start on what an earlier run left, or lay it out first; run until interrupted."""
    home = HomeAssistant(KEPT, port=PORT)
    home.directory = KEPT / f"home-assistant-{home.version()}"
    token = home.directory / ".token"
    is_new = not token.exists()
    if is_new:
        lay_out(home)
    else:
        home.client.token = token.read_text()
    scenario = parse(SCENARIO.read_text())
    async with Stage.of(scenario) as stage, home.client:
        try:
            await home.start()
            token.write_text(home.client.token or "")
            await home.wait_ready([each.player.uid for each in stage.household.speakers])
            if is_new:
                await home.client.add_entry("spindle")
            say(f"{home.url}, user {USER!r}, password {PASSWORD!r}")
            say(f"Log: {home.log_file}")
            await show(home, stage, scenario)
        finally:
            await home.stop()


def lay_out(home: HomeAssistant) -> None:
    """Write a fresh configuration and link the package into it."""
    home.prepare(spindle=False)
    link: Path = home.directory / "custom_components" / PACKAGE.name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(PACKAGE, target_is_directory=True)


def main() -> int:
    """Run until Ctrl-C."""
    with suppress(KeyboardInterrupt), only_one():
        asyncio.run(develop())
    return 0


if __name__ == "__main__":
    sys.exit(main())
