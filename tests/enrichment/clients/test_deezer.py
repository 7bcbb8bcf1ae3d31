"""Deezer as we ask it: its refusals come with HTTP 200, and are heard all the same."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.enrichment.clients.deezer import Deezer, classify, policy
from custom_components.spindle.upstream.errors import Bad, BadAnswer, Overdue, Rejected
from custom_components.spindle.upstream.gate import ATTEMPTS
from custom_components.spindle.upstream.types import GateState, Outcome, Wall
from tests.simulators.deezer import MOST_CALLS, WINDOW, DeezerServer, error
from tests.simulators.loopback import document, html, huge, truncated
from tests.simulators.records import FJORD, FOLD, LANTERNS, MARIT, PAPER, SNOW, TIDES

from .world import AGENT, House, house, live, seconds

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.simulators.loopback import Fault

pytestmark = pytest.mark.usefixtures("socket_enabled")

type Service = House[DeezerServer]


def asking[T](ask: Callable[[Service, Deezer], Awaitable[T]]) -> T:
    """Ask a Deezer of one's own."""

    async def world() -> T:
        async with house(DeezerServer, policy(AGENT)) as service:
            client = Deezer(gate=service.gate, base=service.server.base, patience=600.0)
            return await ask(service, client)

    return live(world())


def test_a_track_is_found_by_its_isrc() -> None:
    async def ask(_: Service, client: Deezer) -> None:
        snow = await client.track_by_isrc(SNOW.isrcs[0])
        assert snow is not None
        assert (snow.id, snow.title, snow.artist, snow.album) == (
            "9001",
            "Snow on the Water",
            "Marit Holm",
            "Fjord Songs",
        )
        assert (snow.album_id, snow.isrc, snow.length, snow.year) == (
            "7001",
            "NOABC1100001",
            215.0,
            2011,
        )
        assert await client.track_by_isrc("ZZZZZ0000000") is None

    asking(ask)


def test_a_track_with_another_isrc_than_asked_for_is_not_taken() -> None:
    async def ask(service: Service, client: Deezer) -> None:
        other = '{"id": 1, "title": "x", "isrc": "NOABC1100002", "artist": {"name": "x"}}'
        service.server.faults.append(document(other))
        assert await client.track_by_isrc("NOABC1100001") is None

    asking(ask)


def test_a_search_gives_the_track_and_the_track_its_isrc() -> None:
    async def ask(_: Service, client: Deezer) -> None:
        (found,) = await client.search_tracks(MARIT.name, SNOW.title, FJORD.title)
        assert (found.id, found.isrc, found.year) == ("9001", None, None)
        whole = await client.track(found.id)
        assert whole is not None
        assert whole.isrc == "NOABC1100001"
        (fold,) = await client.search_tracks(LANTERNS.name, FOLD.title)
        assert fold.id == str(FOLD.deezer_id)
        assert await client.search_tracks("Nobody", "Nothing") == ()

    asking(ask)


def test_an_album_tells_its_genres() -> None:
    async def ask(_: Service, client: Deezer) -> None:
        tides = await client.album(str(TIDES.deezer_id))
        assert tides is not None
        assert (tides.title, tides.artist, tides.year) == ("Tides", "Oktant", 2004)
        assert tides.genres == ("Electro", "Dance")
        assert tides.upc == "0000000007003"
        paper = await client.album(str(PAPER.deezer_id))
        assert paper is not None
        assert paper.genres == ()
        assert await client.album("1") is None
        assert await client.track("1") is None

    asking(ask)


def test_a_year_that_deezer_does_not_know_is_none() -> None:
    async def ask(service: Service, client: Deezer) -> None:
        service.server.faults.append(
            document('{"id": 1, "title": "x", "release_date": "0000-00-00", "genres": []}')
        )
        with pytest.raises(BadAnswer):
            await client.album("1")
        service.server.faults.append(
            document('{"id": 1, "title": "x", "release_date": "0000-00-00", "genres": null}')
        )
        album = await client.album("2")
        assert album is not None
        assert (album.year, album.genres) == (None, ())

    asking(ask)


