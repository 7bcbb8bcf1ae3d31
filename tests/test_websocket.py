"""The websocket's questions, asked by an administrator and by the household."""

from __future__ import annotations

import sqlite3
import sys
from typing import TYPE_CHECKING, Any

from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.json import json_bytes
from homeassistant.util import dt as dt_util
import pytest

from custom_components.spindle.const import (
    OPTION_DISCREET_ROOMS,
    OPTION_PRIVATE_ROOMS,
    OPTION_VISIBILITY,
    VISIBLE_TO_EVERYONE,
)
from tests.heard import DAY, KITCHEN, NOON, OFFICE, begin, error, result, song

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.typing import (
        MockHAClientWebSocket,
        WebSocketGenerator,
    )

    from custom_components.spindle.store.types import NewPlay
    from tests.sonos_household import Home

SHARED: dict[str, Any] = {OPTION_VISIBILITY: VISIBLE_TO_EVERYONE, OPTION_DISCREET_ROOMS: [OFFICE]}


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    """Let everything be at noon, the tokens too by which people come in."""
    freezer.move_to(dt_util.utc_from_timestamp(NOON))


@pytest.fixture(name="home")
async def home_fixture(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """A history that only administrators see."""
    return await begin(hass, freezer, tmp_path)


@pytest.fixture(name="client")
async def client_fixture(home: Home, hass_ws_client: WebSocketGenerator) -> MockHAClientWebSocket:
    """An administrator's connection."""
    return await hass_ws_client(home.hass)


def names(chart: dict[str, Any]) -> list[tuple[str, int]]:
    return [(row["name"], row["plays"]) for row in chart["rows"]]


def titles(page: dict[str, Any]) -> list[str]:
    return [play["title"] for play in page["plays"]]


async def test_a_chart_counts_every_room(client: MockHAClientWebSocket) -> None:
    chart = await result(client, "top", kind="artists", limit=2)
    assert names(chart) == [("Nina Simone", 4), ("Björk", 2)]
    assert chart["window"] == {"start": None, "end": None}


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({"period": "last_7_days"}, [("Nina Simone", 3), ("Björk", 2), ("Secret Band", 1)]),
        ({"room": "office"}, [("Secret Band", 1), ("Nina Simone", 1)]),
        ({"room": ["media_player.office", KITCHEN], "service": "tunein"}, [("Nina Simone", 1)]),
        ({"service": ["spotify"], "start": NOON - 4000}, None),
        ({"source": "import:lastfm"}, [("Imported", 1)]),
        ({"day": "2025-11-22"}, [("Nina Simone", 1)]),
        ({"start": NOON - 401 * DAY, "end": NOON - 399 * DAY}, [("Nina Simone", 1)]),
        ({"start": "2025-11-23 12:31:00"}, [("Nina Simone", 1)]),
    ],
)
async def test_a_scope_chooses_what_counts(
    client: MockHAClientWebSocket, about: dict[str, Any], expected: list[tuple[str, int]] | None
) -> None:
    found = names(await result(client, "top", **about))
    assert sorted(found) == sorted(
        expected or [("Björk", 1), ("Nina Simone", 1), ("Secret Band", 1)]
    )


async def test_the_latest_plays_come_page_by_page(client: MockHAClientWebSocket) -> None:
    first = await result(client, "recent", limit=5)
    assert titles(first) == ["Sinnerman", "Hidden Song", "Hunter", "Feeling Good", "Jóga"]
    last = await result(client, "recent", limit=5, before=first["before"])
    assert titles(last) == ["Sinnerman", "Sinnerman", "Old Tune"]
    assert last["before"] is None
    latest = first["plays"][0]
    assert latest["played_at"] == NOON - 900
    assert (latest["speaker"], latest["room"], latest["others"]) == (OFFICE, "Office", [KITCHEN])
    assert (latest["service"], latest["source"], latest["listened"]) == ("spotify", "sonos", 180)


async def test_a_day_is_a_local_one(client: MockHAClientWebSocket) -> None:
    assert titles(await result(client, "recent", day="2025-11-21")) == ["Jóga", "Sinnerman"]
    assert titles(await result(client, "recent", day="2025-11-20")) == []


async def test_names_are_found_whatever_their_spelling(client: MockHAClientWebSocket) -> None:
    found = await result(client, "search", text="bjor")
    assert [(hit["name"], hit["plays"]) for hit in found["artists"]] == [("Björk", 2)]
    assert [hit["name"] for hit in found["albums"]] == ["Homogenic"]


async def test_a_page_is_one_call(client: MockHAClientWebSocket) -> None:
    page = await result(
        client,
        "insights",
        period="this_month",
        questions=[
            "heat_map",
            {"question": "top", "as": "artists", "limit": 1},
            {"question": "top", "as": "tracks", "kind": "tracks", "figure": "seconds"},
        ],
    )
    assert page["answers"].keys() == {"heat_map", "artists", "tracks"}
    assert page["answers"]["heat_map"]["first"] == "2025-11-21"
    assert page["answers"]["heat_map"]["plays"] == [2, 1, 3]
    assert names(page["answers"]["artists"]) == [("Nina Simone", 3)]
    assert page["answers"]["tracks"]["rows"][0]["seconds"] == 360
    # November begins in Berlin an hour before it begins in UTC.
    assert page["window"] == {"start": 1_761_951_600, "end": 1_764_543_600}
    assert isinstance(page["generation"], int)


