"""The actions that put the history in order: rename, merge, hide, and the copy before much goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.core import Context
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import pytest
import voluptuous as vol

from custom_components.spindle.actions import scrobbles
from custom_components.spindle.const import DOMAIN
from custom_components.spindle.store import audit, commands, copies, genre_tags, names
from custom_components.spindle.store.readers import recent
from custom_components.spindle.store.search_index import NameKind
from custom_components.spindle.store.types import NewPlay
from tests.household import value
from tests.sonos_household import Home

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.auth.models import User
    from homeassistant.core import HomeAssistant

NOON = 1_763_899_200
"""2025-11-23 12:00 UTC."""


@pytest.fixture
async def history(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """Two spellings of one artist, and rain in the bathroom."""
    freezer.move_to("2025-11-23T14:00:00+00:00")
    home = Home.make(hass, freezer, tmp_path)
    home.speaker("Kitchen")
    home.speaker("Bath")
    await home.set_up()
    for number, (artist, title, room) in enumerate(
        [
            ("Beatles", "Something", "RINCON_KITCHEN"),
            ("Beatles", "Girl", "RINCON_KITCHEN"),
            ("The Beatles", "Something", "RINCON_KITCHEN"),
            ("Rain", "Drops", "RINCON_BATH"),
        ]
    ):
        play = NewPlay(
            played_at=NOON + number * 600,
            artist=artist,
            title=title,
            album="Songs",
            player=room,
            listened=100,
        )
        await home.house.write(commands.record_play, play)
    home.house.async_plays_changed()
    return home


async def act(hass: HomeAssistant, action: str, **data: Any) -> dict[str, Any]:
    response = await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True
    )
    assert response is not None
    return dict(response)


async def shown(home: Home) -> set[tuple[str, str]]:
    return {(play.artist, play.title) for play in await home.house.read(recent, 100)}


async def sound(home: Home) -> bool:
    return not await home.house.read(audit.compare)


async def test_rename(hass: HomeAssistant, history: Home) -> None:
    asked = {"kind": "artist", "artist": "beatles", "new_name": "Fab Four"}
    rehearsed = await act(hass, "rename", **asked, dry_run=True)
    assert ("Beatles", "Girl") in await shown(history)
    renamed = await act(hass, "rename", **asked)
    assert (renamed["old_name"], renamed["new_name"], renamed["count"]) == (
        "Beatles",
        "Fab Four",
        2,
    )
    assert [one["title"] for one in renamed["examples"]] == ["Girl", "Something"]
    assert rehearsed["count"] == 2
    assert (rehearsed["dry_run"], renamed["dry_run"]) == (True, False)
    assert ("Fab Four", "Girl") in await shown(history)
    assert await sound(history)


async def test_rename_an_album_and_a_track(hass: HomeAssistant, history: Home) -> None:
    of_rain = {"artist": "Rain"}
    await act(hass, "rename", kind="track", **of_rain, title="Drops", new_name="Drip")
    await act(hass, "rename", kind="album", **of_rain, title="Songs", new_name="Water")
    play = (await history.house.read(recent, 1))[0]
    assert (play.title, play.album) == ("Drip", "Water")


async def test_a_name_that_is_taken_is_to_be_merged(hass: HomeAssistant, history: Home) -> None:
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "rename", kind="artist", artist="Beatles", new_name="the beatles")
    assert refused.value.translation_key == "name_taken"
    assert refused.value.translation_placeholders == {"name": "The Beatles"}
    assert await sound(history)


async def test_merge(hass: HomeAssistant, history: Home) -> None:
    asked = {"kind": "artist", "artist": "Beatles", "into_artist": "The Beatles"}
    rehearsed = await act(hass, "merge", **asked, dry_run=True)
    assert ("Beatles", "Girl") in await shown(history)
    merged = await act(hass, "merge", **asked)
    assert merged == rehearsed | {"dry_run": False}
    assert (merged["merged"], merged["into"], merged["count"]) == ("Beatles", "The Beatles", 2)
    assert await shown(history) == {
        ("The Beatles", "Something"),
        ("The Beatles", "Girl"),
        ("Rain", "Drops"),
    }
    assert await sound(history)
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "merge", **asked)
    assert refused.value.translation_key == "same_name"


async def test_merge_tracks_of_one_artist(hass: HomeAssistant, history: Home) -> None:
    await act(hass, "merge", kind="track", artist="Beatles", title="Girl", into_title="Something")
    assert ("Beatles", "Girl") not in await shown(history)
    assert await sound(history)


async def test_one_merge_at_a_time(hass: HomeAssistant, history: Home) -> None:
    def begin(db: Connection) -> None:
        source, target = names.find_artist(db, "Beatles"), names.find_artist(db, "Rain")
        assert source is not None
        assert target is not None
        commands.merge(db, NameKind.ARTIST, source, target)

    await history.house.write(begin)
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "merge", kind="artist", artist="The Beatles", into_artist="Rain")
    assert refused.value.translation_key == "merging"


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("action", "data", "key"),
    [
        ("rename", {"kind": "artist", "artist": "Nobody", "new_name": "x"}, "unknown_name"),
        ("rename", {"kind": "track", "artist": "Rain", "new_name": "x"}, "title_missing"),
        (
            "rename",
            {"kind": "artist", "artist": "Rain", "title": "Drops", "new_name": "x"},
            "title_too_much",
        ),
        ("merge", {"kind": "artist", "artist": "Rain", "into_artist": "Nobody"}, "unknown_name"),
        ("hide", {}, "nothing_to_hide"),
        ("hide", {"note": "only a note"}, "nothing_to_hide"),
        ("hide", {"start_time": "23:00"}, "half_a_time"),
        ("hide", {"room": "Cellar"}, "unknown_room"),
        ("hide", {"artist": "Nobody"}, "unknown_name"),
        ("unhide", {"rule": 7}, "unknown_rule"),
    ],
)
async def test_what_cannot_be_is_refused_with_a_reason(
    hass: HomeAssistant, action: str, data: dict[str, Any], key: str
) -> None:
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, action, **data)
    assert refused.value.translation_key == key


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("rename", {"kind": "genre", "artist": "Rain", "new_name": "x"}),
        ("rename", {"kind": "artist", "artist": "Rain", "new_name": " "}),
        ("hide", {"start_time": "25:00", "end_time": "26:00"}),
        ("unhide", {"rule": "all"}),
    ],
)
async def test_what_makes_no_sense_is_refused(
    hass: HomeAssistant, action: str, data: dict[str, Any]
) -> None:
    with pytest.raises(vol.Invalid):
        await act(hass, action, **data)


async def test_hide_and_show_again(hass: HomeAssistant, history: Home) -> None:
    asked = {"room": "Bath", "start_time": "23:00", "end_time": "22:00", "note": "Sleep"}
    rehearsed = await act(hass, "hide", **asked, dry_run=True)
    assert (rehearsed["rule"], rehearsed["count"]) == (None, 1)
    await history.wait(3)
    assert value(hass, "last_play") == "Drops"
    hidden = await act(hass, "hide", **asked)
    assert hidden == rehearsed | {"dry_run": False, "rule": hidden["rule"]}
    assert hidden["examples"][0]["title"] == "Drops"
    await history.wait(3)
    assert value(hass, "last_play") == "Something"
    assert value(hass, "plays_today") == "3"
    (rule,) = (await act(hass, "get_hide_rules"))["rules"]
    assert rule == {
        "rule": hidden["rule"],
        "room": "Bath",
        "artist": None,
        "genre": None,
        "start_time": "23:00",
        "end_time": "22:00",
        "note": "Sleep",
        "made_at": rule["made_at"],
    }
    assert await sound(history)
    assert (await act(hass, "unhide", rule=rule["rule"], dry_run=True))["count"] == 1
    assert (await act(hass, "unhide", rule=rule["rule"]))["count"] == 1
    assert (await act(hass, "get_hide_rules"))["rules"] == []
    await history.wait(3)
    assert value(hass, "plays_today") == "4"
    assert await sound(history)


async def test_hide_by_artist_and_genre(hass: HomeAssistant, history: Home) -> None:
    def tag(db: Connection) -> None:
        rain = names.find_artist(db, "Rain")
        assert rain is not None
        genre_tags.set_genres(db, rain, {"noise": 1})

    await history.house.write(tag)
    assert (await act(hass, "hide", genre="Noise"))["count"] == 1
    assert (await act(hass, "hide", artist="beatles"))["count"] == 2
    assert await shown(history) == {("The Beatles", "Something")}
    assert await sound(history)


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("rename", {"kind": "artist", "artist": "Rain", "new_name": "x"}),
        ("merge", {"kind": "artist", "artist": "Rain", "into_artist": "Beatles"}),
        ("hide", {"artist": "Rain"}),
        ("unhide", {"rule": 1}),
        ("get_hide_rules", {}),
    ],
)
async def test_only_administrators_and_automations_may(
    hass: HomeAssistant, hass_read_only_user: User, action: str, data: dict[str, Any]
) -> None:
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN,
            action,
            data,
            blocking=True,
            return_response=True,
            context=Context(user_id=hass_read_only_user.id),
        )


# The copy before much is deleted.


async def test_much_is_deleted_only_after_a_copy(
    hass: HomeAssistant, history: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrobbles, "UNCOPIED", 1)
    few = await act(hass, "delete_scrobbles", title="Girl")
    assert (few["count"], few["backup"]) == (1, None)
    rehearsed = await act(hass, "delete_scrobbles", source="sonos", dry_run=True)
    assert rehearsed["backup"] is None
    many = await act(hass, "delete_scrobbles", source="sonos")
    assert many["count"] == 3
    assert many["backup"].startswith("spindle.backup-20251123-")
    assert (tmp_path / many["backup"]).is_file()
    assert await shown(history) == set()


async def test_without_room_for_the_copy_nothing_is_deleted(
    hass: HomeAssistant, history: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrobbles, "UNCOPIED", 1)
    monkeypatch.setattr(copies.copy, "__kwdefaults__", {"free": lambda _: 0})
    monkeypatch.setattr(copies.make_dated, "__kwdefaults__", {"free": lambda _: 0})
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "delete_scrobbles", source="sonos")
    assert refused.value.translation_key == "no_room"
    assert len(await shown(history)) == 4


async def test_without_a_copy_nothing_is_deleted(
    hass: HomeAssistant, history: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("the card is gone")

    monkeypatch.setattr(scrobbles, "UNCOPIED", 1)
    monkeypatch.setattr(scrobbles, "make_dated", fail)
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "delete_scrobbles", source="sonos")
    assert refused.value.translation_key == "no_copy"
    assert refused.value.translation_placeholders == {"reason": "the card is gone"}
    assert len(await shown(history)) == 4
