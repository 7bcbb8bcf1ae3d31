"""The actions, called as a person, an administrator or an automation calls them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized, UnknownUser
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
import voluptuous as vol

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.store import commands
from custom_components.spindle.store.readers import recent
from custom_components.spindle.store.types import Recorded, Written
from tests.household import value
from tests.sonos_household import Home

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.auth.models import User

    from custom_components.spindle.store.types import PlayRow

SONG: dict[str, Any] = {"artist": "Nina Simone", "title": "Sinnerman"}


KITCHEN = "RINCON_KITCHEN"


@pytest.fixture
async def history(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """A real history, with a real store and one speaker."""
    return await begin(hass, freezer, tmp_path)


async def begin(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, folder: Path, **options: Any
) -> Home:
    freezer.move_to("2025-11-23T12:00:00+00:00")
    home = Home.make(hass, freezer, folder, **options)
    home.speaker("Kitchen")
    await home.set_up()
    return home


async def act(hass: HomeAssistant, action: str, **data: Any) -> dict[str, Any]:
    """Call an action as an automation does, and take its response."""
    response = await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True
    )
    assert response is not None
    return dict(response)


async def plays(history: Home) -> tuple[PlayRow, ...]:
    return await history.house.read(recent, 100)


async def test_a_play_is_written_with_everything(hass: HomeAssistant, history: Home) -> None:
    response = await act(
        hass,
        "scrobble",
        **SONG,
        album="Pastel Blues",
        album_artist="Nina Simone",
        played_at="2025-11-22T20:15:00+00:00",
        duration=622,
        listened=600,
        room="media_player.kitchen",
    )
    (play,) = await plays(history)
    assert response == {"id": play.id, "result": "added"}
    assert play.played_at == datetime(2025, 11, 22, 20, 15, tzinfo=UTC).timestamp()
    assert (play.artist, play.title, play.album) == ("Nina Simone", "Sinnerman", "Pastel Blues")
    assert (play.duration, play.listened) == (622, 600)
    assert (play.speaker, play.source) == (KITCHEN, "manual")


async def test_a_play_without_a_time_is_now(hass: HomeAssistant, history: Home) -> None:
    before = dt_util.utcnow().timestamp()
    await act(hass, "scrobble", **SONG)
    (play,) = await plays(history)
    assert int(before) <= play.played_at <= dt_util.utcnow().timestamp()
    assert play.speaker is None


async def test_a_time_without_a_zone_is_local(hass: HomeAssistant, history: Home) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    await act(hass, "scrobble", **SONG, played_at="2025-11-22 21:15:00")
    (play,) = await plays(history)
    assert play.played_at == datetime(2025, 11, 22, 20, 15, tzinfo=UTC).timestamp()


async def test_the_same_play_twice_stands_once(hass: HomeAssistant, history: Home) -> None:
    song = SONG | {"played_at": "2025-11-22T20:15:00+00:00"}
    assert (await act(hass, "scrobble", **song))["result"] == "added"
    assert (await act(hass, "scrobble", **song))["result"] == "duplicate"
    assert len(await plays(history)) == 1


@pytest.mark.parametrize("room", [KITCHEN, "media_player.kitchen", "Kitchen", "KITCHEN"])
async def test_a_room_is_found_by_any_of_its_names(
    hass: HomeAssistant, history: Home, room: str
) -> None:
    await act(hass, "scrobble", **SONG, room=room)
    (play,) = await plays(history)
    assert play.speaker == KITCHEN


async def test_an_unknown_room_is_refused_with_those_there_are(
    hass: HomeAssistant, history: Home
) -> None:
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "scrobble", **SONG, room="Cellar")
    assert refused.value.translation_key == "unknown_room"
    assert refused.value.translation_placeholders == {"room": "Cellar", "rooms": "Kitchen"}
    assert await plays(history) == ()


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("away", [timedelta(hours=1), timedelta(days=-365 * 80)])
async def test_a_play_of_the_future_or_of_no_time_is_refused(
    hass: HomeAssistant, away: timedelta
) -> None:
    moment = (dt_util.utcnow() + away).isoformat()
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "scrobble", **SONG, played_at=moment)
    assert refused.value.translation_key == "played_at_out_of_range"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "   "},
        {"artist": "\u0000\u0001"},
        {"duration": -1},
        {"duration": float("nan")},
        {"listened": 1e9},
        {"played_at": "yesterday"},
        {"colour": "blue"},
    ],
)
async def test_what_makes_no_sense_is_refused(
    hass: HomeAssistant, history: Home, wrong: dict[str, Any]
) -> None:
    with pytest.raises(vol.Invalid):
        await act(hass, "scrobble", **(SONG | wrong))
    assert await plays(history) == ()


async def test_hostile_words_are_only_words(hass: HomeAssistant, history: Home) -> None:
    title = "Robert'); DROP TABLE play;--\ud800" + "x" * 1_000_000
    await act(hass, "scrobble", artist="<script>", title=title)
    (play,) = await plays(history)
    assert play.artist == "<script>"
    assert play.title.startswith("Robert'); DROP TABLE play;--")
    assert len(play.title) <= 512


# Deleting.


@pytest.fixture
async def filled(hass: HomeAssistant, history: Home) -> Home:
    """Three plays: two of one artist, one in the kitchen."""
    await act(hass, "scrobble", **SONG, played_at="2025-11-20T20:00:00+00:00", room=KITCHEN)
    await act(
        hass,
        "scrobble",
        artist="Nina Simone",
        title="Feeling Good",
        album="I Put a Spell on You",
        played_at="2025-11-21T20:00:00+00:00",
    )
    await act(
        hass,
        "scrobble",
        artist="Bill Evans",
        title="Peri's Scope",
        played_at="2025-11-22 20:00:00+00:00",
    )
    return history


@pytest.mark.parametrize(
    ("selection", "count"),
    [
        ({"artist": "nina simone"}, 2),
        ({"artist": "Nina Simone", "title": "Sinnerman"}, 1),
        ({"title": "peri's scope"}, 1),
        ({"album": "I Put a Spell on You"}, 1),
        ({"room": "Kitchen"}, 1),
        ({"room": "A speaker that was sold"}, 0),
        ({"source": "manual"}, 3),
        ({"source": "sonos"}, 0),
        ({"service": "spotify"}, 0),
        ({"batch": 7}, 0),
        ({"start": "2025-11-21T00:00:00+00:00"}, 2),
        ({"end": "2025-11-21T20:00:00+00:00"}, 1),
        ({"start": "2025-11-21T00:00:00+00:00", "end": "2025-11-22T00:00:00+00:00"}, 1),
    ],
)
async def test_what_is_selected_goes_and_nothing_else(
    hass: HomeAssistant, filled: Home, selection: dict[str, Any], count: int
) -> None:
    rehearsed = await act(hass, "delete_scrobbles", **selection, dry_run=True)
    assert len(await plays(filled)) == 3
    deleted = await act(hass, "delete_scrobbles", **selection)
    assert len(await plays(filled)) == 3 - count
    assert (rehearsed["count"], rehearsed["dry_run"]) == (count, True)
    assert deleted == rehearsed | {"dry_run": False}


async def test_the_response_shows_what_went(hass: HomeAssistant, filled: Home) -> None:
    newest = (await plays(filled))[0]
    response = await act(hass, "delete_scrobbles", ids=[newest.id])
    assert response == {
        "count": 1,
        "dry_run": False,
        "backup": None,
        "first_played_at": "2025-11-22T20:00:00+00:00",
        "last_played_at": "2025-11-22T20:00:00+00:00",
        "examples": [
            {
                "id": newest.id,
                "played_at": "2025-11-22T20:00:00+00:00",
                "artist": "Bill Evans",
                "title": "Peri's Scope",
                "album": None,
                "service": "unknown",
            }
        ],
    }


@pytest.mark.parametrize("nothing", [{}, {"ids": []}, {"dry_run": True}])
async def test_an_empty_selection_is_refused(
    hass: HomeAssistant, filled: Home, nothing: dict[str, Any]
) -> None:
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "delete_scrobbles", **nothing)
    assert refused.value.translation_key == "nothing_selected"
    assert len(await plays(filled)) == 3


@pytest.mark.usefixtures("filled")
async def test_a_window_must_have_its_start_first(hass: HomeAssistant) -> None:
    window = {"start": "2025-11-22T00:00:00+00:00", "end": "2025-11-22T00:00:00+00:00"}
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "delete_scrobbles", **window)
    assert refused.value.translation_key == "start_after_end"


async def test_the_entities_follow(hass: HomeAssistant, history: Home) -> None:
    await act(hass, "scrobble", **SONG)
    await history.wait(3)
    assert value(hass, "plays_today") == "1"
    assert value(hass, "last_play") == "Sinnerman"
    await act(hass, "delete_scrobbles", title="Sinnerman")
    await history.wait(3)
    assert value(hass, "plays_today") == "0"
    assert value(hass, "last_play") == "unknown"


async def test_what_a_discreet_room_played_is_counted_and_not_named(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    history = await begin(hass, freezer, tmp_path, discreet_rooms=[KITCHEN])
    await act(hass, "scrobble", **SONG, played_at="2025-11-23T11:00:00+00:00", room=KITCHEN)
    await history.wait(3)
    assert (value(hass, "plays_today"), value(hass, "last_play")) == ("1", "unknown")
    await act(
        hass,
        "scrobble",
        artist="Bill Evans",
        title="Peri's Scope",
        played_at="2025-11-23T10:00:00+00:00",
    )
    await history.wait(3)
    assert (value(hass, "plays_today"), value(hass, "last_play")) == ("2", "Peri's Scope")


async def test_what_the_store_refuses_is_said(
    hass: HomeAssistant, history: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_db: object, _play: object) -> Recorded:
        return Recorded(0, Written.REFUSED)

    monkeypatch.setattr(commands, "record_play", refuse)
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "scrobble", **SONG)
    assert refused.value.translation_key == "not_a_play"
    assert await plays(history) == ()


# Who may.


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("action", "data"),
    [("scrobble", SONG), ("delete_scrobbles", {"title": "x"})],
)
async def test_only_administrators_and_automations_may(
    hass: HomeAssistant,
    hass_admin_user: User,
    hass_read_only_user: User,
    action: str,
    data: dict[str, Any],
) -> None:
    async def call(user_id: str | None) -> None:
        context = Context(user_id=user_id)
        await hass.services.async_call(DOMAIN, action, data, blocking=True, context=context)

    with pytest.raises(Unauthorized):
        await call(hass_read_only_user.id)
    with pytest.raises(UnknownUser):
        await call("nobody")
    await call(hass_admin_user.id)
    await call(None)


async def test_without_a_history_it_says_what_to_do(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    for action, data in (("scrobble", SONG), ("delete_scrobbles", {"title": "x"})):
        with pytest.raises(ServiceValidationError) as refused:
            await act(hass, action, **data)
        assert refused.value.translation_key == "not_loaded"


async def test_an_unloaded_history_says_what_to_do(hass: HomeAssistant, history: Home) -> None:
    assert er.async_entries_for_config_entry(er.async_get(hass), history.entry.entry_id)
    await hass.config_entries.async_unload(history.entry.entry_id)
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "scrobble", **SONG)
    assert refused.value.translation_key == "not_loaded"