@pytest.mark.parametrize(
    ("command", "wrong", "says"),
    [
        ("top", {"period": "recently"}, "last_7_days"),
        ("top", {"kind": "genres"}, "artists"),
        ("top", {"limit": 0}, "at least 1"),
        ("top", {"limit": 100_000}, "at most"),
        ("top", {"mood": "happy"}, "mood"),
        ("top", {"service": "winamp"}, "spotify"),
        ("top", {"source": "hearsay"}, "import:<format>"),
        ("top", {"source": ["sonos", "import:anything"]}, "import:lastfm"),
        ("top", {"start": "soon"}, "start"),
        ("top", {"start": 1e30}, "epoch"),
        ("top", {"start": 10, "end": 10}, "start"),
        ("top", {"period": "today", "start": 10}, "period"),
        ("top", {"period": "today", "day": "2025-11-22"}, "period"),
        ("top", {"room": "Attic"}, "Kitchen, Office"),
        ("top", {"room": ["x"] * 51}, "at most 50"),
        ("recent", {"before": "yesterday"}, "int"),
        ("search", {}, "text"),
        ("search", {"text": "x" * 1000}, "at most"),
        ("insights", {"questions": []}, "at least 1"),
        ("insights", {"questions": ["top"] * 2}, "top"),
        ("insights", {"questions": ["clock"] * 13}, "at most 12"),
        ("insights", {"questions": ["mood"]}, "heat_map"),
        ("insights", {"questions": [{"question": "clock", "limit": 3}]}, "limit"),
        ("insights", {"questions": [{"question": "series", "step": "eon"}]}, "week"),
        ("insights", {"questions": [{"question": "series"}]}, "step"),
        ("insights", {"questions": ["holdings", "top"], "room": "Kitchen"}, "room"),
        ("insights", {"questions": ["forgotten"], "period": "today"}, "period"),
        ("insights", {"page": "cover"}, "overview"),
        ("insights", {}, "questions"),
        ("info", {"loud": True}, "loud"),
    ],
)
async def test_what_is_wrong_is_said(
    client: MockHAClientWebSocket, command: str, wrong: dict[str, Any], says: str
) -> None:
    failed = await error(client, command, **wrong)
    assert failed["code"] == "invalid_format"
    assert says in failed["message"]


async def test_a_period_is_for_those_of_several_questions_that_look_at_one(
    client: MockHAClientWebSocket,
) -> None:
    day = {"question": "on_this_day", "day": "2024-10-20"}
    page = await result(client, "insights", questions=["top", day], period="this_month")
    assert sum(row["plays"] for row in page["answers"]["top"]["rows"]) == 6
    assert page["answers"]["on_this_day"] == []


async def test_only_administrators_see_a_history_that_is_not_shared(
    home: Home, hass_ws_client: WebSocketGenerator, hass_read_only_access_token: str
) -> None:
    client = await hass_ws_client(home.hass, hass_read_only_access_token)
    commands: dict[str, dict[str, Any]] = {
        "top": {},
        "recent": {},
        "search": {"text": "bjork"},
        "insights": {"questions": ["clock"]},
        "subscribe": {},
    }
    for command, asked in commands.items():
        assert (await error(client, command, **asked))["code"] == "unauthorized", command
    told = await result(client, "info")
    assert told["history"] is None
    assert told["viewer"] == {
        "administrator": False,
        "sees_history": False,
        "sees_all_rooms": False,
    }


async def test_a_discreet_room_is_nowhere_for_the_household(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
) -> None:
    await begin(hass, freezer, tmp_path, **SHARED)
    client = await hass_ws_client(hass, hass_read_only_access_token)
    chart = await result(client, "top")
    assert names(chart) == [("Nina Simone", 3), ("Björk", 2), ("Imported", 1)]
    page = await result(client, "recent")
    assert titles(page)[:2] == ["Hunter", "Feeling Good"]
    assert page["plays"][0]["others"] == []
    assert (await result(client, "search", text="secret"))["artists"] == []
    assert (await result(client, "search", text="nina"))["artists"][0]["plays"] == 3
    shares = (await result(client, "insights", questions=["shares"]))["answers"]["shares"]
    assert [room["key"] for room in shares["rooms"]] == [KITCHEN]
    told = await result(client, "info")
    assert told["viewer"]["sees_all_rooms"] is False
    assert [room["name"] for room in told["history"]["rooms"]] == ["Kitchen"]
    assert (told["history"]["holds"]["plays"], told["history"]["holds"]["tracks"]) == (6, None)
    assert told["history"]["holds"]["last_at"] == NOON - 3600
    for room in (OFFICE, "office", "media_player.office"):
        failed = await error(client, "top", room=room)
        assert "Kitchen" in failed["message"]
        assert "Office" not in failed["message"].removeprefix(f'There is no room "{room}"')

    everything = await hass_ws_client(hass)
    assert names(await result(everything, "top", limit=1)) == [("Nina Simone", 4)]
    assert titles(await result(everything, "recent", limit=1, room="office")) == ["Sinnerman"]


