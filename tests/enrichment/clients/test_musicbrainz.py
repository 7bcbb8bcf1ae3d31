"""MusicBrainz as we ask it: within its limit, by batches, and nothing odd believed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.enrichment.clients.answers import Credit, Tag
from custom_components.spindle.enrichment.clients.musicbrainz import (
    ISRC_BATCH,
    MusicBrainz,
    classify,
    policy,
)
from custom_components.spindle.upstream.errors import Overdue, Unreachable
from custom_components.spindle.upstream.types import GateState, Outcome, Priority, Wall, Why
from tests.simulators.loopback import broken
from tests.simulators.musicbrainz import BUSY, NAMELESS, TOO_FAST, MusicBrainzServer
from tests.simulators.records import (
    BEST_OF,
    FJORD,
    FOLD,
    LANTERNS,
    MARIT,
    OKTANT,
    SNOW,
    SNOW_ATMOS,
    TIDES,
    UNDERTOW,
    mbid,
)

from .world import AGENT, House, house, live, seconds

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

pytestmark = pytest.mark.usefixtures("socket_enabled")

type Service = House[MusicBrainzServer]
POLICY = policy(AGENT)


def asking[T](
    ask: Callable[[Service, MusicBrainz], Awaitable[T]],
    *,
    serve: Callable[..., MusicBrainzServer] = MusicBrainzServer,
    longest_body: int = POLICY.longest_body,
) -> T:
    """Ask a MusicBrainz of one's own."""

    async def world() -> T:
        async with house(serve, replace(POLICY, longest_body=longest_body)) as service:
            client = MusicBrainz(gate=service.gate, base=service.server.base, patience=600.0)
            return await ask(service, client)

    return live(world())


def test_the_recordings_of_many_isrcs_come_with_one_call() -> None:
    async def ask(service: Service, client: MusicBrainz) -> None:
        found = await client.recordings_by_isrc(["NOABC1100001", "DEQ450400018", "ZZZZZ0000000"])
        assert {isrc: [each.mbid for each in those] for isrc, those in found.items()} == {
            "NOABC1100001": [SNOW.mbid, SNOW_ATMOS.mbid],
            "DEQ450400018": [UNDERTOW.mbid],
            "ZZZZZ0000000": [],
        }
        assert len(service.server.asked) == 1

    asking(ask)


def test_a_recording_tells_its_credits_albums_and_year() -> None:
    async def ask(_: Service, client: MusicBrainz) -> None:
        (undertow,) = (await client.recordings_by_isrc(["DEQ450400017"]))["DEQ450400017"]
        assert undertow.artist == "Oktant feat. Marit Holm"
        assert undertow.credits == (
            Credit(name="Oktant", mbid=OKTANT.mbid, joined=" feat. "),
            Credit(name="Marit Holm", mbid=MARIT.mbid),
        )
        assert undertow.isrcs == UNDERTOW.isrcs
        assert (undertow.length, undertow.year) == (301.0, 2004)
        (tides,) = undertow.release_groups
        assert (tides.mbid, tides.kind, tides.year, tides.is_official) == (
            TIDES.mbid,
            "Album",
            2004,
            True,
        )

    asking(ask)


def test_a_lookup_tells_genres_addresses_and_all_albums() -> None:
    async def ask(_: Service, client: MusicBrainz) -> None:
        snow = await client.recording(SNOW.mbid)
        assert snow is not None
        assert snow.tags == (Tag(name="indie folk", count=2, is_genre=True),)
        assert snow.links == SNOW.urls
        assert [(group.mbid, group.more_kinds) for group in snow.release_groups] == [
            (FJORD.mbid, ()),
            (BEST_OF.mbid, ("Compilation",)),
        ]
        assert snow.score == 100
        atmos = await client.recording(SNOW_ATMOS.mbid)
        assert atmos is not None
        assert (snow.version, atmos.version) == (None, "Dolby Atmos mix")

    asking(ask)


def test_tags_come_most_said_first_and_tell_genres_from_words() -> None:
    async def ask(_: Service, client: MusicBrainz) -> None:
        marit = await client.artist(MARIT.mbid)
        assert marit is not None
        assert marit.name == "Marit Holm"
        assert marit.tags == (
            Tag(name="indie folk", count=12, is_genre=True),
            Tag(name="folk", count=9, is_genre=True),
            Tag(name="seen live", count=7),
            Tag(name="norwegian", count=4),
        )
        fjord = await client.release_group(FJORD.mbid)
        assert fjord is not None
        assert (fjord.year, fjord.is_official) == (2011, True)
        assert fjord.tags[0] == Tag(name="indie folk", count=5, is_genre=True)

    asking(ask)


def test_names_with_signs_of_the_query_language_are_found() -> None:
    async def ask(_: Service, client: MusicBrainz) -> None:
        (fold,) = await client.search_recordings(LANTERNS.name, FOLD.title)
        assert fold.mbid == FOLD.mbid
        assert await client.search_recordings(LANTERNS.name, 'x" OR recording:"Undertow') == ()

    asking(ask)


