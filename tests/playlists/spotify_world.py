"""A house whose playlists are at Spotify: an account behind its walls, and processes that die."""

from __future__ import annotations

from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any, Final, cast

from custom_components.spindle.catalogue.identity import track_key
from custom_components.spindle.enrichment.spotify_ids import BATCH, Names, Silent
from custom_components.spindle.playlists.run import Runs
from custom_components.spindle.playlists.sources.spotify import PlaylistsSource, SavedSource
from custom_components.spindle.playlists.spotify_account import SpotifyAccount
from custom_components.spindle.playlists.targets.spotify import SpotifyTarget
from custom_components.spindle.playlists.types import (
    LibraryTrack,
    Recipe,
    Rules,
    RunState,
    SourceKind,
    TargetKind,
)
from custom_components.spindle.spotify.allowance import days
from custom_components.spindle.spotify.client import SpotifyClient
from custom_components.spindle.spotify.policy import policy
from custom_components.spindle.upstream.gate import Gate
from tests.simulators.limited_server.in_memory import InMemorySession
from tests.simulators.spotify.music import Music, Song, uri_of
from tests.simulators.spotify.server import SpotifyServer
from tests.simulators.spotify.stage import AGENT, GENEROUS, Session
from tests.simulators.virtual_time import VirtualClock, world_time

from .stores import at_once
from .world import Killed, MortalStore, Shelf

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
    from sqlite3 import Connection

    import aiohttp

    from custom_components.spindle.enrichment.spotify_ids import SpotifyIds
    from custom_components.spindle.playlists.protocols import Source, Target
    from custom_components.spindle.playlists.types import Plan, RunEvent, RunReport
    from custom_components.spindle.upstream.types import Policy
    from tests.simulators.limited_server.limiter import Limits

GENRES: Final = ("rock", "jazz", "hip hop", "ambient", "folk")
RULES: Final = Rules(minimum=3, maximum=20, in_a_row=10)
ON_AN_ALBUM: Final = 10
LIVES: Final = 400
"""Processes after which a run that has not ended never will."""


def songs(count: int) -> Music:
    """Make a catalogue of so many songs, an album of ten for each artist."""
    return Music(
        Song(
            title=f"Song {number}",
            artist=f"Artist {number // ON_AN_ALBUM}",
            album=f"Album {number // ON_AN_ALBUM}",
            seconds=150.0 + number % 90,
            isrc=f"QZSPN{number % 100:02d}{number:05d}",
        )
        for number in range(count)
    )


def files(music: Music, numbers: Iterable[int], **given: Any) -> list[LibraryTrack]:
    """Return songs as tagged files; each artist keeps to one genre."""
    return [a_file(music.songs[number], number, **given) for number in numbers]


