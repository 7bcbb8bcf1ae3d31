"""Why was this not scrobbled? Asked by an administrator, an automation, the household."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized, UnknownUser
from homeassistant.helpers import entity_registry as er
import pytest
import voluptuous as vol

from custom_components.spindle.const import (
    DOMAIN,
    OPTION_DISCREET_ROOMS,
    OPTION_VISIBILITY,
    VISIBLE_TO_EVERYONE,
)
from custom_components.spindle.listening.types import (
    Kind,
    Listening,
    NotCounted,
    Reason,
    Source,
)
from custom_components.spindle.store import commands
from tests.sonos_household import Home

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.auth.models import User

KITCHEN = "RINCON_KITCHEN"
OFFICE = "RINCON_OFFICE"
NOON = 1_763_899_200.0
"""2025-11-23 12:00 UTC."""


def skipped(title: str, speaker: str, at: float, reason: Reason = Reason.SKIPPED) -> NotCounted:
    source = Source(Kind.MUSIC, "spotify")
    listening = Listening(
        started_at=at,
        speaker=speaker,
        rooms=(speaker,),
        source=source,
        title=title,
        artist="Nina Simone",
        listened=12.4,
    )
    return NotCounted(listening, reason)


async def begin(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, folder: Path, **options: Any
) -> Home:
    freezer.move_to("2025-11-23T12:00:00+00:00")
    home = Home.make(hass, freezer, folder, **options)
    home.speaker("Kitchen")
    home.speaker("Office")
    await home.set_up()
    refusals = (
        skipped("Sinnerman", KITCHEN, NOON - 86_400),
        skipped("Interlude", KITCHEN, NOON, Reason.TOO_SHORT),
        skipped("Feeling Good", OFFICE, NOON + 60),
    )
    await home.house.write(commands.note_not_counted, refusals)
    return home


async def respond(hass: HomeAssistant, user_id: str | None = None, **data: Any) -> dict[str, Any]:
    response = await hass.services.async_call(
        DOMAIN,
        "get_not_counted",
        data,
        blocking=True,
        return_response=True,
        context=Context(user_id=user_id),
    )
    assert response is not None
    return dict(response)


async def ask(hass: HomeAssistant, user_id: str | None = None, **data: Any) -> list[dict[str, Any]]:
    answers = (await respond(hass, user_id, **data))["not_counted"]
    assert isinstance(answers, list)
    return [dict(answer) for answer in answers if isinstance(answer, dict)]


async def counts(
    hass: HomeAssistant, user_id: str | None = None, **data: Any
) -> tuple[str, dict[str, int]]:
    response = await respond(hass, user_id, **data)
    return response["day"], response["counts"]


async def titles(hass: HomeAssistant, user_id: str | None = None, **data: Any) -> list[str]:
    return [answer["title"] for answer in await ask(hass, user_id, **data)]


async def test_an_automation_learns_everything_the_latest_first(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    await begin(hass, freezer, tmp_path)
    latest, *_ = await ask(hass)
    assert latest == {
        "at": "2025-11-23T12:01:00+00:00",
        "reason": "skipped",
        "title": "Feeling Good",
        "artist": "Nina Simone",
        "service": "spotify",
        "room": "Office",
        "listened": 12,
    }
    assert await titles(hass) == ["Feeling Good", "Interlude", "Sinnerman"]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({"room": "kitchen"}, ["Interlude", "Sinnerman"]),
        ({"reason": "too_short"}, ["Interlude"]),
        ({"day": "2025-11-22"}, ["Sinnerman"]),
        ({"limit": 1}, ["Feeling Good"]),
        ({"room": "Office", "reason": "too_short"}, []),
    ],
)
async def test_the_question_narrows_the_answer(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    asked: dict[str, Any],
    answer: list[str],
) -> None:
    await begin(hass, freezer, tmp_path)
    assert await titles(hass, **asked) == answer


async def test_every_reason_is_counted_each_day(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = await begin(hass, freezer, tmp_path)
    junk = [skipped(f"{n}", OFFICE, NOON + n, Reason.STATION_JUNK) for n in range(300)]
    await home.house.write(commands.note_not_counted, junk)
    today = {"skipped": 1, "station_junk": 300, "too_short": 1}
    assert await counts(hass) == ("2025-11-23", today)
    assert await counts(hass, limit=1) == ("2025-11-23", today)
    assert await counts(hass, day="2025-11-22") == ("2025-11-22", {"skipped": 1})
    assert await counts(hass, day="2025-11-21") == ("2025-11-21", {})
    assert await counts(hass, room="Kitchen") == ("2025-11-23", {"too_short": 1})
    assert await counts(hass, reason="skipped") == ("2025-11-23", {"skipped": 1})
    assert await titles(hass, reason="skipped") == ["Feeling Good", "Sinnerman"]


async def test_today_is_a_local_day(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    await hass.config.async_set_time_zone("Pacific/Auckland")
    await begin(hass, freezer, tmp_path)
    day, counted = await counts(hass)
    assert (day, counted) == ("2025-11-24", {"skipped": 1, "too_short": 1})


@pytest.mark.parametrize("wrong", [{"reason": "mood"}, {"limit": 0}, {"day": "yesterday"}])
async def test_an_unknown_word_is_refused(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path, wrong: dict[str, Any]
) -> None:
    await begin(hass, freezer, tmp_path)
    with pytest.raises(vol.Invalid):
        await ask(hass, **wrong)


async def test_only_administrators_learn_it_unless_the_household_shares(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_admin_user: User,
    hass_read_only_user: User,
) -> None:
    await begin(hass, freezer, tmp_path)
    assert len(await ask(hass, hass_admin_user.id)) == 3
    with pytest.raises(Unauthorized):
        await ask(hass, hass_read_only_user.id)
    with pytest.raises(UnknownUser):
        await ask(hass, "nobody")


async def test_a_discreet_room_stays_discreet_where_the_history_is_shared(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_admin_user: User,
    hass_read_only_user: User,
) -> None:
    await begin(
        hass,
        freezer,
        tmp_path,
        **{OPTION_VISIBILITY: VISIBLE_TO_EVERYONE, OPTION_DISCREET_ROOMS: [OFFICE]},
    )
    assert await titles(hass, hass_read_only_user.id) == ["Interlude", "Sinnerman"]
    assert await titles(hass, hass_admin_user.id, limit=1) == ["Feeling Good"]
    assert (await counts(hass, hass_read_only_user.id))[1] == {"too_short": 1}
    assert await titles(hass, hass_read_only_user.id, room="Kitchen") == ["Interlude", "Sinnerman"]
    for room in ("Office", OFFICE, "Attic"):
        with pytest.raises(ServiceValidationError) as refused:
            await ask(hass, hass_read_only_user.id, room=room)
        assert refused.value.translation_key == "unknown_room"
        assert refused.value.translation_placeholders == {"room": room, "rooms": "Kitchen"}
    assert (await counts(hass, hass_admin_user.id))[1] == {"skipped": 1, "too_short": 1}


async def test_a_speaker_that_has_left_can_still_be_asked_about(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = await begin(hass, freezer, tmp_path)
    er.async_get(hass).async_remove("media_player.office")
    await home.settle()
    assert await titles(hass, room=OFFICE) == ["Feeling Good"]
