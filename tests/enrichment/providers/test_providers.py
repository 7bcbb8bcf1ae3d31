"""Plays are completed by the real providers, through real gates, beside simulated services."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Any, cast

import aiohttp
import pytest

from custom_components.spindle.enrichment import registry
from custom_components.spindle.enrichment.clients import deezer, listenbrainz, musicbrainz
from custom_components.spindle.enrichment.clients.musicbrainz_answers import ReleaseGroup
from custom_components.spindle.enrichment.providers.musicbrainz import kind_of
from custom_components.spindle.enrichment.run import Run
from custom_components.spindle.enrichment.types import ALBUM, ARTIST, TRACK, Rest
from custom_components.spindle.store import due, fact_rows, plays
from custom_components.spindle.store.connection import transaction
from custom_components.spindle.store.facts import Field
from custom_components.spindle.upstream.gate import Gate
from tests.enrichment.clients.world import AGENT, NoMemory, live
from tests.simulators.deezer import DeezerServer
from tests.simulators.listenbrainz import ListenBrainzServer
from tests.simulators.musicbrainz import MusicBrainzServer
from tests.simulators.records import FJORD, FOLD, MARIT, RECORDS, SNOW, TIDES, UNDERTOW, Record
from tests.simulators.virtual_time import VirtualClock, world_time
from tests.store.examples import a_play

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from sqlite3 import Connection

    from custom_components.spindle.store.search_index import NameKind
    from custom_components.spindle.upstream.types import Answer, Request
    from tests.enrichment.services import World
    from tests.simulators.loopback import LoopbackServer

pytestmark = pytest.mark.usefixtures("socket_enabled")

SERVERS: dict[str, tuple[type[Any], str]] = {
    "deezer": (DeezerServer, deezer.BASE),
    "musicbrainz": (MusicBrainzServer, musicbrainz.BASE),
    "listenbrainz": (ListenBrainzServer, listenbrainz.BASE),
}


@dataclass(frozen=True, slots=True)
class _Detour:
    """Leads calls for a service to the one that plays it."""

    gate: Gate
    public: str
    server: LoopbackServer

    async def call(self, request: Request) -> Answer:
        """Make a call there."""
        assert request.url.startswith(self.public)
        path = request.url.removeprefix(self.public)
        return await self.gate.call(replace(request, url=f"{self.server.base}{path}"))


@dataclass(frozen=True, slots=True)
class Street:
    """The services, and a run that asks them."""

    run: Run
    servers: Mapping[str, LoopbackServer]

    async def until_rest(self) -> None:
        """Complete all that there is to complete."""
        while True:
            done = await self.run.step()
            if isinstance(done, Rest):
                now = world_time().true()
                if done.until is None or done.until > now + 3_600:
                    return
                await asyncio.sleep(max(done.until - now, 0.001))

    def asked(self, service: str) -> list[str]:
        """Return what a service was asked."""
        return list(self.servers[service].asked)


@asynccontextmanager
async def street(store: World, *on: str) -> AsyncIterator[Street]:
    """Open gates to the services that are on."""
    times = world_time()
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        servers: dict[str, LoopbackServer] = {}
        gates: dict[str, Gate] = {}
        detours: dict[str, _Detour] = {}
        for service in registry.services():
            if service.slug not in SERVERS:
                continue
            serve, public = SERVERS[service.slug]
            server = await stack.enter_async_context(serve(times.true))
            servers[service.slug] = server
            if service.slug not in on:
                continue
            gate = Gate(
                service.slug,
                service.policy(AGENT),
                session=session,
                clock=VirtualClock(times),
                memory=NoMemory(),
                random=Random(1),  # noqa: S311 (no secret)
                on_event=lambda _: None,
            )
            await gate.open()
            stack.push_async_callback(gate.close)
            gates[service.slug] = gate
            detours[service.slug] = _Detour(gate, public, server)
        run = Run(
            store,
            gates,
            clock=VirtualClock(times),
            random=Random(1),  # noqa: S311 (no secret)
            caches=cast("Any", detours),
        )
        yield Street(run, servers)


def record_plays(db: Connection, *records: Record, **given: Any) -> None:
    """Write down that records were played, from their first albums."""
    for number, record in enumerate(records):
        plain = {
            "played_at": 1_700_000_000.0 + number * 400,
            "title": record.title,
            "artist": record.artists[0].name,
            "album": record.albums[0].title,
            "duration": record.seconds,
        }
        with transaction(db):
            plays.record(db, a_play(**(plain | given)))


def known(db: Connection, kind: NameKind, name: str) -> dict[Field, Any]:
    """Return what is known of a name."""
    column = "name" if kind is ARTIST else "title"
    (entity,) = db.execute(
        f"SELECT id FROM {kind.table} WHERE {column} = ?",  # noqa: S608 (a table of ours)
        (name,),
    ).fetchone()
    (described,) = due.described(db, kind, (entity,), 0.0)
    return {field: one.value for field, one in described.known.items()}


def completing(store: World, *on: str) -> dict[str, list[str]]:
    """Complete what was played with the services that are on; return what each was asked."""

    async def world() -> dict[str, list[str]]:
        async with street(store, *on) as services:
            await services.until_rest()
            return {slug: services.asked(slug) for slug in services.servers}

    return live(world())


def test_a_play_is_completed_by_all_three(world: World) -> None:
    record_plays(world.db, SNOW)
    asked = completing(world, "deezer", "musicbrainz", "listenbrainz")
    track = known(world.db, TRACK, "Snow on the Water")
    assert track[Field.ISRC] == "NOABC1100001"
    assert track[Field.RECORDING_MBID] == SNOW.mbid
    assert track[Field.RELEASE_YEAR] == 2011
    assert track[Field.GENRES] == {"indie folk": 1.0}
    assert track[Field.LINKS] == {"deezer": "https://www.deezer.com/track/9001"}
    album = known(world.db, ALBUM, "Fjord Songs")
    assert album[Field.RELEASE_GROUP_MBID] == FJORD.mbid
    assert album[Field.RELEASE_YEAR] == 2011
    assert album[Field.GENRES] == {"indie folk": 1.0}
    artist = known(world.db, ARTIST, "Marit Holm")
    assert artist[Field.ARTIST_MBID] == MARIT.mbid
    assert "indie folk" in artist[Field.GENRES]
    assert not {"norwegian", "seen live"} & set(artist[Field.GENRES])
    assert len(asked["deezer"]) <= 3
    assert len(asked["musicbrainz"]) == 1
    assert len(asked["listenbrainz"]) == 1


@pytest.mark.parametrize("off", ["deezer", "musicbrainz", "listenbrainz"])
def test_the_others_do_what_they_can_when_one_is_off(world: World, off: str) -> None:
    on = {"deezer", "musicbrainz", "listenbrainz"} - {off}
    record_plays(world.db, *RECORDS)
    asked = completing(world, *on)
    assert asked[off] == []
    track = known(world.db, TRACK, "Snow on the Water")
    assert track[Field.ISRC] == "NOABC1100001"
    assert (Field.RECORDING_MBID in track) == (off != "musicbrainz")
    assert (Field.GENRES in known(world.db, ARTIST, "Marit Holm")) == (off != "musicbrainz")


def test_nobody_is_asked_when_all_are_off(world: World) -> None:
    record_plays(world.db, *RECORDS)
    assert completing(world) == {"deezer": [], "musicbrainz": [], "listenbrainz": []}


def test_the_services_own_item_comes_first(world: World) -> None:
    record_plays(world.db, UNDERTOW, service="deezer", item_id="9002")
    asked = completing(world, "deezer", "musicbrainz")
    assert asked["deezer"][0] == "GET /track/9002"
    assert not any(call.startswith("GET /search") for call in asked["deezer"])
    assert known(world.db, TRACK, "Undertow")[Field.ISRC] == "DEQ450400017"


def test_an_isrc_that_came_with_the_play_stays(world: World) -> None:
    """A recording has several; the one that is known is as good as the first."""
    record_plays(world.db, UNDERTOW, isrc="DEQ450400018")
    completing(world, "musicbrainz")
    track = known(world.db, TRACK, "Undertow")
    assert (track[Field.ISRC], track[Field.RECORDING_MBID]) == ("DEQ450400018", UNDERTOW.mbid)
    (learnt,) = world.db.execute(
        "SELECT count(*) FROM track_fact WHERE field = 'isrc' AND value IS NOT NULL"
    ).fetchone()
    assert learnt == 0


@pytest.mark.parametrize(
    ("kind", "more", "told"),
    [
        ("Album", (), "album"),
        ("EP", (), "ep"),
        ("Single", (), "single"),
        ("Album", ("Live",), "live"),
        ("Album", ("Compilation",), "compilation"),
        ("Album", ("Soundtrack",), "album"),
        ("Album", ("DJ-mix", "Live"), "compilation"),
        ("Broadcast", (), None),
        (None, (), None),
    ],
)
def test_an_album_learns_what_it_is(
    kind: str | None, more: tuple[str, ...], told: str | None
) -> None:
    group = ReleaseGroup(
        mbid=TIDES.mbid, title="Tides", kind=kind, more_kinds=more, year=None, is_official=True
    )
    assert kind_of(group) == told


def test_what_an_album_is_comes_along_and_is_never_asked_for(world: World) -> None:
    record_plays(world.db, UNDERTOW)
    completing(world, "musicbrainz")
    album = known(world.db, ALBUM, UNDERTOW.albums[0].title)
    assert album[Field.RELEASE_TYPE] == UNDERTOW.albums[0].kind.casefold()
    world.db.execute("DELETE FROM album_fact WHERE field = 'release_type'")
    (described,) = due.described(world.db, ALBUM, (1,), 0.0)
    assert Field.RELEASE_TYPE not in described.missing


def test_a_recording_is_found_by_its_address_at_spotify(world: World) -> None:
    record_plays(world.db, SNOW, service="spotify", item_id="0aBcDeFgHiJkLmNoPqRsTu")
    asked = completing(world, "musicbrainz")
    assert asked["musicbrainz"][0].startswith("GET /url?resource=")
    assert known(world.db, TRACK, "Snow on the Water")[Field.RECORDING_MBID] == SNOW.mbid


def test_what_nobody_knows_is_asked_once(world: World) -> None:
    unknown = replace(FOLD, title="Unheard Of")
    record_plays(world.db, unknown)
    everybody = ("deezer", "musicbrainz", "listenbrainz")
    first = completing(world, *everybody)
    assert first["deezer"]
    assert first["musicbrainz"]
    assert completing(world, *everybody) == {slug: [] for slug in everybody}
    _, asked = fact_rows.told(world.db, TRACK, 1, 0.0)
    assert set(asked[Field.ISRC]) == {"deezer:names", "musicbrainz:names"}


def test_an_album_learns_its_year_from_deezer_alone(world: World) -> None:
    record_plays(world.db, UNDERTOW)
    completing(world, "deezer")
    album = known(world.db, ALBUM, "Tides")
    assert album[Field.RELEASE_YEAR] == int(TIDES.date)
    # What Deezer calls electro is all of electronic music, and dance says which of it.
    assert set(album[Field.GENRES]) == {"dance"}
    assert album[Field.LINKS] == {"deezer": "https://www.deezer.com/album/7003"}


def test_more_artists_than_one_lend_their_genres_but_not_their_identity(world: World) -> None:
    record_plays(world.db, UNDERTOW, artist="Oktant feat. Marit Holm")
    completing(world, "deezer", "musicbrainz", "listenbrainz")
    artist = known(world.db, ARTIST, "Oktant feat. Marit Holm")
    assert Field.ARTIST_MBID not in artist
    assert set(artist[Field.GENRES]) >= {"trip hop", "indie folk"}


def one_by_one(count: int) -> tuple[Record, ...]:
    """Return made-up records, each of its own."""
    return tuple(
        replace(SNOW, title=f"Snow {number}", isrcs=(f"NOABC12{number:05}",), deezer_id=number + 1)
        for number in range(count)
    )


def test_many_are_asked_about_together(world: World) -> None:
    """Forty tracks: a search and a look each at Deezer, four and one calls elsewhere."""
    records = one_by_one(40)

    async def complete() -> dict[str, list[str]]:
        async with street(world, "deezer", "musicbrainz", "listenbrainz") as services:
            for server in services.servers.values():
                cast("Any", server).records = list(records)
            await services.until_rest()
            return {slug: services.asked(slug) for slug in services.servers}

    record_plays(world.db, *records)
    asked = live(complete())
    assert len(asked["deezer"]) <= 81
    assert len(asked["musicbrainz"]) <= 5
    assert len(asked["listenbrainz"]) <= 3
    (named,) = world.db.execute("SELECT count(*) FROM track WHERE mbid IS NOT NULL").fetchone()
    assert named == 40
