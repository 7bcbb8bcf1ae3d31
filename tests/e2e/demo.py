"""Spindle at work: a real Home Assistant, its own Sonos integration, speakers of ours.

scripts/demo                    runs until Ctrl-C and shows the plays as they come
scripts/demo --check            runs one scenario and holds the record against it
scripts/demo --ha 2026.11.0     the same on another release of Home Assistant
"""

from __future__ import annotations

import argparse
import asyncio
from contextlib import contextmanager, suppress
from pathlib import Path
import signal
import socket
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Final

from tests.simulators.sonos.scenario import Scenario, parse
from tests.simulators.sonos.script import Performance
from tests.simulators.sonos.stage import Stage

from .client import PASSWORD, USER
from .dashboard import add_dashboard
from .process import HomeAssistant, free_port, only_one
from .release import NoEnvironmentError, environment
from .verify import Finding, read_rows, table, verify

if TYPE_CHECKING:
    from collections.abc import Iterator

SCENARIO: Final = Path(__file__).with_name("demo.scenario")
PORT: Final = 8123
SETTLING: Final = 2.0
"""Seconds after the last step in which the last word is written."""


def main() -> int:
    """Run the demo and give the exit status: 0 worked, 1 did not."""
    parser = argparse.ArgumentParser(prog="scripts/demo", description="Spindle at work.")
    parser.add_argument("--check", action="store_true", help="verify one scenario, then end")
    parser.add_argument("--ha", metavar="RELEASE", help="a release of Home Assistant to run")
    options = parser.parse_args()
    try:
        python = environment(options.ha) if options.ha else Path(sys.executable)
    except NoEnvironmentError as error:
        say(str(error))
        return 1
    # Whoever ends the demo politely ends its Home Assistant too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), only_one(), directory() as place:
        return asyncio.run(demo(place, python, check=options.check))
    return 0


@contextmanager
def directory() -> Iterator[Path]:
    """Give a directory that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="spindle-demo-", ignore_cleanup_errors=True) as name:
        yield Path(name)


async def demo(place: Path, python: Path, *, check: bool) -> int:
    """Set everything up, then check, or show until interrupted."""
    began = time.monotonic()
    scenario = parse(SCENARIO.read_text())
    home = HomeAssistant(place, python=python, port=free_port() if check else usual_port())
    home.prepare()
    async with Stage.of(scenario) as stage, home.client:
        try:
            say(f"Starting Home Assistant {home.version()} …")
            await home.start()
            await home.wait_ready([each.player.uid for each in stage.household.speakers])
            await home.client.add_entry("spindle")
            path = await add_dashboard(home.client)
            say(f"Ready after {time.monotonic() - began:.0f} s: {home.url}{path}")
            say(f"Log in as {USER!r} with password {PASSWORD!r}.")
            if check:
                return await checked(home, stage, scenario, began)
            await show(home, stage, scenario)
        finally:
            home.kill()
    return 0


async def checked(home: HomeAssistant, stage: Stage, scenario: Scenario, began: float) -> int:
    """Perform the scenario once, stop Home Assistant, and judge."""
    performance = Performance(stage, scenario)
    say(f"Playing for {scenario.until:.0f} s …")
    await performance.run()
    await asyncio.sleep(SETTLING)
    findings = [await sensor_agrees(home, scenario)]
    await home.stop()
    findings = verify(scenario, performance.began_at, home.database) + findings
    findings += [Finding("the log", str(record)[:300], ("ours",)) for record in home.our_trouble()]
    say(table(findings))
    for record in home.trouble():
        if not record.ours:
            say(f"not ours: {record.level} [{record.logger}] {record.text}")
    wrong = sum(bool(each.faults) for each in findings)
    say(f"{wrong or 'Nothing'} wrong, {len(findings)} looked at, {time.monotonic() - began:.0f} s.")
    return 1 if wrong else 0


async def sensor_agrees(home: HomeAssistant, scenario: Scenario) -> Finding:
    """Look at Spindle's own count of the day, found by its unique id."""
    entities = await home.client.entity_ids("spindle")
    ids = [entity for unique, entity in entities.items() if unique.endswith("_plays_today")]
    states = await home.client.states()
    shown = states[ids[0]]["state"] if ids else "no such sensor"
    wanted = str(len(scenario.expected))
    faults = () if shown == wanted else (f"should be {wanted}",)
    return Finding("sensor of the day's plays", shown, faults)


async def show(home: HomeAssistant, stage: Stage, scenario: Scenario) -> None:
    """Perform the scenario again and again, and print each play when it is durable."""
    say("Press Ctrl-C to end.")
    printing = asyncio.create_task(print_plays(home.database))
    try:
        while True:
            await Performance(stage, scenario).run()
            for speaker in stage.household.speakers:
                stage.household.leave(speaker)
    finally:
        printing.cancel()


async def print_plays(database: Path) -> None:
    """Print each new row of the view ``scrobbles``."""
    shown = 0
    while True:
        await asyncio.sleep(1)
        rows = read_rows(database)
        for row in rows[shown:]:
            clock = time.strftime("%H:%M:%S", time.localtime(row.played_at))
            rooms = " + ".join(sorted(row.rooms))
            say(f"{clock}  {row.artist} - {row.title}  ({row.service}, {rooms})")
        shown = len(rows)


def usual_port() -> int:
    """Give Home Assistant's own port when nobody has it, else any."""
    with suppress(OSError), socket.create_server(("127.0.0.1", PORT)):
        return PORT
    return free_port()


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
