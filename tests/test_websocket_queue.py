"""The queue for Lidarr on the panel, page by page, for whoever may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.util import dt as dt_util
import pytest

from custom_components.spindle.const import (
    OPTION_DISCREET_ROOMS,
    OPTION_VISIBILITY,
    VISIBLE_TO_EVERYONE,
)
from custom_components.spindle.lidarr.types import StuckDownload
from custom_components.spindle.store.lidarr_types import Evidence, WantedReason, WantedStatus
from tests.heard import NOON, OFFICE, error, result
from tests.lidarr_home import HOMOGENIC, PASTEL_BLUES, LidarrHome, album, begin_lidarr

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.typing import WebSocketGenerator

STUCK = StuckDownload(title="Nico.Desertshore", message="No files found", since=NOON - 90_000)


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    """Let everything be at noon, the tokens too by which people come in."""
    freezer.move_to(dt_util.utc_from_timestamp(NOON))


@pytest.fixture(name="lidarr")
async def lidarr_fixture(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> LidarrHome:
    """Lidarr, set up alone."""
    return await begin_lidarr(hass, freezer, tmp_path)


async def test_the_state_says_how_it_stands_and_when_it_will_be_done(
    lidarr: LidarrHome, hass_ws_client: WebSocketGenerator
) -> None:
    client = await hass_ws_client(lidarr.hass)
    counts = {WantedStatus.QUEUED: 40}
    await lidarr.hold(
        waiting=40,
        depth=48,
        reserved=2,
        counts=counts,
        per_hour=20.0,
        read_at=NOON,
        next_wake_at=NOON + 180,
        done_at=NOON + 7200,
        stuck=(STUCK,),
    )
    state = (await result(client, "queue"))["state"]
    assert state == {
        "message": "Lidarr's queue is full. Spindle goes on by itself as soon as there is room.",
        "phase": "backpressure",
        "hold": "cap_reached",
        "since": NOON,
        "detail": None,
        "cap": 50,
        "depth": 48,
        "reserved": 2,
        "budget": 0,
        "waiting": 40,
        "counts": {"queued": 40},
        "read_at": NOON,
        "next_wake_at": NOON + 180,
        "per_hour": 20.0,
        "done_at": NOON + 7200,
        "stuck": [{"title": STUCK.title, "message": STUCK.message, "since": STUCK.since}],
    }


async def test_what_waits_comes_page_by_page(
    lidarr: LidarrHome, hass_ws_client: WebSocketGenerator
) -> None:
    client = await hass_ws_client(lidarr.hass)
    await lidarr.put(*(album(f"{n:08x}{PASTEL_BLUES[8:]}", title=f"Album {n}") for n in range(5)))
    first = await result(client, "queue", limit=3)
    assert (first["tab"], first["offset"], first["total"]) == ("waiting", 0, 5)
    last = await result(client, "queue", limit=3, offset=3)
    seen = [item["album"] for item in (*first["items"], *last["items"])]
    assert seen == [f"Album {n}" for n in range(5)]


async def test_an_item_says_how_far_it_has_come_and_why(
    lidarr: LidarrHome, hass_ws_client: WebSocketGenerator
) -> None:
    client = await hass_ws_client(lidarr.hass)
    heard = Evidence(plays=12, tracks=5, days=3, minutes=40, last_at=NOON - 60)
    (failed,) = await lidarr.put(album(evidence=heard))
    await lidarr.fail(failed, WantedReason.REFUSED, "Invalid path.")
    (item,) = (await result(client, "queue", tab="failed"))["items"]
    assert item["message"] == "Lidarr refuses it."
    known = {"id", "kind", "artist", "album", "mbid", "origin", "status", "reason", "detail"}
    assert {name: item[name] for name in known} == {
        "id": failed,
        "kind": "album",
        "artist": "Nina Simone",
        "album": "Pastel Blues",
        "mbid": PASTEL_BLUES,
        "origin": "rule",
        "status": "failed",
        "reason": "refused",
        "detail": "Invalid path.",
    }
    assert item["evidence"] == {
        "plays": 12,
        "tracks": 5,
        "days": 3,
        "minutes": 40,
        "last_at": NOON - 60,
    }
    assert (item["attempts"], item["created_at"], item["reserved"]) == (1, NOON, False)


async def test_each_list_holds_its_own_and_there_is_no_other(
    lidarr: LidarrHome, hass_ws_client: WebSocketGenerator
) -> None:
    client = await hass_ws_client(lidarr.hass)
    await lidarr.put(album())
    await lidarr.put(album(HOMOGENIC, "Björk", "Homogenic"), status=WantedStatus.SUGGESTED)
    totals = {
        tab: (await result(client, "queue", tab=tab))["total"]
        for tab in ("waiting", "in_lidarr", "available", "failed", "suggested", "not_eligible")
    }
    assert totals == {
        "waiting": 1,
        "in_lidarr": 0,
        "available": 0,
        "failed": 0,
        "suggested": 1,
        "not_eligible": 0,
    }
    for wrong in ({"tab": "lost"}, {"limit": 0}, {"limit": 999}, {"offset": -1}):
        assert (await error(client, "queue", **wrong))["code"] == "invalid_format"


async def test_without_lidarr_what_was_wanted_is_still_listed(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_ws_client: WebSocketGenerator,
) -> None:
    lidarr = await begin_lidarr(hass, freezer, tmp_path, history={})
    client = await hass_ws_client(lidarr.hass)
    await lidarr.put(album())
    await lidarr.hass.config_entries.async_unload(lidarr.entry.entry_id)
    answer = await result(client, "queue")
    assert (answer["state"], answer["total"]) == (None, 1)


async def test_only_administrators_see_it_by_default(
    lidarr: LidarrHome, hass_ws_client: WebSocketGenerator, hass_read_only_access_token: str
) -> None:
    client = await hass_ws_client(lidarr.hass, hass_read_only_access_token)
    assert (await error(client, "queue"))["code"] == "unauthorized"


@pytest.mark.parametrize(("discreet", "names"), [([], 1), ([OFFICE], None)])
async def test_the_household_sees_names_only_where_no_room_is_discreet(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
    discreet: list[str],
    names: int | None,
) -> None:
    options = {OPTION_VISIBILITY: VISIBLE_TO_EVERYONE, OPTION_DISCREET_ROOMS: discreet}
    lidarr = await begin_lidarr(hass, freezer, tmp_path, options)
    await lidarr.put(album())
    await lidarr.stand(stuck=(STUCK,))
    client = await hass_ws_client(lidarr.hass, hass_read_only_access_token)
    answer = await result(client, "queue")
    assert answer["total"] == 1
    assert (answer["items"] and len(answer["items"])) == names
    assert (answer["state"]["stuck"] and len(answer["state"]["stuck"])) == names


async def test_whoever_looks_is_kept_up_to_date(
    lidarr: LidarrHome, hass_ws_client: WebSocketGenerator
) -> None:
    client = await hass_ws_client(lidarr.hass)
    await client.send_json_auto_id({"type": "spindle/subscribe"})
    assert (await client.receive_json())["success"]
    assert (await client.receive_json())["event"]["lidarr"]["phase"] == "asleep"

    await lidarr.hold(waiting=7, reserved=1)
    await lidarr.home.wait(2, step=1)
    told = (await client.receive_json())["event"]["lidarr"]
    assert told == {
        "phase": "backpressure",
        "hold": "cap_reached",
        "since": NOON,
        "waiting": 7,
        "depth": 50,
        "cap": 50,
        "reserved": 1,
        "counts": {},
    }

    await lidarr.hass.config_entries.async_unload(lidarr.entry.entry_id)
    await lidarr.home.wait(2, step=1)
    assert (await client.receive_json())["event"]["lidarr"] is None