def a_file(song: Song, number: int, **given: Any) -> LibraryTrack:
    """Return a song as a tagged file."""
    path = f"/media/{song.artist}/{song.album}/{number:05}.flac"
    said: dict[str, Any] = {
        "item": path,
        "stamp": "1",
        "key": track_key(song.artist, song.title),
        "title": song.title,
        "artist": song.artist,
        "album": song.album,
        "year": song.year,
        "seconds": round(song.seconds),
        "tags": {GENRES[number // ON_AN_ALBUM % len(GENRES)]: 1.0},
        "path": path,
    }
    return LibraryTrack(**(said | given))


@dataclass(slots=True)
class Labs:
    """A public service that knows some of Spotify's names."""

    by_names_known: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Artist and title → URI."""
    by_mbid_known: Mapping[str, str] = field(default_factory=dict)
    silent: Silent | None = None
    calls: int = 0

    async def by_mbid(self, mbids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return what is known of MBIDs."""
        self._ask(len(mbids))
        return {mbid: (self.by_mbid_known[mbid],) for mbid in mbids if mbid in self.by_mbid_known}

    async def by_names(self, names: Sequence[Names]) -> dict[Names, tuple[str, ...]]:
        """Return what is known of names."""
        self._ask(len(names))
        known = self.by_names_known
        return {
            one: (known[one.artist, one.title],)
            for one in names
            if (one.artist, one.title) in known
        }

    def _ask(self, count: int) -> None:
        assert 0 < count <= BATCH
        self.calls += 1
        if self.silent is not None:
            raise self.silent


def labs_knowing(music: Music, numbers: Iterable[int]) -> Labs:
    """Return a service that knows these songs."""
    known = ((music.songs[number], uri_of(number)) for number in numbers)
    return Labs({(song.artist, song.title): uri for song, uri in known})


class Memory:
    """What a gate keeps over restarts."""

    def __init__(self) -> None:
        self._kept: dict[str, Mapping[str, Any]] = {}

    async def load(self, account: str) -> Mapping[str, Any] | None:
        """Return what was last saved."""
        return self._kept.get(account)

    def save(self, account: str, state: Mapping[str, Any], *, at_once: bool) -> None:  # noqa: ARG002
        """Keep it."""
        self._kept[account] = state


@dataclass(slots=True, kw_only=True)
class House:
    """A house in virtual time; its processes come and go, its database and Spotify stay."""

    db: Connection
    server: SpotifyServer
    tracks: list[LibraryTrack] = field(default_factory=list)
    sources: tuple[SourceKind, ...] = (SourceKind.FILES,)
    rules: Rules = RULES
    labs: Labs | None = None
    may_write: bool = True
    way: Policy = field(default_factory=partial(policy, AGENT))
    """What it allows itself at Spotify."""
    memory: Memory = field(default_factory=Memory)
    events: list[RunEvent] = field(default_factory=list)
    percents: list[float] = field(default_factory=list)

    @property
    def recipe(self) -> Recipe:
        """The recipe of the house."""
        return Recipe(
            id="recipe",
            name="Genres",
            sources=self.sources,
            targets=(TargetKind.SPOTIFY,),
            rules=self.rules,
        )

    @property
    def lists(self) -> dict[str, list[str]]:
        """What is in the account's library: name → URIs."""
        library = self.server.library
        shown = (library.playlists[one] for one in library.followed)
        return {one.name: one.uris for one in shown}

    def calls(self) -> Counter[str]:
        """Count what Spotify was asked, by family."""
        return Counter(call.family for call in self.server.calls)

    def asked_before(self, at: float) -> int:
        """Count the calls that Spotify had before a moment (epoch)."""
        return sum(call.sent_at < at for call in self.server.calls)

    @asynccontextmanager
    async def process(self, *, dies_at: int | None = None) -> AsyncIterator[Runs]:
        """Start a process; it may die when it does its so-and-so-many-th thing with the store."""
        clock = VirtualClock(world_time())
        gate = Gate(
            "spotify",
            self.way,
            session=cast("aiohttp.ClientSession", InMemorySession(self.server)),
            clock=clock,
            memory=self.memory,
            random=Random(1),  # noqa: S311 (it spreads calls, and keeps no secret)
            on_event=lambda _: None,
        )
        await gate.open()
        session = Session(self.server)
        account = SpotifyAccount(
            client=SpotifyClient(gate, session.access_token, base="https://spotify.example/v1"),
            may_write=self.may_write,
            days=lambda calls: days(gate, calls, clock.time()),
            ids=cast("SpotifyIds | None", self.labs),
            describe=lambda genre: f"{genre}, made by Spindle.",
        )
        store = MortalStore(self.db, dies_at=dies_at)

        def progressed() -> None:
            if runs.progress is not None:
                self.percents.append(runs.progress.percent)

        def sources(recipe: Recipe) -> list[Source]:
            made: dict[SourceKind, Source] = {
                SourceKind.FILES: Shelf(tracks=self.tracks, slice=100),
                SourceKind.SPOTIFY_SAVED: SavedSource(recipe, store, account, now=clock.time),
                SourceKind.SPOTIFY_PLAYLISTS: PlaylistsSource(
                    recipe, store, account, now=clock.time
                ),
            }
            return [made[kind] for kind in recipe.sources]

        def targets(recipe: Recipe) -> list[Target]:
            return [SpotifyTarget(recipe, store, account, at_once, now=clock.time)]

        runs = Runs(
            store,
            [self.recipe],
            sources=sources,
            targets=targets,
            in_thread=at_once,
            now=clock.time,
            tell=self.events.append,
            progressed=progressed,
        )
        try:
            yield runs
        finally:
            await gate.close()

    async def rehearse(self) -> Plan:
        """Return what a run would make."""
        async with self.process() as runs:
            return await runs.rehearse("recipe")

    async def run(self) -> RunReport:
        """Make the lists, however many days it takes."""
        return (await self.run_dying(Random(1), kills=0))[0]  # noqa: S311 (no secret)

    async def run_dying(self, dice: Random, *, kills: int) -> tuple[RunReport, int]:
        """Make the lists by processes that die at any moment; return how often they did."""
        killed, is_asked = 0, False
        for _ in range(LIVES):
            dies_at = dice.randrange(1, 25) if killed < kills else None
            due = None
            try:
                async with self.process(dies_at=dies_at) as runs:
                    await runs.begin()
                    if not is_asked:
                        await runs.ask("recipe")
                        is_asked = True
                    due = await runs.work()
                    report = await runs.report("recipe")
            except Killed:
                killed += 1
                continue
            assert report is not None
            if report.state not in (RunState.WAITING, RunState.PARKED):
                return report, killed
            assert due is not None
            await world_time_until(due)
        raise AssertionError("the run never ends")


async def world_time_until(at: float) -> None:
    """Let the time pass until then (epoch)."""
    clock = VirtualClock(world_time())
    await clock.sleep(max(1.0, at - clock.time()))


def an_account(music: Music, limits: Limits = GENEROUS) -> SpotifyServer:
    """Open an account in the world that runs."""
    return SpotifyServer(limits, Random(1), world_time().true, None, music=music)  # noqa: S311