def test_more_calls_at_once_than_it_bears_are_all_answered_and_none_refused() -> None:
    async def ask(service: Service, client: Deezer) -> None:
        albums = await asyncio.gather(*(client.album(str(each)) for each in range(1, 61)))
        assert albums == [None] * 60
        assert len(service.server.answered) == 60 > MOST_CALLS
        assert service.declined == 0
        assert seconds() > WINDOW

    asking(ask)


def test_a_refusal_with_http_200_shuts_the_gate_for_its_window() -> None:
    async def ask(service: Service, client: Deezer) -> None:
        service.server.faults.append(lambda: error("Exception", "Quota limit exceeded", 4))
        with pytest.raises(Overdue) as refused:
            await client.track_by_isrc(SNOW.isrcs[0])
        assert refused.value.wall is Wall.RATE
        assert service.gate.status.state is GateState.RATE_LIMITED
        with pytest.raises(Overdue):
            await client.track_by_isrc(SNOW.isrcs[0])
        assert len(service.server.asked) == 1

    asking(ask)


def test_a_request_that_deezer_cannot_read_is_rejected_with_its_word() -> None:
    async def ask(service: Service, client: Deezer) -> None:
        service.server.faults.append(lambda: error("ParameterException", "Wrong parameter", 500))
        with pytest.raises(Rejected) as refused:
            await client.album("1")
        assert refused.value.reason == "Wrong parameter"

    asking(ask)


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, {"id": 1}, Outcome.OK),
        (200, {"error": {"code": 4}}, Outcome.LIMITED),
        (200, {"error": {"code": 700}}, Outcome.FAILED),
        (200, {"error": {"code": 800}}, Outcome.NOT_FOUND),
        (200, {"error": {"code": 300}}, Outcome.UNAUTHORIZED),
        (200, {"error": {"code": 501}}, Outcome.REJECTED),
        (200, {"error": {"code": "4"}}, Outcome.REJECTED),
        (200, {"error": {}}, Outcome.REJECTED),
        (200, [], Outcome.OK),
        (404, None, Outcome.NOT_FOUND),
        (429, None, Outcome.LIMITED),
        (502, None, Outcome.FAILED),
        (403, {"error": {"code": 4}}, Outcome.LIMITED),
    ],
    ids=str,
)
def test_what_an_answer_means_here(status: int, body: Any, outcome: Outcome) -> None:
    assert classify(status, {}, body).outcome is outcome


@pytest.mark.parametrize(
    ("fault", "bad"),
    [
        (html, Bad.HTML),
        (truncated, Bad.TRUNCATED),
        (huge, Bad.TOO_LARGE),
        (document("[]"), Bad.WRONG_SHAPE),
        (document("{}"), Bad.WRONG_SHAPE),
        (document('{"id": true, "title": "x", "artist": {"name": "x"}}'), Bad.WRONG_SHAPE),
        (document('{"id": "../1", "title": "x", "artist": {"name": "x"}}'), Bad.WRONG_SHAPE),
        (document('{"id": 1, "title": "x", "artist": "x"}'), Bad.WRONG_SHAPE),
        (document('{"id": 1, "title": "x", "artist": {}}'), Bad.WRONG_SHAPE),
        (document('{"id": 1, "title": 7, "artist": {"name": "x"}}'), Bad.WRONG_SHAPE),
    ],
    ids=[
        "a page",
        "cut off",
        "ten megabytes",
        "a list",
        "nothing in it",
        "an id that is none",
        "an id that is a path",
        "an artist that is none",
        "an artist without a name",
        "a title that is none",
    ],
)
def test_a_body_that_is_no_answer_is_refused(fault: Fault, bad: Bad) -> None:
    async def ask(service: Service, client: Deezer) -> Bad:
        service.server.faults.extend([fault] * ATTEMPTS)
        with pytest.raises(BadAnswer) as refused:
            await client.track("9001")
        return refused.value.bad

    assert asking(ask) is bad
