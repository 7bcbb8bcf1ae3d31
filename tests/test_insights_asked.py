"""Every question by the action, about a household of which the answers are known by hand.

A Sunday noon; plays of three minutes each, see ``tests.heard``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.insight_questions import QUESTIONS
from tests.heard import DAY, KITCHEN, OFFICE, PLAYS, begin, song
from tests.insights.known import Facts, learn

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

    from tests.sonos_household import Home

FACTS = Facts(
    genres={"Nina Simone": {"jazz": 1.0}, "Björk": {"techno": 0.5, "ambient": 0.5}},
    released={"Pastel Blues": 1965, "Homogenic": 1997},
    isrcs=frozenset({"Sinnerman"}),
    mbids=frozenset({"Björk"}),
    recordings=frozenset({"Hunter"}),
)


@pytest.fixture(name="home")
async def home_fixture(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """A household that has heard something, of which something is known."""
    home = await begin(hass, freezer, tmp_path)
    await home.house.write(learn, FACTS)
    home.house.async_plays_changed()
    await home.settle()
    return home


async def ask(hass: HomeAssistant, question: str, **data: Any) -> Any:
    """Ask a question as an automation does and take the answer alone."""
    response = await hass.services.async_call(
        DOMAIN, "get_insights", {"question": question, **data}, blocking=True, return_response=True
    )
    assert response is not None
    assert response["question"] == question
    return response["answer"]


@pytest.mark.usefixtures("home")
async def test_clock(hass: HomeAssistant) -> None:
    told = await ask(hass, "clock", period="this_week")
    assert len(told["plays"]) == len(told["seconds"]) == 7 * 24
    heard = {hour: plays for hour, plays in enumerate(told["plays"]) if plays}
    assert heard == {4 * 24 + 13: 2, 5 * 24 + 13: 1, 6 * 24 + 12: 3}
    assert told["seconds"][6 * 24 + 12] == 3 * 180


@pytest.mark.usefixtures("home")
async def test_coverage(hass: HomeAssistant) -> None:
    told = await ask(hass, "coverage")
    assert told["plays"] == 8
    known = {one["what"]: one for one in told["known"]}
    assert {what: one["plays"] for what, one in known.items()} == {
        "album": 6,
        "length": 8,
        "listened": 8,
        "isrc": 3,
        "mbid": 1,
        "release_year": 5,
        "artist_mbid": 2,
        "genre": 6,
    }
    assert known["mbid"] == {
        "what": "mbid",
        "plays": 1,
        "of_plays": 1 / 8,
        "kind": "track",
        "names": 1,
        "of_names": 0.1667,
    }
    assert (known["release_year"]["names"], known["release_year"]["of_names"]) == (2, 0.6667)
    (office,) = (
        one
        for one in (await ask(hass, "coverage", room="Office"))["known"]
        if one["what"] == "mbid"
    )
    assert office["plays"] == office["names"] == 0


@pytest.mark.usefixtures("home")
async def test_discovery(hass: HomeAssistant) -> None:
    told = await ask(hass, "discovery", step="year")
    assert [start[:4] for start in told["starts"]] == ["2022", "2023", "2024", "2025"]
    assert told["artists"] == [1, 0, 1, 2]
    assert told["new_plays"] == [1, 0, 1, 3]
    assert told["known_plays"] == [0, 0, 0, 3]
    assert told["new_share"] == 0.5714


@pytest.mark.usefixtures("home")
async def test_era(hass: HomeAssistant) -> None:
    told = await ask(hass, "era")
    decades = [(one["first_year"], one["plays"], one["of_plays"]) for one in told["eras"]]
    assert decades == [(1960, 3, 3 / 5), (1990, 2, 2 / 5)]
    assert (told["plays"], told["unknown"], told["middle"]) == (8, 3 / 8, 1965)
    years = await ask(hass, "era", by="year", room="Kitchen")
    assert [(one["first_year"], one["plays"]) for one in years["eras"]] == [(1965, 2), (1997, 2)]


@pytest.mark.usefixtures("home")
async def test_evolution(hass: HomeAssistant) -> None:
    told = await ask(hass, "evolution", step="year", limit=2)
    assert [(line["name"], line["figures"]) for line in told["lines"]] == [
        ("Nina Simone", [0, 0, 1, 3]),
        ("Björk", [0, 0, 0, 2]),
    ]
    assert told["others"] == [1, 0, 0, 1]
    timed = await ask(hass, "evolution", step="year", figure="seconds", kind="albums", limit=1)
    assert [(line["name"], line["figures"]) for line in timed["lines"]] == [
        ("Pastel Blues", [0, 0, 180, 360])
    ]


async def test_forgotten(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    loved = tuple(song("Faithless", "Insomnia", (200 + day) * DAY) for day in range(12))
    await begin(hass, freezer, tmp_path, (*loved, *PLAYS))
    (one,) = await ask(hass, "forgotten", least_plays=12)
    assert (one["name"], one["plays"], one["seconds"]) == ("Faithless", 12, 12 * 180)
    assert one["days_silent"] == 200
    assert await ask(hass, "forgotten", least_plays=13) == []
    assert await ask(hass, "forgotten", least_plays=12, silent_days=201) == []
    assert await ask(hass, "forgotten", least_plays=12, room="Office") == []


@pytest.mark.usefixtures("home")
async def test_genres(hass: HomeAssistant) -> None:
    told = await ask(hass, "genres")
    shares = {one["name"]: (one["plays"], one["of_plays"]) for one in told["genres"]}
    assert shares == {"jazz": (4, 0.6667), "ambient": (1, 0.1667), "techno": (1, 0.1667)}
    assert (told["plays"], told["unknown"]) == (8, 2 / 8)
    assert told["diversity"]["genres"] == 3
    assert told["diversity"]["effective"] == pytest.approx(2.38, abs=0.005)


@pytest.mark.usefixtures("home")
async def test_genre_evolution(hass: HomeAssistant) -> None:
    told = await ask(hass, "genre_evolution", step="year", limit=1)
    assert [(line["name"], line["plays"]) for line in told["genres"]] == [("jazz", [0, 0, 1, 3])]
    assert told["others"] == [0, 0, 0, 2]
    assert told["unknown"] == [1, 0, 0, 0.1667]


@pytest.mark.usefixtures("home")
async def test_heat_map(hass: HomeAssistant) -> None:
    told = await ask(hass, "heat_map", period="this_month")
    assert (told["first"], told["plays"]) == ("2025-11-21", [2, 1, 3])
    assert told["seconds"] == [360, 180, 540]


@pytest.mark.usefixtures("home")
async def test_holdings(hass: HomeAssistant) -> None:
    told = await ask(hass, "holdings")
    figures = [told[one] for one in ("plays", "seconds", "artists", "albums", "tracks")]
    assert figures == [8, 8 * 180, 4, 3, 6]
    assert told["first_at"] == "2022-11-24T13:00:00+01:00"
    assert told["last_at"] == "2025-11-23T12:45:00+01:00"
    assert told["services"][0] == "spotify"
    assert [room["id"] for room in told["rooms"]] == [KITCHEN, OFFICE]
    assert told["sources"] == ["import:lastfm", "sonos"]


@pytest.mark.usefixtures("home")
async def test_overview(hass: HomeAssistant) -> None:
    told = await ask(hass, "overview", period="this_year", limit=1, recent_limit=2)
    assert (told["today"]["plays"], told["totals"]["plays"]) == (3, 6)
    assert [row["name"] for row in told["tracks"]["rows"]] == ["Sinnerman"]
    assert [play["title"] for play in told["recent"]] == ["Sinnerman", "Hidden Song"]
    assert told["heat_map"]["plays"] == [2, 1, 3]
    assert told["streaks"]["days"] == 5


@pytest.mark.usefixtures("home")
async def test_page(hass: HomeAssistant) -> None:
    (leader,) = (await ask(hass, "top", limit=1))["rows"]
    told = await ask(hass, "page", kind="artists", name=leader["id"])
    figures = [told[one] for one in ("name", "plays", "seconds", "rank", "days")]
    assert figures == ["Nina Simone", 4, 720, 1, 4]
    assert [(one["name"], one["plays"]) for one in told["tracks"]] == [
        ("Sinnerman", 3),
        ("Feeling Good", 1),
    ]
    assert {room["key"]: room["plays"] for room in told["rooms"]} == {KITCHEN: 3, OFFICE: 1}


@pytest.mark.usefixtures("home")
async def test_recap(hass: HomeAssistant) -> None:
    told = await ask(hass, "recap", year=2025)
    assert (told["totals"]["plays"], told["days"], told["new_artists"]) == (6, 3, 2)
    assert told["artists"][0]["name"] == "Nina Simone"
    biggest = told["biggest_day"]
    assert (biggest["day"], biggest["plays"], biggest["seconds"]) == ("2025-11-23", 3, 540)
    assert told["longest_streak"]["days"] == 3
    assert told["longest_session"]["plays"] == 3
    month = await ask(hass, "recap", year=2024, month=10)
    assert (month["totals"]["plays"], month["artists"][0]["plays"]) == (1, 1)


@pytest.mark.usefixtures("home")
async def test_series(hass: HomeAssistant) -> None:
    told = await ask(hass, "series", step="year")
    assert (told["plays"], told["seconds"]) == ([1, 0, 1, 6], [180, 0, 180, 1080])


@pytest.mark.usefixtures("home")
async def test_sessions(hass: HomeAssistant) -> None:
    told = await ask(hass, "sessions", gap=1800, limit=1)
    assert told["count"] == 5
    assert told["average_plays"] == pytest.approx(8 / 5)
    (longest,) = told["longest"]
    assert longest["start"] == "2025-11-23T12:00:00+01:00"
    assert longest["end"] == "2025-11-23T12:48:00+01:00"
    assert longest["plays"] == 3
    by_room = await ask(hass, "sessions", gap=1800, by="room", limit=1)
    assert (by_room["longest"][0]["room"], by_room["longest"][0]["plays"]) == ("Office", 2)


@pytest.mark.usefixtures("home")
async def test_shares(hass: HomeAssistant) -> None:
    told = await ask(hass, "shares")
    services = {one["key"]: (one["plays"], one["of_plays"]) for one in told["services"]}
    assert services == {"spotify": (6, 6 / 8), "tunein": (1, 1 / 8)}
    rooms = {one["key"]: (one["plays"], one["of_seconds"]) for one in told["rooms"]}
    assert rooms == {KITCHEN: (5, 5 / 8), OFFICE: (2, 2 / 8)}
    assert told["unknown_service"] == told["unknown_room"] == 1 / 8


def test_every_question_is_asked_here_or_with_its_doors() -> None:
    here = {name.removeprefix("test_") for name in globals()}
    with_the_doors = {"on_this_day", "recent", "search", "streaks", "top"}
    assert set(QUESTIONS) <= here | with_the_doors
