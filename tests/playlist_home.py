"""A household with music in files, and recipes that make playlists of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import callback
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.spindle.const import CONF_KIND, DOMAIN, EVENT_PLAYLISTS, KIND_HISTORY
from custom_components.spindle.playlist_recipes import (
    CONF_FOLDERS,
    CONF_MAXIMUM,
    CONF_MINIMUM,
    CONF_SOURCES,
    CONF_TARGETS,
    SUBENTRY_PLAYLISTS,
    recipes_of,
)
from custom_components.spindle.playlists.types import RunState
from tests.heard import NOON
from tests.simulators.audio_files import Song, write
from tests.sonos_household import Home

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import Event, HomeAssistant, State

    from custom_components.spindle.playlist_coordinator import PlaylistCoordinator
    from custom_components.spindle.playlists.types import Recipe

OVER: Final = frozenset({RunState.DONE, RunState.FAILED, RunState.CANCELLED, RunState.PARKED})
LONGEST: Final = 2000
"""Turns that a run of a test takes at most, on a slow disk."""
SMALL: Final = {CONF_MINIMUM: 3, CONF_MAXIMUM: 6}


@dataclass
class MusicHome:
    """A history with recipes, and the music that they are about."""

    home: Home
    media: Path
    news: list[dict[str, Any]] = field(default_factory=list)
    """What the bus was told of runs."""

    @property
    def hass(self) -> HomeAssistant:
        """Home Assistant."""
        return self.home.hass

    @property
    def coordinator(self) -> PlaylistCoordinator:
        """What the runs are asked of."""
        coordinator = self.home.runtime.playlists
        assert coordinator
        return coordinator

    @property
    def recipe(self) -> Recipe:
        """The first recipe."""
        return recipes_of(self.home.entry)[0]

    @property
    def files(self) -> list[str]:
        """The playlist files below the media folder."""
        found = (self.media / "Spindle").rglob("*.m3u8")
        return sorted(str(path.relative_to(self.media / "Spindle")) for path in found)

    def sing(self, genre: str, count: int, folder: str = "flac") -> None:
        """Put tagged files of so many artists into the media folder."""
        for number in range(count):
            song = Song(title=f"Song {number}", artist=f"{genre} {number}", genres=(genre,))
            (self.media / folder).mkdir(parents=True, exist_ok=True)
            write(self.media / folder / f"{genre}-{number}.flac", song)

    def shown(self, key: str) -> State:
        """Give the state of an entity of the first recipe, which is called At home."""
        state = self.hass.states.get(key)
        assert state, self.hass.states.async_entity_ids()
        return state

    async def ask(self, action: str, **data: Any) -> dict[str, Any]:
        """Run an action and give its response."""
        told = await self.hass.services.async_call(
            DOMAIN, action, data, blocking=True, return_response=True
        )
        assert isinstance(told, dict)
        return told

    async def over(self) -> RunState:
        """Wait until the run of the first recipe is over, or parked; return how it stands."""
        known = self.coordinator.report
        await self.until(lambda: (report := known(self.recipe.id)) and report.state in OVER)
        report = known(self.recipe.id)
        assert report
        return report.state

    async def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so."""
        for _ in range(LONGEST):
            await self.home.settle()
            if is_so():
                return
        raise AssertionError(self.hass.states.async_all())


def recipe(media: Path, name: str = "At home", **said: Any) -> ConfigSubentryData:
    """Make a recipe of one folder to files, or as ``said``."""
    usual = {
        CONF_SOURCES: ["files"],
        CONF_FOLDERS: [str(media / "flac")],
        CONF_TARGETS: ["m3u8"],
    }
    return ConfigSubentryData(
        data=usual | SMALL | said,
        subentry_type=SUBENTRY_PLAYLISTS,
        title=name,
        unique_id=None,
    )


async def begin_music(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    folder: Path,
    *names: str,
    **said: Any,
) -> MusicHome:
    """Set a history up at noon, with recipes of those names, and four songs each of two genres."""
    freezer.move_to(dt_util.utc_from_timestamp(NOON))
    await hass.config.async_set_time_zone("Europe/Berlin")
    hass.config.config_dir = str(folder)
    media = folder / "media"
    hass.config.media_dirs = {"local": str(media)}
    entry = MockConfigEntry(
        domain=DOMAIN,
        unique_id=KIND_HISTORY,
        title="Sonos",
        entry_id="history",
        data={CONF_KIND: KIND_HISTORY},
        subentries_data=[recipe(media, name, **said) for name in names],
    )
    entry.add_to_hass(hass)
    music = MusicHome(Home(hass, freezer, entry), media)
    music.sing("rock", 4)
    music.sing("techno", 4)

    @callback
    def note(event: Event) -> None:
        music.news.append(dict(event.data))

    hass.bus.async_listen(EVENT_PLAYLISTS, note)
    await music.home.set_up()
    await music.home.settle()
    return music
