"""From a state change in Home Assistant to a row and an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sonos_household import Home

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant


async def test_what_plays_becomes_a_row_and_an_event(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    freezer.move_to("2026-03-01 20:00:00+00:00")
    home = Home.make(hass, freezer, tmp_path)
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    began = int(freezer.time_to_freeze.timestamp())
    kitchen.play("Sinnerman")
    await home.wait(90)
    assert await home.rows() == []
    await home.wait(20)
    rows = await home.rows("title, artist, music_service, player, duration, source")
    assert rows == [("Sinnerman", "Nina Simone", "spotify", "Kitchen", 200, "sonos")]
    assert home.scrobbled == [
        {
            "id": began * 1000,
            "played_at": "2026-03-01T20:00:00+00:00",
            "title": "Sinnerman",
            "artist": "Nina Simone",
            "album": None,
            "album_artist": None,
            "station": None,
            "music_service": "spotify",
            "kind": "music",
            "duration": 200.0,
            "listened": 100.0,
            "room": "Kitchen",
            "rooms": ["Kitchen"],
            "speaker": "RINCON_KITCHEN",
            "entity_id": "media_player.kitchen",
        }
    ]
    kitchen.idle()
    await home.wait(60)
    assert await home.rows("played_at, round(listened)") == [(began, 110)]
