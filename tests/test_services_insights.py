"""The actions that ask the history, called by an automation, an administrator, the household."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import (
    HomeAssistantError,
    ServiceValidationError,
    Unauthorized,
    UnknownUser,
)
import pytest
import voluptuous as vol

from custom_components.spindle.const import (
    DOMAIN,
    OPTION_DISCREET_ROOMS,
    OPTION_VISIBILITY,
    VISIBLE_TO_EVERYONE,
)
from tests.heard import KITCHEN, OFFICE, begin, song

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.auth.models import User

    from tests.sonos_household import Home

SHARED: dict[str, Any] = {OPTION_VISIBILITY: VISIBLE_TO_EVERYONE, OPTION_DISCREET_ROOMS: [OFFICE]}


@pytest.fixture(name="home")
async def home_fixture(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """A history that only administrators see."""
    return await begin(hass, freezer, tmp_path)


async def call(
    hass: HomeAssistant, action: str, user_id: str | None = None, **data: Any
) -> dict[str, Any]:
    """Call an action and take its response."""
    response = await hass.services.async_call(
        DOMAIN,
        action,
        data,
        blocking=True,
        return_response=True,
        context=Context(user_id=user_id),
    )
    assert response is not None
    return dict(response)


async def ask(hass: HomeAssistant, question: str, user_id: str | None = None, **data: Any) -> Any:
    """Ask a question and take the answer alone."""
    response = await call(hass, "get_insights", user_id, question=question, **data)
    assert response["question"] == question
    return response["answer"]


@pytest.mark.usefixtures("home")
async def test_a_chart_of_a_period(hass: HomeAssistant) -> None:
    response = await call(
        hass, "get_insights", question="top", period="this_week", kind="tracks", limit=1
    )
    assert response["start"] == "2025-11-17T00:00:00+01:00"
    assert response["end"] == "2025-11-24T00:00:00+01:00"
    (row,) = response["answer"]["rows"]
    assert (row["name"], row["artist"], row["plays"]) == ("Sinnerman", "Nina Simone", 2)


@pytest.mark.usefixtures("home")
async def test_moments_are_local_and_days_are_dates(hass: HomeAssistant) -> None:
    (latest,) = (await ask(hass, "recent", limit=1))["plays"]
    assert latest["played_at"] == "2025-11-23T12:45:00+01:00"
    assert (await ask(hass, "streaks"))["current"] == {
        "days": 3,
        "first": "2025-11-21",
        "last": "2025-11-23",
    }
    series = await ask(hass, "series", step="month", period="this_month")
    assert series["starts"] == ["2025-11-01T00:00:00+01:00"]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("about", "titles"),
    [
        ({"room": "Office"}, ["Sinnerman", "Hidden Song"]),
        ({"room": ["media_player.office"], "end": "2025-11-23 12:40:00"}, ["Hidden Song"]),
        ({"service": "tunein"}, ["Feeling Good"]),
        ({"source": ["import:lastfm"]}, ["Old Tune"]),
        ({"day": "2025-11-22"}, ["Feeling Good"]),
    ],
)
async def test_a_scope_chooses_what_counts(
    hass: HomeAssistant, about: dict[str, Any], titles: list[str]
) -> None:
    assert [play["title"] for play in (await ask(hass, "recent", **about))["plays"]] == titles


async def test_a_day_is_the_question_s_own_where_it_takes_one(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    await begin(hass, freezer, tmp_path, (song("Nina Simone", "Four Women", 365 * 86_400),))
    (memory,) = await ask(hass, "on_this_day")
    assert memory["years_ago"] == 1
    assert await ask(hass, "on_this_day", day="2025-11-22") == []


@pytest.mark.usefixtures("home")
async def test_a_search_finds_names(hass: HomeAssistant) -> None:
    found = (await call(hass, "search", text="BJÖRK hun"))["answer"]
    assert [(hit["name"], hit["artist"]) for hit in found["tracks"]] == [("Hunter", "Björk")]
    assert found["tracks"][0]["last_at"] == "2025-11-23T12:00:00+01:00"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("question", "asked", "key"),
    [
        ("clock", {"limit": 3}, "wrong_argument"),
        ("top", {"kind": "genres"}, "wrong_argument"),
        ("top", {"limit": "many"}, "wrong_argument"),
        ("series", {}, "wrong_argument"),
        ("top", {"genre": "jazz"}, "wrong_argument"),
        ("genre", {}, "wrong_argument"),
        ("recap", {"month": 3}, "unanswerable"),
        ("recap", {"year": 2025, "period": "this_month"}, "unanswerable"),
        ("holdings", {"period": "today"}, "argument_ignored"),
        ("holdings", {"room": "Kitchen"}, "argument_ignored"),
        ("holdings", {"service": "spotify"}, "argument_ignored"),
        ("holdings", {"source": "sonos"}, "argument_ignored"),
        ("holdings", {"limit": 3}, "wrong_argument"),
        ("forgotten", {"period": "today"}, "argument_ignored"),
        ("on_this_day", {"start": "2025-11-22 00:00:00"}, "argument_ignored"),
        ("top", {"source": "import:anything"}, "unknown_source"),
        ("top", {"room": "Attic"}, "unknown_room"),
        ("top", {"period": "today", "start": "2025-11-22 00:00:00"}, "two_periods"),
        (
            "top",
            {"start": "2025-11-22 00:00:00", "end": "2025-11-21 00:00:00"},
            "start_after_end",
        ),
    ],
)
async def test_what_cannot_be_asked_is_said(
    hass: HomeAssistant, question: str, asked: dict[str, Any], key: str
) -> None:
    with pytest.raises(ServiceValidationError) as refused:
        await ask(hass, question, **asked)
    assert refused.value.translation_key == key


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "wrong",
    [
        {"question": "mood"},
        {"question": "top", "period": "recently"},
        {"question": "top", "service": "winamp"},
        {"question": "top", "mood": "calm"},
        {"question": "top", "start": "soon"},
        {},
    ],
)
async def test_what_no_question_takes_is_refused(
    hass: HomeAssistant, wrong: dict[str, Any]
) -> None:
    with pytest.raises(vol.Invalid):
        await call(hass, "get_insights", **wrong)


@pytest.mark.usefixtures("home")
async def test_only_administrators_and_automations_see_a_history_that_is_not_shared(
    hass: HomeAssistant, hass_admin_user: User, hass_read_only_user: User
) -> None:
    assert await ask(hass, "top")
    assert await ask(hass, "top", hass_admin_user.id)
    for action in ("get_insights", "search"):
        asked = {"question": "top"} if action == "get_insights" else {"text": "nina"}
        with pytest.raises(Unauthorized):
            await call(hass, action, hass_read_only_user.id, **asked)
        with pytest.raises(UnknownUser):
            await call(hass, action, "nobody", **asked)


async def test_a_discreet_room_is_left_out_for_the_household(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_admin_user: User,
    hass_read_only_user: User,
) -> None:
    await begin(hass, freezer, tmp_path, **SHARED)
    guest = hass_read_only_user.id
    assert (await ask(hass, "streaks", guest))["days"] == 5
    assert (await ask(hass, "recent", guest, limit=1))["plays"][0]["title"] == "Hunter"
    assert (await call(hass, "search", guest, text="secret"))["answer"]["artists"] == []
    found = (await call(hass, "search", hass_admin_user.id, text="secret"))["answer"]
    (artist,) = found["artists"]
    assert artist["plays"] == 1
    page = {"kind": "artists", "name": artist["id"]}
    assert (await ask(hass, "page", **page))["name"] == "Secret Band"
    with pytest.raises(ServiceValidationError) as refused:
        await ask(hass, "page", guest, **page)
    assert "Secret" not in str(refused.value.translation_placeholders)
    with pytest.raises(ServiceValidationError):
        await ask(hass, "top", guest, room="Office")


async def test_without_a_history_it_is_said(hass: HomeAssistant, home: Home) -> None:
    await hass.config_entries.async_unload(home.entry.entry_id)
    with pytest.raises(ServiceValidationError) as refused:
        await ask(hass, "top")
    assert refused.value.translation_key == "not_loaded"


async def test_a_closed_store_is_said_although_the_answer_was_known(
    hass: HomeAssistant, home: Home
) -> None:
    assert await ask(hass, "top")
    await home.house.release()
    with pytest.raises(HomeAssistantError) as closed:
        await ask(hass, "top")
    assert closed.value.translation_key == "store_closed"
    await home.house.acquire()


async def test_an_answer_that_would_be_too_large_is_refused(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    years = (song("A", "First", 380 * 86_400), song("A", "Last", 60))
    await begin(hass, freezer, tmp_path, years)
    with pytest.raises(ServiceValidationError) as refused:
        await ask(hass, "series", step="hour")
    assert refused.value.translation_key == "answer_too_large"
    assert await ask(hass, "series", step="day")


@pytest.mark.usefixtures("home")
async def test_a_response_can_be_changed_and_spoils_no_other(hass: HomeAssistant) -> None:
    first = await ask(hass, "top", room=KITCHEN)
    first["rows"].clear()
    assert (await ask(hass, "top", room=KITCHEN))["rows"]
