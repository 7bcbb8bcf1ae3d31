"""Bodies of MusicBrainz that are no answers: each is refused, and says what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.enrichment.clients.musicbrainz import MusicBrainz, policy
from custom_components.spindle.upstream.errors import Bad, BadAnswer
from custom_components.spindle.upstream.gate import ATTEMPTS
from tests.simulators.loopback import document, html, huge, truncated
from tests.simulators.musicbrainz import MusicBrainzServer
from tests.simulators.records import SNOW

from .world import AGENT, House, house, live

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.simulators.loopback import Fault

pytestmark = pytest.mark.usefixtures("socket_enabled")

type Service = House[MusicBrainzServer]


def asking[T](ask: Callable[[Service, MusicBrainz], Awaitable[T]]) -> T:
    """Ask a MusicBrainz of one's own."""

    async def world() -> T:
        async with house(MusicBrainzServer, policy(AGENT)) as service:
            client = MusicBrainz(gate=service.gate, base=service.server.base, patience=600.0)
            return await ask(service, client)

    return live(world())


@pytest.mark.parametrize(
    ("fault", "bad"),
    [(html, Bad.HTML), (truncated, Bad.TRUNCATED), (huge, Bad.TOO_LARGE)],
    ids=["a page", "cut off", "ten megabytes"],
)
def test_a_body_that_is_no_answer_is_refused(fault: Fault, bad: Bad) -> None:
    async def ask(service: Service, client: MusicBrainz) -> Bad:
        service.server.faults.extend([fault] * ATTEMPTS)
        with pytest.raises(BadAnswer) as refused:
            await client.recording(SNOW.mbid)
        return refused.value.bad

    assert asking(ask) is bad


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "[]",
        '"text"',
        "7",
        "{}",
        '{"id": 7, "title": "x"}',
        '{"id": "no mbid", "title": "x"}',
        f'{{"id": "{SNOW.mbid}"}}',
        f'{{"id": "{SNOW.mbid}", "title": ["x"]}}',
        f'{{"id": "{SNOW.mbid}", "title": "x", "length": "long"}}',
        f'{{"id": "{SNOW.mbid}", "title": "x", "length": 1e300}}',
        f'{{"id": "{SNOW.mbid}", "title": "x", "tags": {{}}}}',
        f'{{"id": "{SNOW.mbid}", "title": "x", "tags": [7]}}',
        f'{{"id": "{SNOW.mbid}", "title": "x", "releases": [{{"release-group": "x"}}]}}',
        f'{{"id": "{SNOW.mbid}", "title": "x", "artist-credit": [{{"name": "x"}}]}}',
        f'{{"id": "{SNOW.mbid}", "title": "x", "first-release-date": 3.5}}',
    ],
)
def test_a_body_of_wrong_types_is_refused(text: str) -> None:
    async def ask(service: Service, client: MusicBrainz) -> None:
        service.server.faults.append(document(text))
        with pytest.raises(BadAnswer) as refused:
            await client.recording(SNOW.mbid)
        assert refused.value.bad is Bad.WRONG_SHAPE

    asking(ask)


def test_what_may_be_missing_may_be_null() -> None:
    text = (
        f'{{"id": "{SNOW.mbid}", "title": "x", "length": null, "first-release-date": "",'
        ' "tags": null, "releases": null, "isrcs": ["x", 7, "NOABC1100001"]}'
    )

    async def ask(service: Service, client: MusicBrainz) -> None:
        service.server.faults.append(document(text))
        bare = await client.recording(SNOW.mbid)
        assert bare is not None
        assert (bare.length, bare.year, bare.tags, bare.release_groups) == (None, None, (), ())
        assert bare.isrcs == ("NOABC1100001",)

    asking(ask)
