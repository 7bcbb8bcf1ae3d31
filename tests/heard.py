"""A household's history to look at: a few plays of two rooms, on a Sunday at noon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from custom_components.spindle.store.commands import record_play
from custom_components.spindle.store.types import NewPlay
from tests.sonos_household import Home

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket

KITCHEN = "RINCON_KITCHEN"
OFFICE = "RINCON_OFFICE"

NOON = 1_763_899_200
"""2025-11-23 12:00 UTC, when the tests look."""
DAY = 86_400


def song(artist: str, title: str, ago: float, player: str | None = KITCHEN, **more: Any) -> NewPlay:
    """Make a play of three minutes, ``ago`` seconds before noon."""
    known: dict[str, Any] = {"service": "spotify", "duration": 180, "listened": 180} | more
    return NewPlay(played_at=NOON - ago, title=title, artist=artist, player=player, **known)


PLAYS = (
    song("Nina Simone", "Sinnerman", 400 * DAY, album="Pastel Blues"),
    song("Nina Simone", "Sinnerman", 2 * DAY, album="Pastel Blues"),
    song("Björk", "Jóga", 2 * DAY - 600, album="Homogenic"),
    song("Nina Simone", "Feeling Good", DAY, service="tunein"),
    song("Björk", "Hunter", 3600, album="Homogenic", rooms=(KITCHEN, OFFICE)),
    song("Secret Band", "Hidden Song", 1800, OFFICE, album="Under the Desk"),
    song("Nina Simone", "Sinnerman", 900, OFFICE, album="Pastel Blues", rooms=(OFFICE, KITCHEN)),
    song("Imported", "Old Tune", 3 * 365 * DAY, None, service="unknown", origin="import:lastfm"),
)
"""The last but two and the last but one were played in the office."""


def record(db: Connection, plays: tuple[NewPlay, ...]) -> None:
    """Write plays down."""
    for play in plays:
        record_play(db, play)


async def begin(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    folder: Path,
    plays: tuple[NewPlay, ...] = PLAYS,
    *,
    zone: str = "Europe/Berlin",
    **options: Any,
) -> Home:
    """Set a household of kitchen and office up that has played something."""
    freezer.move_to("2025-11-23T12:00:00+00:00")
    await hass.config.async_set_time_zone(zone)
    home = Home.make(hass, freezer, folder, **options)
    home.speaker("Kitchen")
    home.speaker("Office")
    await home.set_up()
    await home.house.write(record, plays)
    home.house.async_plays_changed()
    await home.settle()
    return home


async def ask(client: MockHAClientWebSocket, command: str, **asked: Any) -> dict[str, Any]:
    """Send a command and give the whole reply."""
    await client.send_json_auto_id({"type": f"spindle/{command}", **asked})
    reply: dict[str, Any] = await client.receive_json()
    return reply


async def result(client: MockHAClientWebSocket, command: str, **asked: Any) -> Any:
    """Send a command that succeeds, and give its result."""
    reply = await ask(client, command, **asked)
    assert reply["success"], reply
    return reply["result"]


async def error(client: MockHAClientWebSocket, command: str, **asked: Any) -> dict[str, Any]:
    """Send a command that fails, and give its error."""
    reply = await ask(client, command, **asked)
    assert not reply["success"], reply
    failed: dict[str, Any] = reply["error"]
    return failed
