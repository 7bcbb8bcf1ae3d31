"""A person decides about the queue for Lidarr: by ticks, by actions, and on the panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import pytest
import voluptuous as vol

from custom_components.spindle.const import DOMAIN, OPTION_DISCREET_ROOMS
from custom_components.spindle.store.fact_values import Field
from custom_components.spindle.store.facts import Fact, learn
from custom_components.spindle.store.lidarr_types import Evidence, WantedReason, WantedStatus
from custom_components.spindle.store.names import find_album
from custom_components.spindle.store.search_index import NameKind
from tests.heard import NOON, OFFICE, PLAYS, record
from tests.lidarr_home import HOMOGENIC, PASTEL_BLUES, LidarrHome, album, begin_lidarr

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.auth.models import User

TODO = "todo.spindle_lidarr_to_decide"
HEARD = Evidence(plays=12, tracks=5, days=3, last_at=NOON - 3600)
SUGGESTED = WantedStatus.SUGGESTED


@pytest.fixture(name="lidarr")
async def lidarr_fixture(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> LidarrHome:
    """Lidarr, set up alone."""
    return await begin_lidarr(hass, freezer, tmp_path)


async def act(
    lidarr: LidarrHome, action: str, user: str | None = None, **data: Any
) -> dict[str, Any]:
    """Run one of our actions, and give its response."""
    response: Any = await lidarr.hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True, context=Context(user_id=user)
    )
    await lidarr.settle()
    return dict(response)


async def decide(lidarr: LidarrHome, action: str, item_id: int, **data: Any) -> None:
    """Do something to an item of the to-do list."""
    asked = {"entity_id": TODO, "item": str(item_id), **data}
    await lidarr.hass.services.async_call("todo", action, asked, blocking=True)
    await lidarr.settle()


async def listed(lidarr: LidarrHome) -> dict[str, str]:
    """Give what is on the to-do list: what it is called → its description."""
    await lidarr.settle()
    response: Any = await lidarr.hass.services.async_call(
        "todo", "get_items", {"entity_id": TODO}, blocking=True, return_response=True
    )
    items = response[TODO]["items"]
    assert lidarr.shown(TODO).state == str(len(items))
    assert {item["status"] for item in items} <= {"needs_action"}
    return {item["summary"]: item["description"] for item in items}


async def test_the_list_holds_suggestions_and_failures(lidarr: LidarrHome) -> None:
    assert await listed(lidarr) == {}
    failing, _ = await lidarr.put(album(), album(HOMOGENIC, "Björk", "Homogenic"))
    await lidarr.put(
        album("a" * 8 + PASTEL_BLUES[8:], "Nico", "Desertshore", evidence=HEARD), status=SUGGESTED
    )
    await lidarr.fail(failing, WantedReason.REFUSED, "Invalid path.")
    assert await listed(lidarr) == {
        "Nico \u2013 Desertshore": (
            "Plays: 12, different tracks: 5, days: 3, last on 12:00. "
            "Tick it to have Lidarr get it; delete it to refuse, then it is not suggested again."
        ),
        "Nina Simone \u2013 Pastel Blues": (
            "Lidarr refuses it. Invalid path. Tick it to try again; delete it to give it up."
        ),
    }


def know_groups(db: Connection) -> None:
    """Learn what MusicBrainz calls an album of the kitchen and one of the office."""
    for artist, title, mbid in (
        ("Björk", "Homogenic", HOMOGENIC),
        ("Secret Band", "Under the Desk", PASTEL_BLUES),
    ):
        entity = find_album(db, artist, title)
        assert entity
        learn(db, [group_of(entity, mbid)])


async def test_what_a_discreet_room_heard_is_not_suggested_to_everybody(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    rules = {"policy": "suggest", "tracks": 1, "days": 1}
    discreet = {OPTION_DISCREET_ROOMS: [OFFICE]}
    lidarr = await begin_lidarr(hass, freezer, tmp_path, discreet, **rules)
    await lidarr.home.house.write(know_groups)
    lidarr.home.house.async_plays_changed()
    await lidarr.home.wait(400, step=100)
    await lidarr.stand()
    assert list(await listed(lidarr)) == ["Björk \u2013 Homogenic"]


async def test_a_tick_approves_a_suggestion_and_tries_a_failure_again(lidarr: LidarrHome) -> None:
    (failed,) = await lidarr.put(album())
    await lidarr.fail(failed, WantedReason.REFUSED)
    (suggested,) = await lidarr.put(album(HOMOGENIC, "Björk", "Homogenic"), status=SUGGESTED)
    for each, title in ((suggested, "Homogenic"), (failed, "Pastel Blues")):
        await decide(lidarr, "update_item", each, status="completed")
        assert (await lidarr.item(each)).status is WantedStatus.QUEUED
        news = lidarr.news.pop()
        assert (news["type"], news["count"], news["album"]) == ("queued", 1, title)
    assert await listed(lidarr) == {}
    assert lidarr.news == []


async def test_to_delete_refuses_for_good(lidarr: LidarrHome) -> None:
    (suggested,) = await lidarr.put(album(), status=SUGGESTED)
    await decide(lidarr, "remove_item", suggested)
    assert (await lidarr.item(suggested)).status is WantedStatus.CANCELLED
    assert await lidarr.put(album(), status=SUGGESTED) == []
    assert await listed(lidarr) == {}
    assert lidarr.news == []


async def test_nothing_else_can_be_changed_about_an_item(lidarr: LidarrHome) -> None:
    (suggested,) = await lidarr.put(album(), status=SUGGESTED)
    with pytest.raises(ServiceValidationError, match="tick it"):
        await decide(lidarr, "update_item", suggested, rename="Something else")
    assert list(await listed(lidarr)) == ["Nina Simone \u2013 Pastel Blues"]


async def test_the_list_holds_a_hundred(lidarr: LidarrHome) -> None:
    await lidarr.put(
        *(album(f"{n:08x}{PASTEL_BLUES[8:]}", title=f"Album {n}") for n in range(120)),
        status=SUGGESTED,
    )
    assert len(await listed(lidarr)) == 100


def know(db: Connection) -> None:
    """Hear something, and learn what MusicBrainz calls one of the albums."""
    record(db, PLAYS)
    entity = find_album(db, "Nina Simone", "Pastel Blues")
    assert entity
    learn(db, [group_of(entity, PASTEL_BLUES)])


def group_of(album: int, mbid: str) -> Fact:
    """Make the fact of an album's number at MusicBrainz."""
    return Fact(
        kind=NameKind.ALBUM,
        entity=album,
        field=Field.RELEASE_GROUP_MBID,
        value=mbid,
        provider="test",
        confidence=1.0,
        answered_at=1.0,
        ttl=None,
    )


