"""Playlists of a folder of music, made as Sonos playlists of the household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.const import Platform
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.spindle.playlist_recipes import CONF_TARGETS
from custom_components.spindle.playlists.types import RunState
from tests.playlist_home import MusicHome, begin_music
from tests.playlists.sonos_home import SonosHome

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

BUTTON = "button.spindle_at_home_make_playlists"


async def press(music: MusicHome) -> None:
    """Press the button of the recipe."""
    await music.hass.services.async_call(
        Platform.BUTTON, "press", {"entity_id": BUTTON}, blocking=True
    )


async def test_a_folder_becomes_sonos_playlists_and_a_second_run_writes_nothing(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = SonosHome()
    for genre in ("rock", "techno"):
        for number in range(4):
            home.has(f"Song {number}", artist=f"{genre} {number}", share=f"nas/{genre}-{number}")

    def household(_bridge: object, reachable: Callable[[], list[str]]) -> SonosHome:
        home.is_silent = not reachable()
        return home

    monkeypatch.setattr("custom_components.spindle.playlist_entry.SonosPlaylists", household)
    music = await begin_music(hass, freezer, tmp_path, "At home", **{CONF_TARGETS: ["sonos"]})
    # No speaker can be reached here, which is said before anything is done.
    with pytest.raises(HomeAssistantError, match="No Sonos speaker answers"):
        await press(music)
    home.is_silent = False
    planned = await music.ask("generate_playlists", dry_run=True)
    assert "Sonos playlists: 2 new" in str(planned)
    assert home.writes == []
    await press(music)
    assert await music.over() is RunState.DONE
    queues = home.music.queues.values()
    assert sorted(queue.title.lower() for queue in queues) == ["rock #1", "techno #1"]
    assert [len(queue.items) for queue in queues] == [4, 4]
    assert music.files == []
    home.writes.clear()
    await press(music)
    assert await music.over() is RunState.DONE
    assert home.writes == []
