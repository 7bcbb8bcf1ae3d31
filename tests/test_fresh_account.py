"""A fresh account of Spotify beside Lidarr, where everything that is discovered is asked for.

The load of ADR-0029, through Home Assistant's doors: an account with more than 500 albums in
what it saved, in its own playlists and in what it played; a public service that completes
them; and Lidarr, which is dead at first.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from random import Random
import time
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

from homeassistant.config_entries import ConfigSubentryData
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
)
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMockResponse

from custom_components.spindle.application_credentials import TOKEN_URL
from custom_components.spindle.const import CONF_KIND, DOMAIN, KIND_HISTORY, KIND_LIDARR
from custom_components.spindle.enrichment.providers import deezer
from custom_components.spindle.enrichment.run import Run
from custom_components.spindle.enrichment.types import (
    ALBUM_TYPE,
    ARTIST_GENRES,
    ARTIST_MBID,
    RECORDING,
    RELEASE_GROUP,
    TRACK,
    Found,
    Lookup,
    Provider,
)
from custom_components.spindle.lidarr.submitter import Submitter
from custom_components.spindle.playlist_recipes import (
    CONF_MINIMUM,
    CONF_SOURCES,
    CONF_TARGETS,
    SUBENTRY_PLAYLISTS,
    recipes_of,
)
from custom_components.spindle.playlists.types import RunState
from custom_components.spindle.spotify_options import OPTION_RECORD_AWAY
from custom_components.spindle.store import backlog, lidarr_reads
from custom_components.spindle.store.lidarr_types import WantedStatus
from custom_components.spindle.upstream.types import Priority, Request
from tests.public_services import say
from tests.simulators.lidarr.fates import Fate, Plain
from tests.simulators.lidarr.in_memory import ADDRESS, InMemorySession as LidarrSession
from tests.simulators.lidarr.machine import Machine
from tests.simulators.lidarr.music import Music as LidarrMusic, Performer, ReleaseGroup, mbid
from tests.simulators.lidarr.server import KEY, Server
from tests.simulators.limited_server.in_memory import InMemorySession as SpotifySession
from tests.simulators.spotify.music import Music, Song
from tests.simulators.spotify.server import SpotifyServer
from tests.simulators.spotify.stage import GENEROUS
from tests.sonos_household import Home
from tests.spotify_home import ANN, account, enter_credentials, token

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker
    from yarl import URL

    from custom_components.spindle.store.due import Due
    from custom_components.spindle.upstream.cache import Caller

ALBUMS: Final = 560
OF_AN_ARTIST: Final = 40
ARTISTS: Final = ALBUMS // OF_AN_ARTIST
SAVED: Final = range(400)
IN_PLAYLISTS: Final = range(380, 558)
PLAYED: Final = range(556, ALBUMS)
GENRES: Final = ("rock", "jazz", "ambient")
CAP: Final = 8
CATALOGUE: Final = "https://api.deezer.com/catalogue"

SUBMITTING: ContextVar[bool] = ContextVar("submitting", default=False)


def song(number: int) -> Song:
    """Return the only song of an album that the account has."""
    return Song(
        title=f"Song {number}",
        artist=f"Artist {number // OF_AN_ARTIST}",
        album=f"Album {number}",
        isrc=f"QZSPN26{number:05}",
    )


def group(number: int) -> ReleaseGroup:
    """Return an album as MusicBrainz has it."""
    return ReleaseGroup(
        mbid=mbid(song(number).album),
        artist_mbid=mbid(song(number).artist),
        title=song(number).album,
    )


async def ask(caller: Caller, priority: Priority, names: Sequence[Due]) -> list[Found]:
    """Ask a service that knows every track of this world, many at once, through its gate."""
    await caller.call(Request(url=CATALOGUE, family="any", priority=priority, patience=30.0))
    found: list[Found] = []
    for name in names:
        number = int(name.name.removeprefix("Song "))
        assert name.artist == song(number).artist
        genre = GENRES[number // OF_AN_ARTIST % len(GENRES)]
        found += [
            Found(RECORDING, name.id, mbid(name.name), 0.95),
            Found(ARTIST_MBID, name.artist_id, mbid(name.artist), 0.95),
            Found(ARTIST_GENRES, name.artist_id, {genre: 1.0}, 0.9),
        ]
        if name.album_id is not None:
            found += [
                Found(RELEASE_GROUP, name.album_id, group(number).mbid, 0.95),
                Found(ALBUM_TYPE, name.album_id, "album", 0.95),
            ]
    return found


KNOWS_ALL: Final = Lookup(
    name="deezer:catalogue",
    service="deezer",
    family="any",
    about=TRACK,
    fills=frozenset({RECORDING, ARTIST_MBID, ARTIST_GENRES, RELEASE_GROUP, ALBUM_TYPE}),
    cost=1.0,
    batch=100,
    ask=ask,
)
STUB: Final = Provider(services=deezer.PROVIDER.services, lookups=(KNOWS_ALL,))


class Watched(LidarrSession):
    """A way to Lidarr that sees who changes anything there."""

    def __init__(self, server: Server) -> None:
        """Have seen nobody."""
        super().__init__(server, latency=0)
        self.changed_by_others: list[str] = []

    def request(self, method: str, url: Any, **more: Any) -> Any:
        """Begin a call."""
        if method != "GET" and not SUBMITTING.get():
            self.changed_by_others.append(f"{method} {url}")
        return super().request(method, url, **more)


@dataclass
class House:
    """A household that has just signed in."""

    home: Home
    spotify: SpotifyServer
    lidarr: Server
    way: Watched
    services: AiohttpClientMocker

    async def make_playlists(self) -> tuple[float, dict[str, int]]:
        """Have playlists made; return the part of unknown genre, and the lists."""
        hass, coordinator = self.home.hass, self.home.runtime.playlists
        assert coordinator is not None
        (recipe,) = recipes_of(self.home.entry)
        await hass.services.async_call(DOMAIN, "generate_playlists", {}, blocking=True)

        async def is_done() -> bool:
            report = coordinator.report(recipe.id)
            return report is not None and report.state is RunState.DONE

        await self.home.until(is_done, within=600, step=5)
        report = coordinator.report(recipe.id)
        assert report is not None
        assert report.plan is not None
        return report.plan.unknown_share, dict(report.lists)

    async def to_ask(self) -> int:
        """Count the names that services may still be asked about."""
        while await self.home.house.write_slices(backlog.enter, time.time()):
            pass
        return sum((await self.home.house.read(backlog.waiting, time.time())).values())

    async def counts(self) -> dict[WantedStatus, int]:
        """Count what is on the queue for Lidarr."""
        return await self.home.house.read(lidarr_reads.counted)


def lidarr_music() -> LidarrMusic:
    """Let the metadata server know every album."""
    music = LidarrMusic()
    for first in range(0, ALBUMS, OF_AN_ARTIST):
        groups = tuple(map(group, range(first, first + OF_AN_ARTIST)))
        music.add(Performer(mbid=groups[0].artist_mbid, name=song(first).artist, albums=groups))
    return music


def entries(hass: HomeAssistant) -> MockConfigEntry:
    """Add a Lidarr that is to have everything, and a history with a recipe, which is returned."""
    recipe = ConfigSubentryData(
        data={
            CONF_SOURCES: ["spotify_saved", "spotify_playlists"],
            CONF_TARGETS: ["spotify"],
            CONF_MINIMUM: 3,
        },
        subentry_type=SUBENTRY_PLAYLISTS,
        title="Everything",
        unique_id=None,
    )
    history = MockConfigEntry(
        domain=DOMAIN,
        unique_id=KIND_HISTORY,
        title="Sonos",
        data={CONF_KIND: KIND_HISTORY},
        options={"public_services": ["deezer"]},
        subentries_data=[recipe],
    )
    lidarr = MockConfigEntry(
        domain=DOMAIN,
        unique_id=KIND_LIDARR,
        title="Lidarr",
        data={CONF_KIND: KIND_LIDARR, "url": ADDRESS, "api_key": KEY, "verify_ssl": True},
        options={
            "root_folder": "/music",
            "quality_profile": 1,
            "metadata_profile": 1,
            "policy": "everything",
            "queue_cap": CAP,
            "wake_minutes": 1,
            "adds_per_wake": 20,
        },
    )
    for entry in (history, lidarr):
        entry.add_to_hass(hass)
    return history


@contextmanager
def reached(spotify: SpotifyServer, way: Watched) -> Iterator[None]:
    """Let Spotify and Lidarr be those of the test, and the public service know all."""
    package = "custom_components.spindle"
    wake = Submitter.wake

    async def watched(submitter: Submitter) -> float | None:
        token = SUBMITTING.set(True)
        try:
            return await wake(submitter)
        finally:
            SUBMITTING.reset(token)

    with (
        patch(
            f"{package}.spotify_gates.async_get_clientsession", return_value=SpotifySession(spotify)
        ),
        patch(f"{package}.lidarr_access.async_get_clientsession", return_value=way),
        patch(f"{package}.lidarr_work.LOOK_EVERY", 600.0),
        patch(f"{package}.completion.Run", partial(Run, providers=(STUB,))),
        patch.object(Submitter, "wake", watched),
    ):
        yield


@pytest.fixture(name="house")
async def house_fixture(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> AsyncIterator[House]:
    """A history, an account that has something, and a Lidarr that is dead."""
    freezer.move_to("2025-11-23T12:00:00+00:00")
    hass.config.config_dir = str(tmp_path)
    say(aioclient_mock, CATALOGUE, json={})

    def now() -> float:
        return time.time()

    music = Music(map(song, range(ALBUMS)))
    spotify = SpotifyServer(GENEROUS, Random(1), now, None, music=music, delay=0.0)  # noqa: S311
    spotify.library.save(*SAVED)
    half = len(IN_PLAYLISTS) // 2
    spotify.library.create("One", IN_PLAYLISTS[:half])
    spotify.library.create("Other", IN_PLAYLISTS[half:])

    async def renew(method: str, url: URL, _: object) -> AiohttpClientMockResponse:
        said = token(write=True, access_token=spotify.tokens.access_token())
        return AiohttpClientMockResponse(method, url, json=said)

    aioclient_mock.post(TOKEN_URL, side_effect=renew)  # type: ignore[no-untyped-call]
    fates = Plain(usual=Fate(search=10, download=60, importing=1), add=0, refresh=2, scan=1)
    lidarr = Server(Machine(now, music=lidarr_music(), fates=fates, cap=CAP))
    lidarr.machine.executor.stop()
    lidarr.machine.downloads.stop()
    way = Watched(lidarr)
    with reached(spotify, way):
        history = entries(hass)
        home = Home(hass, freezer, history)
        await home.set_up()
        await enter_credentials(hass)
        signed_in = account(
            hass, ANN, now=time.time(), expires_in=-1, write=True, **{OPTION_RECORD_AWAY: True}
        )
        assert await hass.config_entries.async_setup(signed_in.entry_id)
        yield House(home, spotify, lidarr, way, aioclient_mock)


async def test_a_whole_account_goes_to_lidarr_and_never_floods_it(house: House) -> None:
    spotify, lidarr = house.spotify, house.lidarr

    async def is_signed_in() -> bool:
        return bool(spotify.calls)

    await house.home.until(is_signed_in, within=60, step=5)
    began = time.time()
    for place, number in enumerate(PLAYED):
        spotify.library.play(number, at=began + 210 * (place + 1))

    async def is_read() -> bool:
        return len(await house.home.rows("title")) == len(PLAYED)

    await house.home.until(is_read, within=3_600, step=30)
    unknown, lists = await house.make_playlists()
    assert unknown > 0.9, "a run waits for nobody"
    assert sum(lists.values()) < ALBUMS / 10

    async def is_completed() -> bool:
        return await house.to_ask() == 0

    # Lidarr is dead all the while.
    await house.home.until(is_completed, within=600, step=5)
    calls = sum(str(address) == CATALOGUE for _, address, *_ in house.services.mock_calls)
    assert calls <= ALBUMS / KNOWS_ALL.batch + 4

    async def are_queued() -> bool:
        return (await house.counts()).get(WantedStatus.QUEUED, 0) == ALBUMS + ARTISTS

    await house.home.until(are_queued, within=1_800, step=30)
    assert lidarr.machine.library.albums == {}

    unknown, lists = await house.make_playlists()
    assert unknown == 0.0
    assert sum(lists.values()) == len({*SAVED, *IN_PLAYLISTS}), "the complete set"
    assert {name.partition(" #")[0].casefold() for name in lists} == {*GENRES}

    lidarr.machine.executor.start()
    lidarr.machine.downloads.start()

    async def are_some_there() -> bool:
        return (await house.counts()).get(WantedStatus.AVAILABLE, 0) >= 2 * CAP

    await house.home.until(are_some_there, within=3_600, step=30)
    watch = lidarr.machine.watch
    assert (watch.over, watch.again) == ([], [])
    assert 1 <= watch.most <= CAP
    assert house.way.changed_by_others == []
    assert (lidarr.strays, spotify.breaches) == ([], [])
