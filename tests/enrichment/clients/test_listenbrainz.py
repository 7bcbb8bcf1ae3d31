"""ListenBrainz as we ask it: many at once, at the pace that its headers tell."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.enrichment.clients.answers import Credit, Tag
from custom_components.spindle.enrichment.clients.listenbrainz import (
    ListenBrainz,
    classify,
    policy,
)
from custom_components.spindle.upstream.errors import Bad, BadAnswer
from custom_components.spindle.upstream.gate import ATTEMPTS
from custom_components.spindle.upstream.types import Outcome, Verdict
from tests.simulators.listenbrainz import ListenBrainzServer
from tests.simulators.loopback import document, html, huge, truncated
from tests.simulators.records import FJORD, MARIT, OKTANT, SNOW, TIDES, UNDERTOW, mbid

from .world import AGENT, House, house, live

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.simulators.loopback import Fault

pytestmark = pytest.mark.usefixtures("socket_enabled")

type Service = House[ListenBrainzServer]
NOBODY = mbid("anything", "nobody")


def asking[T](
    ask: Callable[[Service, ListenBrainz], Awaitable[T]],
    serve: Callable[..., ListenBrainzServer] = ListenBrainzServer,
) -> T:
    """Ask a ListenBrainz of one's own."""

    async def world() -> T:
        async with house(serve, policy(AGENT)) as service:
            client = ListenBrainz(gate=service.gate, base=service.server.base, patience=600.0)
            return await ask(service, client)

    return live(world())


def test_many_recordings_come_with_one_call_and_unknown_ones_not_at_all() -> None:
    async def ask(service: Service, client: ListenBrainz) -> None:
        found = await client.recordings([SNOW.mbid, NOBODY, UNDERTOW.mbid])
        assert set(found) == {SNOW.mbid, UNDERTOW.mbid}
        undertow = found[UNDERTOW.mbid]
        assert undertow.credits == (
            Credit(name="Oktant", mbid=OKTANT.mbid),
            Credit(name="Marit Holm", mbid=MARIT.mbid),
        )
        assert (undertow.album, undertow.release_group_mbid, undertow.year) == (
            "Tides",
            TIDES.mbid,
            2004,
        )
        assert undertow.tags == (
            Tag(name="trip hop", count=8, is_genre=True),
            Tag(name="downtempo", count=3, is_genre=True),
            Tag(name="slow", count=1),
        )
        assert set(undertow.artist_tags) == {OKTANT.mbid, MARIT.mbid}
        assert undertow.artist_tags[OKTANT.mbid][0].name == "electronic"
        assert undertow.album_tags == (Tag(name="trip hop", count=6, is_genre=True),)
        assert len(service.server.asked) == 1

    asking(ask)


def test_artists_and_albums_tell_their_tags() -> None:
    async def ask(_: Service, client: ListenBrainz) -> None:
        artists = await client.artist_tags([MARIT.mbid, NOBODY])
        assert set(artists) == {MARIT.mbid}
        assert [tag.name for tag in artists[MARIT.mbid] if tag.is_genre] == ["indie folk", "folk"]
        albums = await client.album_tags([FJORD.mbid, NOBODY])
        assert albums == {
            FJORD.mbid: (
                Tag(name="indie folk", count=5, is_genre=True),
                Tag(name="winter", count=1),
            )
        }

    asking(ask)


@pytest.mark.parametrize("bears", [30, 12, 5])
def test_a_service_that_has_become_stricter_is_followed_by_its_headers(bears: int) -> None:
    async def ask(service: Service, client: ListenBrainz) -> None:
        for _ in range(60):
            await client.artist_tags([MARIT.mbid])
        assert len(service.server.answered) == 60
        assert service.declined == 0

    asking(ask, partial(ListenBrainzServer, most_calls=bears))


def test_the_headers_are_read_whatever_their_case() -> None:
    headers = {"x-ratelimit-remaining": "7", "X-RateLimit-Reset-In": "4"}
    assert classify(200, headers, {}) == Verdict(remaining=7, resets_in=4)
    assert classify(429, headers, None) == Verdict(
        outcome=Outcome.LIMITED, remaining=7, resets_in=4, retry_after=4
    )


@pytest.mark.parametrize("odd", ["", "-1", "1.5", "nan", "inf", "soon", "\u0664"])
def test_odd_headers_say_nothing(odd: str) -> None:
    headers = {"X-RateLimit-Remaining": odd, "X-RateLimit-Reset-In": odd}
    assert classify(200, headers, {}) == Verdict()
    assert classify(429, headers, None) == Verdict(outcome=Outcome.LIMITED)


def test_a_huge_number_in_a_header_stays_a_number() -> None:
    verdict = classify(429, {"X-RateLimit-Reset-In": "9" * 5_000}, None)
    assert verdict.retry_after == 999_999_999


@pytest.mark.parametrize(
    ("fault", "bad"),
    [
        (html, Bad.HTML),
        (truncated, Bad.TRUNCATED),
        (huge, Bad.TOO_LARGE),
        (document("[]"), Bad.WRONG_SHAPE),
        (document('{"recordings": {}}'), Bad.WRONG_SHAPE),
        (document(f'{{"{SNOW.mbid}": []}}'), Bad.WRONG_SHAPE),
        (document(f'{{"{SNOW.mbid}": {{"tag": {{"recording": {{}}}}}}}}'), Bad.WRONG_SHAPE),
        (document(f'{{"{SNOW.mbid}": {{"tag": {{"artist": [{{}}]}}}}}}'), Bad.WRONG_SHAPE),
        (document(f'{{"{SNOW.mbid}": {{"release": {{"year": []}}}}}}'), Bad.WRONG_SHAPE),
    ],
    ids=[
        "a page",
        "cut off",
        "ten megabytes",
        "a list",
        "a key that is no MBID",
        "a recording that is none",
        "tags that are none",
        "a tag of nobody",
        "a year that is none",
    ],
)
def test_a_body_that_is_no_answer_is_refused(fault: Fault, bad: Bad) -> None:
    async def ask(service: Service, client: ListenBrainz) -> Bad:
        service.server.faults.extend([fault] * ATTEMPTS)
        with pytest.raises(BadAnswer) as refused:
            await client.recordings([SNOW.mbid])
        return refused.value.bad

    assert asking(ask) is bad


def test_what_may_be_missing_may_be_null() -> None:
    async def ask(service: Service, client: ListenBrainz) -> None:
        service.server.faults.append(
            document(f'{{"{SNOW.mbid}": {{"recording": {{}}, "release": null, "tag": null}}}}')
        )
        bare = (await client.recordings([SNOW.mbid]))[SNOW.mbid]
        assert (bare.credits, bare.year, bare.tags, bare.release_group_mbid) == ((), None, (), None)

    asking(ask)
