"""Set up the making of playlists, where the history has recipes for any."""

from __future__ import annotations

from functools import partial
from pathlib import Path
import time
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback

from .playlist_coordinator import PlaylistCoordinator
from .playlist_recipes import async_reload_with_recipes, recipes_of
from .playlist_spotify import async_account
from .playlists.absent import AbsentSource, AbsentTarget
from .playlists.run import Runs
from .playlists.sources.files import FilesSource
from .playlists.sources.history import HistorySource
from .playlists.sources.spotify import PlaylistsSource, SavedSource
from .playlists.targets.m3u8 import M3u8Target
from .playlists.targets.sonos import SonosTarget
from .playlists.targets.spotify import SpotifyTarget
from .playlists.types import Problem, SourceKind, TargetKind
from .sonos_bridge import SonosBridge
from .sonos_playlists import SonosPlaylists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .playlists.protocols import Source, Target
    from .playlists.types import Recipe, RunEvent
    from .runtime import HistoryConfigEntry
    from .speakers import Speakers


@callback
def async_set_up_playlists(hass: HomeAssistant, entry: HistoryConfigEntry) -> None:
    """Begin to make what is asked for; without a recipe there is nothing but to forget others."""
    async_reload_with_recipes(hass, entry)
    house, recipes = entry.runtime_data.house, recipes_of(entry)
    household = SonosPlaylists(SonosBridge(hass), partial(_reachable, entry.runtime_data.speakers))

    def make_runs(tell: Callable[[RunEvent], None], progressed: Callable[[], None]) -> Runs:
        return Runs(
            house,
            recipes,
            sources=partial(_sources, hass, entry),
            targets=partial(_targets, hass, entry, household),
            in_thread=hass.async_add_executor_job,
            now=time.time,
            tell=tell,
            progressed=progressed,
        )

    coordinator = PlaylistCoordinator(hass, recipes, make_runs)
    if not recipes:
        forgetting = coordinator.async_forget_others()
        entry.async_create_background_task(hass, forgetting, "spindle: forget playlists")
        return
    entry.runtime_data.playlists = coordinator
    if completion := entry.runtime_data.completion:
        # What a run has read of a library is completed like what was heard.
        entry.async_on_unload(
            coordinator.async_add_news_listener(lambda _: completion.async_wake())
        )
    entry.async_on_unload(house.supervisor.start("playlists", coordinator.run, entry=entry))


def _sources(hass: HomeAssistant, entry: HistoryConfigEntry, recipe: Recipe) -> list[Source]:
    """Make what reads the music of a recipe; discreet rooms give nothing away by it."""
    in_thread, house = hass.async_add_executor_job, entry.runtime_data.house
    speakers = entry.runtime_data.speakers
    at_spotify: dict[SourceKind, type[SavedSource | PlaylistsSource]] = {
        SourceKind.SPOTIFY_SAVED: SavedSource,
        SourceKind.SPOTIFY_PLAYLISTS: PlaylistsSource,
    }

    def spotify(kind: SourceKind) -> Source:
        account = async_account(hass, entry, recipe)
        if isinstance(account, Problem):
            return AbsentSource(kind, account)
        return at_spotify[kind](recipe, house, account, now=time.time)

    made: dict[SourceKind, Callable[[], Source]] = {
        SourceKind.FILES: lambda: FilesSource(recipe, house, in_thread, now=time.time),
        SourceKind.HISTORY: lambda: HistorySource(house, without_speakers=speakers.discreet),
        **{kind: partial(spotify, kind) for kind in at_spotify},
    }
    return [made[kind]() for kind in recipe.sources]


def _targets(
    hass: HomeAssistant, entry: HistoryConfigEntry, household: SonosPlaylists, recipe: Recipe
) -> list[Target]:
    """Make what publishes the lists of a recipe."""
    in_thread, house = hass.async_add_executor_job, entry.runtime_data.house
    media = _media_of(recipe, hass.config.media_dirs.values())

    def spotify() -> Target:
        account = async_account(hass, entry, recipe)
        if isinstance(account, Problem):
            return AbsentTarget(TargetKind.SPOTIFY, account)
        return SpotifyTarget(recipe, house, account, in_thread, now=time.time)

    made: dict[TargetKind, Callable[[], Target]] = {
        TargetKind.M3U8: lambda: M3u8Target(recipe, house, in_thread, media=media, now=time.time),
        TargetKind.SONOS: lambda: SonosTarget(recipe, house, household, now=time.time),
        TargetKind.SPOTIFY: spotify,
    }
    return [made[kind]() for kind in recipe.targets]


def _reachable(speakers: Speakers) -> list[str]:
    """Return the ids of the speakers that can be asked now."""
    return [speaker.id for speaker in speakers.known.values() if speaker.available]


def _media_of(recipe: Recipe, media: Iterable[str]) -> Path:
    """Return the media folder that holds a recipe's first folder, else the first there is."""
    folders = [Path(one) for one in media]
    music = [Path(one) for one in recipe.folders[:1]]
    holding = (one for one in folders for folder in music if folder.is_relative_to(one))
    return next(holding, folders[0])
