"""Spindle in a real Home Assistant process, through a clean stop and through a kill."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.simulators.sonos.scenario import parse
from tests.simulators.sonos.script import Performance
from tests.simulators.sonos.stage import Stage

from .verify import HEARD_TOLERANCE, Row, read_rows, table, verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .process import HomeAssistant

pytestmark = pytest.mark.e2e

SCENARIO = parse(
    """
    speaker kitchen "Kitchen"
    speaker office "Office"

    # Home Assistant is stopped, and later killed, in the middle of this one.
    at 0:00 kitchen play spotify "Nils Frahm" "Says" 50s album "Spaces"
    at 0:00 kitchen add deezer "Air" "Alone in Kyoto" 5:00
    # This one is committed before it is stopped, and ends while it is down or just after.
    at 0:00 office play local_library "Boards of Canada" "Dayvan Cowboy" 32s
    at 0:00 office add tidal "Boards of Canada" "Olson" 5:00
    until 0:50

    expect "Nils Frahm" "Says" spotify at 0:00 heard 50s in kitchen
    expect "Boards of Canada" "Dayvan Cowboy" local_library at 0:00 heard 32s in office
    """
)
PATIENCE = 30.0


async def test_a_restart_in_the_middle_of_a_title_loses_nothing_and_doubles_nothing(
    home: HomeAssistant,
) -> None:
    async with Stage.of(SCENARIO) as stage, home.client:
        uids = [speaker.player.uid for speaker in stage.household.speakers]
        await home.start()
        await home.wait_ready(uids)
        await home.client.add_entry("spindle")
        assert [entry["state"] for entry in await home.client.entries("spindle")] == ["loaded"]

        performance = Performance(stage, SCENARIO)
        playing = asyncio.create_task(performance.run())
        [committed] = await rows_when(home.database, lambda rows: len(rows) == 1)
        assert committed.title == "Dayvan Cowboy"

        await home.stop()
        await home.start()
        await home.wait_ready(uids)
        await asyncio.sleep(1)
        home.kill()
        assert _name(committed) in map(_name, read_rows(home.database))
        await home.start()
        await home.wait_ready(uids)

        await playing
        await rows_when(home.database, says_is_over)
        await home.stop()

    rows = read_rows(home.database)
    assert len(set(map(_name, rows))) == len(rows) == 2
    findings = verify(SCENARIO, performance.began_at, home.database)
    assert not any(finding.faults for finding in findings), table(findings)
    assert home.our_trouble() == []


async def rows_when(database: Path, enough: Callable[[list[Row]], bool]) -> list[Row]:
    """Wait for the plays to be as they should, and give them as they are in the end."""
    for _ in range(int(PATIENCE)):
        if enough(rows := read_rows(database)):
            return rows
        await asyncio.sleep(1)
    return read_rows(database)


def says_is_over(rows: list[Row]) -> bool:
    """Tell whether the last word on the first title is written."""
    return any(row.title == "Says" and (row.listened or 0) >= 50 - HEARD_TOLERANCE for row in rows)


def _name(row: Row) -> tuple[str, float]:
    return row.title, row.played_at