async def test_an_album_of_the_history_is_queued_by_its_names_or_a_play(lidarr: LidarrHome) -> None:
    await lidarr.home.house.write(know)
    told = await act(lidarr, "queue_album", artist="nina simone", album="pastel blues")
    item_id = told.pop("id")
    assert told == {
        "queued": True,
        "artist": "Nina Simone",
        "album": "Pastel Blues",
        "mbid": PASTEL_BLUES,
        "status": "queued",
        "reason": None,
    }
    item = await lidarr.item(item_id)
    assert (item.origin, item.album_id is not None) == ("person", True)
    (news,) = lidarr.news
    assert news["type"] == "queued"

    again = await act(lidarr, "queue_album", artist="Nina Simone", album="Pastel Blues")
    assert (again["id"], again["queued"]) == (item_id, False)
    assert len(lidarr.news) == 1
    plays = {title: number for number, title in await lidarr.home.rows("id, title")}
    by_play = await act(lidarr, "queue_album", play_id=plays["Sinnerman"])
    assert (by_play["id"], by_play["album"]) == (item_id, "Pastel Blues")


async def test_an_album_that_nobody_heard_is_queued_by_its_mbid(lidarr: LidarrHome) -> None:
    addresses = (HOMOGENIC, f"https://musicbrainz.org/release-group/{HOMOGENIC.upper()}/")
    for mbid, is_new in zip(addresses, (True, False), strict=True):
        told = await act(lidarr, "queue_album", artist="Nico", album="Desertshore", mbid=mbid)
        assert (told["queued"], told["mbid"]) == (is_new, HOMOGENIC)
    with pytest.raises(vol.Invalid, match="MusicBrainz"):
        await act(lidarr, "queue_album", artist="Nico", album="Desertshore", mbid="desertshore")


async def test_an_album_that_cannot_be_queued_says_why(lidarr: LidarrHome) -> None:
    names = {"artist": "Björk", "album": "Homogenic"}
    for asked, says in (
        ({}, "Give either"),
        ({"artist": "Björk"}, "Give either"),
        ({"play_id": 1, "album": "Homogenic"}, "Give either"),
        ({"play_id": 1, **names}, "Give either"),
        ({"play_id": 1}, "There is no play with the number 1"),
        (names, "Nobody knows the MusicBrainz ID of .Björk \u2013 Homogenic."),
    ):
        with pytest.raises(ServiceValidationError, match=says):
            await act(lidarr, "queue_album", **asked)


async def test_failures_are_tried_again_all_or_some(lidarr: LidarrHome) -> None:
    first, second = await lidarr.put(album(), album(HOMOGENIC, "Björk", "Homogenic"))
    for each in (first, second):
        await lidarr.fail(each, WantedReason.REFUSED)
    assert await act(lidarr, "retry_failed", ids=first) == {"count": 1}
    assert await act(lidarr, "retry_failed", ids=[first]) == {"count": 0}
    assert await act(lidarr, "retry_failed") == {"count": 1}
    assert await act(lidarr, "retry_failed") == {"count": 0}
    assert [news["album"] for news in lidarr.news] == ["Pastel Blues", "Homogenic"]


async def test_what_waits_is_given_up_all_or_some(lidarr: LidarrHome) -> None:
    first, second = await lidarr.put(album(), album(HOMOGENIC, "Björk", "Homogenic"))
    (suggested,) = await lidarr.put(album("a" * 8 + PASTEL_BLUES[8:]), status=SUGGESTED)
    assert await act(lidarr, "cancel_queued", ids=[first]) == {"count": 1}
    assert await act(lidarr, "cancel_queued") == {"count": 1}
    assert (await lidarr.item(second)).status is WantedStatus.CANCELLED
    assert (await lidarr.item(suggested)).status is SUGGESTED
    assert lidarr.news == []


async def test_only_administrators_decide_and_only_with_lidarr(
    lidarr: LidarrHome, hass_read_only_user: User
) -> None:
    for action in ("queue_album", "retry_failed", "cancel_queued"):
        with pytest.raises(Unauthorized):
            await act(lidarr, action, hass_read_only_user.id)
    await lidarr.hass.config_entries.async_unload(lidarr.entry.entry_id)
    for action in ("queue_album", "retry_failed", "cancel_queued"):
        with pytest.raises(ServiceValidationError, match="Lidarr is not set up in Spindle"):
            await act(lidarr, action)