async def test_info_tells_what_there_is(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_ws_client: WebSocketGenerator,
) -> None:
    options: dict[str, Any] = {OPTION_DISCREET_ROOMS: [OFFICE], OPTION_PRIVATE_ROOMS: [KITCHEN]}
    await begin(hass, freezer, tmp_path, **options)
    told = await result(await hass_ws_client(hass), "info")
    assert told["version"] == "0.1.0"
    assert told["entries"] == [{"kind": "history", "state": "loaded"}]
    assert told["store"] == {"state": "ready", "waiting": 0}
    assert told["problems"] == ["sonos_missing"]
    history = told["history"]
    assert history["recording"] is True
    assert history["holds"] == {
        "plays": 8,
        "seconds": 8 * 180,
        "artists": 4,
        "albums": 3,
        "tracks": 6,
        "first_at": NOON - 3 * 365 * DAY,
        "last_at": NOON - 900,
        "sources": ["import:lastfm", "sonos"],
    }
    assert history["services"][0] == {"id": "spotify", "name": "Spotify"}
    assert {one["id"] for one in history["services"]} == {"spotify", "tunein", "unknown"}
    assert history["rooms"] == [
        {
            "id": KITCHEN,
            "name": "Kitchen",
            "entity_id": "media_player.kitchen",
            "available": True,
            "recorded": False,
            "discreet": False,
        },
        {
            "id": OFFICE,
            "name": "Office",
            "entity_id": "media_player.office",
            "available": True,
            "recorded": True,
            "discreet": True,
        },
    ]
    assert history["options"]["shortest"] == 30
    assert history["options"]["visibility"] == "administrators"
    assert "last_7_days" in history["periods"]
    assert history["questions"]["top"] == "figure, kind, limit, offset"


async def test_without_a_history_that_runs_it_is_said(
    client: MockHAClientWebSocket, home: Home
) -> None:
    await home.hass.config_entries.async_unload(home.entry.entry_id)
    failed = await error(client, "top")
    assert failed["code"] == "not_found"
    assert failed["translation_key"] == "not_loaded"
    told = await result(client, "info")
    assert told["history"] is None
    assert told["store"]["state"] == "closed"
    assert told["entries"] == [{"kind": "history", "state": "not_loaded"}]


async def test_while_the_store_is_closed_it_is_said(
    client: MockHAClientWebSocket, home: Home
) -> None:
    assert await result(client, "top")
    await home.house.release()
    failed = await error(client, "top")
    assert (failed["code"], failed["translation_key"]) == ("home_assistant_error", "store_closed")
    assert (await result(client, "info"))["history"]["holds"] is None
    await home.house.acquire()


YEARS = 12


def a_long_history() -> tuple[NewPlay, ...]:
    """Make a play a day for years, with names as long as they come."""
    return tuple(
        song(
            f"An Artist of a Name as Long as Most {day % 40}",
            f"A Title That Goes on for a While, Remastered in {1960 + day % 60}",
            day * DAY + 60,
            album=f"An Album of Some Length, Deluxe Edition {day % 80}",
        )
        for day in range(0, YEARS * 365, 2)
    )


async def test_a_page_stays_small_however_long_the_history(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_ws_client: WebSocketGenerator,
) -> None:
    await begin(hass, freezer, tmp_path, a_long_history())
    client = await hass_ws_client(hass)
    for period in ("last_7_days", "last_365_days", "this_year", "all"):
        page = await result(client, "insights", page="overview", period=period)
        assert page["answers"]["overview"]["totals"]["plays"]
        assert len(json_bytes(page)) < 15_000, period


async def test_no_database_call_runs_on_the_event_loop(
    client: MockHAClientWebSocket, home: Home
) -> None:
    on_the_loop: list[str] = []

    def notice(_frame: FrameType, event: str, call: Any) -> None:
        if event == "c_call" and isinstance(
            getattr(call, "__self__", None), sqlite3.Connection | sqlite3.Cursor
        ):
            on_the_loop.append(call.__name__)

    sys.setprofile(notice)
    try:
        for name in ("info", "top", "recent"):
            await result(client, name)
        await result(client, "insights", page="overview")
        await result(client, "search", text="nina")
        sqlite3.connect(":memory:").close()
    finally:
        sys.setprofile(None)
    assert on_the_loop == ["close"], "the one that would have been noticed"
    assert home.house.answers.generation


async def test_a_speaker_that_has_left_can_still_be_asked_about(
    hass: HomeAssistant, home: Home, client: MockHAClientWebSocket
) -> None:
    er.async_get(hass).async_remove("media_player.office")
    await home.settle()
    assert len(titles(await result(client, "recent", room=OFFICE))) == 2
    rooms = (await result(client, "info"))["history"]["rooms"]
    assert [(room["id"], room["entity_id"]) for room in rooms] == [
        (KITCHEN, "media_player.kitchen"),
        (OFFICE, None),
    ]
