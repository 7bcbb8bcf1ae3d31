"""ListenBrainz Labs as we ask it: many at once, and doing without when it is not there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.enrichment.clients.labs import MOST_URIS, Labs, Names, policy
from custom_components.spindle.upstream.errors import Bad, BadAnswer, UpstreamError
from tests.simulators.labs import LabsServer
from tests.simulators.loopback import document, html, truncated
from tests.simulators.records import mbid

from .world import AGENT, House, house, live, seconds

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.simulators.loopback import Fault

pytestmark = pytest.mark.usefixtures("socket_enabled")

type Service = House[LabsServer]

KNOWN, UNKNOWN = mbid("recording", "known"), mbid("recording", "unknown")
ONE, OTHER = "1" * 22, "2" * 22
SNOW = Names("Marit Holm", "Fjord Songs", "Snow")
FOG = Names("Marit Holm", "", "Fog")


def asking[T](ask: Callable[[Service, Labs], Awaitable[T]], ids: list[str] | None = None) -> T:
    """Ask a Labs of one's own."""
    found = [ONE, OTHER] if ids is None else ids
    serve = partial(
        LabsServer, by_mbid={KNOWN: found}, by_names={(SNOW.artist, SNOW.album, SNOW.title): found}
    )

    async def world() -> T:
        async with house(serve, policy(AGENT)) as service:
            return await ask(
                service, Labs(gate=service.gate, base=service.server.base, patience=600.0)
            )

    return live(world())


def test_what_spotify_has_comes_by_mbid_and_the_rest_not_at_all() -> None:
    async def ask(service: Service, client: Labs) -> None:
        found = await client.by_mbid([KNOWN, UNKNOWN])
        assert found == {KNOWN: (f"spotify:track:{ONE}", f"spotify:track:{OTHER}")}
        assert len(service.server.asked) == 1

    asking(ask)


def test_names_come_back_as_they_were_asked_for() -> None:
    async def ask(service: Service, client: Labs) -> None:
        assert list(await client.by_names([SNOW, FOG])) == [SNOW]
        assert len(service.server.asked) == 1

    asking(ask)


def test_what_is_no_id_is_no_answer_and_there_are_never_many() -> None:
    async def ask(_service: Service, client: Labs) -> None:
        (uris,) = (await client.by_mbid([KNOWN])).values()
        assert len(uris) == MOST_URIS - 1

    asking(ask, ["spotify:episode:" + ONE, *(f"{number:022}" for number in range(20))])


def test_calls_follow_each_other_slowly() -> None:
    async def ask(_service: Service, client: Labs) -> None:
        for _ in range(4):
            await client.by_mbid([UNKNOWN])
        assert seconds() >= 5.9

    asking(ask)


@pytest.mark.parametrize(
    ("fault", "bad"),
    [
        (html, Bad.HTML),
        (truncated, Bad.TRUNCATED),
        (document('{"rows": 1}'), Bad.WRONG_SHAPE),
        (document('[{"recording_mbid": 7}]'), Bad.WRONG_SHAPE),
        (document("[[]]"), Bad.WRONG_SHAPE),
    ],
    ids=["page", "cut", "object", "number", "list"],
)
def test_what_is_no_answer_is_refused(fault: Fault, bad: Bad) -> None:
    async def ask(service: Service, client: Labs) -> None:
        service.server.faults.extend([fault] * 3)
        with pytest.raises(BadAnswer) as refusal:
            await client.by_mbid([KNOWN])
        assert refusal.value.bad is bad

    asking(ask)


def test_while_it_is_out_that_is_said() -> None:
    async def ask(service: Service, client: Labs) -> None:
        service.server.is_out = True
        with pytest.raises(UpstreamError):
            await client.by_names([SNOW])

    asking(ask)