def test_addresses_of_streaming_services_lead_to_recordings() -> None:
    unknown = "https://open.spotify.com/track/unknown"

    async def ask(service: Service, client: MusicBrainz) -> None:
        many = await client.recordings_by_url([*SNOW.urls, unknown, *UNDERTOW.urls])
        assert many == {SNOW.urls[0]: SNOW.mbid, UNDERTOW.urls[0]: UNDERTOW.mbid}
        assert await client.recordings_by_url(SNOW.urls) == {SNOW.urls[0]: SNOW.mbid}
        assert await client.recordings_by_url([unknown]) == {}
        assert len(service.server.asked) == 3

    asking(ask)


def test_what_it_does_not_know_is_none() -> None:
    async def ask(_: Service, client: MusicBrainz) -> None:
        nobody = mbid("artist", "nobody")
        assert await client.recording(nobody) is None
        assert await client.artist(nobody) is None
        assert await client.release_group(nobody) is None
        assert await client.search_recordings("Nobody", "Nothing") == ()

    asking(ask)


def test_an_isrc_for_which_there_was_no_room_is_not_said_to_be_unknown() -> None:
    versions = [replace(SNOW, version=f"version {number}") for number in range(101)]
    serve = partial(MusicBrainzServer, records=[*versions, UNDERTOW])

    async def ask(_: Service, client: MusicBrainz) -> None:
        found = await client.recordings_by_isrc(["NOABC1100001", "DEQ450400017"])
        assert len(found["NOABC1100001"]) == 100
        assert "DEQ450400017" not in found

    asking(ask, serve=serve)


def test_a_batch_whose_answer_is_too_large_is_asked_in_halves() -> None:
    isrcs = [f"NOABC11{number:05}" for number in range(ISRC_BATCH)]
    records = [replace(SNOW, isrcs=(isrc,), version=isrc) for isrc in isrcs]

    async def ask(service: Service, client: MusicBrainz) -> None:
        found = await client.recordings_by_isrc(isrcs)
        assert [those[0].isrcs for those in found.values()] == [(isrc,) for isrc in isrcs]
        assert len(service.server.asked) == 3

    asking(ask, serve=partial(MusicBrainzServer, records=records), longest_body=8_000)


def test_one_call_after_another_none_is_declined() -> None:
    async def ask(service: Service, client: MusicBrainz) -> None:
        for _ in range(30):
            await client.search_recordings("Oktant", "Undertow")
        assert len(service.server.answered) == 30
        assert service.declined == 0
        assert seconds() >= 29 * 1.1

    asking(ask)


def test_after_a_refusal_nothing_is_sent_until_its_time() -> None:
    async def ask(service: Service, client: MusicBrainz) -> None:
        service.server.clock = lambda: 0.0  # A second that never ends.
        await client.search_recordings("Oktant", "Undertow")
        with pytest.raises(Overdue) as refused:
            await client.search_recordings("Oktant", "Undertow")
        assert refused.value.wall is Wall.RATE
        assert service.gate.status.state is GateState.RATE_LIMITED
        with pytest.raises(Overdue):
            await client.search_recordings("Oktant", "Undertow")
        assert len(service.server.asked) == 2

    asking(ask)


def test_a_busy_service_is_not_our_own_haste() -> None:
    async def ask(service: Service, client: MusicBrainz) -> None:
        service.server.busy = True
        with pytest.raises(Unreachable):
            await client.search_recordings("Oktant", "Undertow")
        assert service.gate.status.state is not GateState.RATE_LIMITED

    asking(ask)


@pytest.mark.parametrize(
    ("status", "headers", "body", "outcome"),
    [
        (200, {}, {"id": "x"}, Outcome.OK),
        (503, {}, {"error": TOO_FAST}, Outcome.LIMITED),
        (503, {}, {"error": NAMELESS}, Outcome.LIMITED),
        (503, {}, None, Outcome.LIMITED),
        (429, {}, None, Outcome.LIMITED),
        (503, {"X-RateLimit-Zone": "global"}, None, Outcome.FAILED),
        (503, {}, {"error": BUSY}, Outcome.FAILED),
        (404, {}, {"error": "Not Found"}, Outcome.NOT_FOUND),
        (400, {}, {"error": "Invalid mbid."}, Outcome.REJECTED),
        (500, {}, None, Outcome.FAILED),
    ],
    ids=str,
)
def test_what_a_status_means_here(
    status: int, headers: dict[str, str], body: Any, outcome: Outcome
) -> None:
    assert classify(status, headers, body).outcome is outcome


def test_a_service_in_trouble_is_unreachable() -> None:
    async def ask(service: Service, client: MusicBrainz) -> None:
        service.server.faults.extend([broken] * 20)
        with pytest.raises(Unreachable):
            await client.recording(SNOW.mbid)

    asking(ask)


def test_whose_patience_is_over_is_told_when_it_may_be_asked() -> None:
    async def ask(_: Service, client: MusicBrainz) -> None:
        hasty = replace(client, priority=Priority.BACKFILL, patience=0.0)
        await hasty.recording(SNOW.mbid)
        with pytest.raises(Overdue) as later:
            await hasty.recording(UNDERTOW.mbid)
        assert later.value.why is Why.PACE
        assert await client.recording(UNDERTOW.mbid) is not None

    asking(ask)
