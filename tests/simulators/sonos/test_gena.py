"""Subscriptions: who is told what, in which order, and for how long."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from .clock import ManualClock
from .gena import SubscriptionRefused, Subscriptions
from .media import station, track
from .plain import Subscriber
from .playback import Quirks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import aiohttp

    from .stage import Stage

NEW = {"CALLBACK": "<http://127.0.0.1:1401/>", "NT": "upnp:event", "TIMEOUT": "Second-100"}
SAYS = track("spotify", "Nils Frahm", "Says", 40)
KYOTO = track("deezer", "Air", "Alone in Kyoto", 30)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def books(clock: ManualClock) -> Subscriptions:
    return Subscriptions("RINCON_1", clock)


def test_grants_the_time_that_is_asked_for(books: Subscriptions, clock: ManualClock) -> None:
    subscription = books.subscribe("AVTransport", NEW)
    clock.move(99)
    assert list(books.of("AVTransport")) == [subscription]
    clock.move(1)
    assert list(books.of("AVTransport")) == []
    assert len(books) == 0


def test_a_renewal_begins_the_time_anew(books: Subscriptions, clock: ManualClock) -> None:
    subscription = books.subscribe("AVTransport", NEW)
    clock.move(90)
    renewed = books.subscribe("AVTransport", {"SID": subscription.sid, "TIMEOUT": "Second-100"})
    clock.move(90)
    assert renewed is subscription
    assert subscription in books
    assert list(books.of("AVTransport")) == [subscription]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 412),
        ({"CALLBACK": "<ftp://x>", "NT": "upnp:event"}, 412),
        ({"CALLBACK": "<http://127.0.0.1/>"}, 412),
        ({"SID": "uuid:nobody"}, 412),
        ({"SID": "uuid:nobody", "NT": "upnp:event"}, 400),
    ],
)
def test_refuses_headers_that_make_no_sense(
    books: Subscriptions, headers: dict[str, str], status: int
) -> None:
    with pytest.raises(SubscriptionRefused) as error:
        books.subscribe("AVTransport", headers)
    assert error.value.status == status


def test_what_has_run_out_or_was_cancelled_is_unknown(
    books: Subscriptions, clock: ManualClock
) -> None:
    first, second = (books.subscribe("AVTransport", NEW) for _ in range(2))
    books.cancel("AVTransport", {"SID": first.sid})
    clock.move(100)
    for subscription in (first, second):
        with pytest.raises(SubscriptionRefused) as error:
            books.cancel("AVTransport", {"SID": subscription.sid})
        assert error.value.status == 412


def test_the_greatest_sequence_is_followed_by_one(books: Subscriptions) -> None:
    subscription = books.subscribe("AVTransport", NEW)
    assert subscription.next_sequence() == 0
    subscription.sequence = 0xFFFF_FFFF
    assert subscription.next_sequence() == 0xFFFF_FFFF
    assert subscription.next_sequence() == 1


@pytest.fixture
async def subscriber(session: aiohttp.ClientSession) -> AsyncIterator[Subscriber]:
    async with Subscriber(session) as subscriber:
        yield subscriber


async def test_tells_the_present_state_first_and_then_every_change_in_order(
    stage: Stage, subscriber: Subscriber
) -> None:
    kitchen = stage["Kitchen"]
    sid = await subscriber.subscribe(kitchen, "AVTransport")
    first = await subscriber.hear()
    assert (first.sid, first.sequence, first.value("TransportState")) == (sid, 0, "STOPPED")
    kitchen.player.load_queue([SAYS, KYOTO])
    told = [await subscriber.hear() for _ in range(2)]
    assert [each.value("TransportState") for each in told] == ["TRANSITIONING", "PLAYING"]
    assert [each.sequence for each in told] == [1, 2]
    assert told[1].value("CurrentTrackURI") == SAYS.uri
    assert told[1].value("r:NextTrackURI") == KYOTO.uri
    kitchen.player.pause()
    assert (await subscriber.hear()).value("TransportState") == "PAUSED_PLAYBACK"


async def test_after_unsubscribing_nothing_is_told_and_the_sid_is_unknown(
    stage: Stage, subscriber: Subscriber
) -> None:
    kitchen = stage["Kitchen"]
    sid = await subscriber.subscribe(kitchen, "RenderingControl")
    await subscriber.hear()
    assert (await subscriber.send("SUBSCRIBE", kitchen, "RenderingControl", SID=sid)).status == 200
    assert (
        await subscriber.send("UNSUBSCRIBE", kitchen, "RenderingControl", SID=sid)
    ).status == 200
    assert (
        await subscriber.send("UNSUBSCRIBE", kitchen, "RenderingControl", SID=sid)
    ).status == 412
    assert (await subscriber.send("SUBSCRIBE", kitchen, "RenderingControl", SID=sid)).status == 412
    kitchen.player.set_volume(5)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(subscriber.hear(), 0.1)


async def test_a_subscriber_that_is_gone_is_forgotten(
    stage: Stage, session: aiohttp.ClientSession
) -> None:
    kitchen = stage["Kitchen"]
    async with Subscriber(session) as subscriber:
        await subscriber.subscribe(kitchen, "AVTransport")
        await subscriber.hear()
    kitchen.player.load_queue([SAYS])
    await asyncio.sleep(0.3)
    assert len(stage.server(kitchen).subscriptions) == 0


async def test_the_volume_is_told_by_channel(stage: Stage, subscriber: Subscriber) -> None:
    await subscriber.subscribe(stage["Office"], "RenderingControl")
    await subscriber.hear()
    stage["Office"].player.set_volume(33)
    assert '<Volume channel="Master" val="33"/>' in (await subscriber.hear()).body


async def test_a_regrouping_is_told_with_the_coordinator_first(
    stage: Stage, subscriber: Subscriber
) -> None:
    kitchen, office = stage["Kitchen"], stage["Office"]
    await subscriber.subscribe(office, "ZoneGroupTopology")
    await subscriber.hear()
    stage.household.join(office, kitchen.player.uid)
    members = f"{kitchen.player.uid},{office.player.uid}"
    told = (await subscriber.hear()).body
    assert f"<ZonePlayerUUIDsInGroup>{members}</ZonePlayerUUIDsInGroup>" in told


async def test_a_follower_tells_only_whom_it_follows(stage: Stage, subscriber: Subscriber) -> None:
    kitchen, office = stage["Kitchen"], stage["Office"]
    kitchen.player.load_queue([SAYS])
    stage.household.join(office, kitchen.player.uid)
    await subscriber.subscribe(office, "AVTransport")
    told = await subscriber.hear()
    uri = f"x-rincon:{kitchen.player.uid}"
    assert told.value("CurrentTrackURI") == told.value("AVTransportURI") == uri
    assert told.value("CurrentTrackMetaData") == ""


async def test_a_stations_song_changes_only_its_metadata(
    stage: Stage, subscriber: Subscriber
) -> None:
    office = stage["Office"]
    await subscriber.subscribe(office, "AVTransport")
    await subscriber.hear()
    office.player.load(*station("tunein", "Groove Salad"))
    await subscriber.hear()
    before = await subscriber.hear()
    office.player.says("Bonobo - Kerala")
    after = await subscriber.hear()
    assert before.value("CurrentTrackURI") == after.value("CurrentTrackURI")
    assert "Bonobo - Kerala" in (after.value("CurrentTrackMetaData") or "")
    assert "Groove Salad" in (after.value("r:EnqueuedTransportURIMetaData") or "")


@pytest.mark.parametrize("quirks", [{"Kitchen": Quirks(transitioning=0)}])
async def test_a_silent_seek_is_told_in_the_words_of_before(
    stage: Stage, subscriber: Subscriber
) -> None:
    """Clients drop what says nothing new: this is how a seek goes unnoticed."""
    kitchen = stage["Kitchen"]
    kitchen.player.load_queue([SAYS])
    await subscriber.subscribe(kitchen, "AVTransport")
    before = await subscriber.hear()
    kitchen.player.seek(20)
    assert (await subscriber.hear()).body == before.body
