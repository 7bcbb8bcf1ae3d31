"""What a page of the panel weighs on its way, before a history as large as a household's gets."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from homeassistant.helpers.json import json_bytes
from homeassistant.util import dt as dt_util
import pytest

from custom_components.spindle.const import OPTION_PUBLIC_SERVICES
from custom_components.spindle.enrichment.providers.cover_art import SLUG
from scripts.benchmarks.synthetic_names import Names
from tests.heard import DAY, KITCHEN, NOON, OFFICE, begin, result, song

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.typing import (
        MockHAClientWebSocket,
        WebSocketGenerator,
    )

    from custom_components.spindle.store.types import NewPlay

MOST = 15_000
"""Bytes of one call's answer."""
YEARS = 12
EACH_DAY = 3
ARTISTS = 240
TITLES = 8
GENRES = 60
PERIODS = ("today", "last_7_days", "last_30_days", "last_90_days", "last_365_days", "all")
"""Those that the panel offers."""
STEPS = {
    "today": "day",
    "last_7_days": "day",
    "last_30_days": "week",
    "last_90_days": "week",
    "last_365_days": "month",
}
"""By which step it asks for what changes; else by quarters."""


def heard() -> tuple[NewPlay, ...]:
    """Make some plays a day for years, of names such as music has, ever more of them."""
    names = Names(Random(1))  # noqa: S311 (nothing secret is drawn)
    artists = [names.artist() for _ in range(ARTISTS)]
    titles = {artist: [names.title(set()) for _ in range(TITLES)] for artist in artists}
    days = YEARS * 365
    plays = []
    for number in range(days * EACH_DAY):
        known = number * ARTISTS // (days * EACH_DAY) + 1
        artist = artists[number * 7 % min(known, 12) if number % 3 else known - 1]
        title = titles[artist][number % 11 % TITLES]
        plays.append(
            song(
                artist,
                title,
                (days - number // EACH_DAY) * DAY - number % EACH_DAY * 3000 - DAY + 9000,
                (KITCHEN, OFFICE)[number % 2],
                album=titles[artist][number % 3],
                service=("spotify", "tunein", "library", "apple_music")[number % 4],
            )
        )
    return tuple(plays)


def know(db: Connection) -> None:
    """Give every artist two genres, and every album its year and a cover."""
    db.executemany(
        "INSERT INTO genre (name) VALUES (?)",
        [(f"a genre of its own, number {number}",) for number in range(GENRES)],
    )
    db.execute(
        """INSERT INTO artist_genre (artist_id, genre_id, weight)
        SELECT artist.id, genre.id, 0.5 FROM artist, genre
        WHERE genre.id % :genres IN (artist.id % :genres, artist.id * 7 % :genres)""",
        {"genres": GENRES},
    )
    db.execute(
        """UPDATE album SET released = 1950 + id % 70,
        release_group_mbid = printf('%08d-0000-4000-8000-%012d', id, id)"""
    )


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    """Let everything be at noon, the tokens too by which people come in."""
    freezer.move_to(dt_util.utc_from_timestamp(NOON))


@pytest.fixture(name="client")
async def client_fixture(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_ws_client: WebSocketGenerator,
) -> MockHAClientWebSocket:
    """An administrator's connection to a Home Assistant with that history."""
    covers: dict[str, Any] = {OPTION_PUBLIC_SERVICES: [SLUG]}
    home = await begin(hass, freezer, tmp_path, heard(), **covers)
    await home.house.write(know)
    home.house.async_plays_changed()
    return await hass_ws_client(hass)


async def test_every_page_is_one_small_answer(client: MockHAClientWebSocket) -> None:
    (album,) = (await result(client, "top", kind="albums", limit=1))["rows"]
    assert album["cover"].startswith("/api/spindle/cover/")
    leaders = {
        kind: (await result(client, "top", kind=kind, limit=1))["rows"][0]["id"]
        for kind in ("artists", "albums", "tracks")
    }
    sizes: dict[str, int] = {}
    for period in PERIODS:
        step = STEPS.get(period, "quarter")
        pages: dict[str, dict[str, Any]] = {
            "overview": {"page": "overview"},
            "discover": {
                "questions": [
                    {"question": "discovery", "step": step},
                    {"question": "genre_evolution", "step": step, "limit": 7},
                    {"question": "genres", "limit": 12},
                    {"question": "forgotten", "limit": 8},
                    {"question": "era"},
                ]
            },
            "genres": {"questions": [{"question": "genres", "limit": 50}]},
            "clock": {"questions": ["clock"]},
        }
        for page, asked in pages.items():
            told = await result(client, "insights", period=period, **asked)
            sizes[f"{page}, {period}"] = len(json_bytes(told))
    for kind, name in leaders.items():
        about = {"question": "page", "kind": kind, "name": name}
        told = await result(client, "insights", questions=[about])
        sizes[f"about one of {kind}"] = len(json_bytes(told))
    told = await result(client, "insights", questions=["heat_map"], period="last_365_days")
    sizes["calendar"] = len(json_bytes(told))
    hours = {"question": "series", "step": "hour"}
    told = await result(client, "insights", questions=[hours], day="2025-11-22")
    sizes["a day of the history"] = len(json_bytes(told))
    assert {page: size for page, size in sizes.items() if size >= MOST} == {}
