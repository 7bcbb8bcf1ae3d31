"""The figures, the last play, and the rooms."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from homeassistant.const import (
    EVENT_STATE_CHANGED,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.spindle.const import EVENT_SCROBBLED
from custom_components.spindle.coordinator import FIRST_RETRY, LAST_RETRY, pause_after
from custom_components.spindle.listening.types import Kind, Phase, Reason, RoomView
from custom_components.spindle.store.types import StoreState, Totals
from tests.household import BATH, KITCHEN, STARTED, Household, row, speaker, state, value
from tests.sonos_household import Home

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory


async def pass_time(hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: float) -> None:
    freezer.tick(timedelta(seconds=seconds))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()


def listening(title: str, **more: Any) -> RoomView:
    usual = RoomView(
        phase=Phase.LISTENING,
        title=title,
        artist="Nina Simone",
        service="spotify",
        kind=Kind.MUSIC,
        started_at=STARTED,
        counts_at=STARTED + 87.4,
    )
    return replace(usual, **more)


async def test_the_figures_are_shown(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    household.house.totals = Totals(
        plays_today=3,
        listened_today=600.4,
        not_counted_today={"skipped": 2, "too_short": 1},
        plays_total=1234,
        last_play=row(STARTED, "Sinnerman"),
    )
    await household.set_up()
    assert value(hass, "plays_today") == "3"
    assert value(hass, "plays_total") == "1234"
    assert state(hass, "plays_total").attributes["unit_of_measurement"] == "plays"
    time_today = state(hass, "listening_time_today")
    assert float(time_today.state) == 10.0
    assert time_today.attributes["unit_of_measurement"] == "min"
    assert time_today.attributes["device_class"] == "duration"
    not_counted = state(hass, "not_counted_today")
    assert not_counted.state == "3"
    assert not_counted.attributes["reasons"] == {"skipped": 2, "too_short": 1}


async def test_a_day_begins_at_local_midnight(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2026-11-22T22:59:30+00:00")
    household = Household.make(hass)
    household.house.totals = Totals(plays_today=7, listened_today=60, plays_total=70)
    await household.set_up()
    for key in ("plays_today", "listening_time_today"):
        shown = state(hass, key)
        assert shown.attributes["last_reset"] == "2026-11-22T00:00:00+01:00"
        assert shown.attributes["state_class"] == "total"
    assert "last_reset" not in state(hass, "plays_total").attributes

    household.house.totals = Totals(plays_today=0, listened_today=0, plays_total=70)
    await pass_time(hass, freezer, 40)
    assert value(hass, "plays_today") == "0"
    for key in ("plays_today", "listening_time_today"):
        assert float(value(hass, key)) == 0
        assert state(hass, key).attributes["last_reset"] == "2026-11-23T00:00:00+01:00"
    asked = household.house.questions[-1]
    assert asked[2] == "Europe/Berlin"


async def test_nothing_is_asked_before_the_store_is_open(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    household.house.become(StoreState.OPENING)
    await household.set_up()
    assert household.house.questions == []
    assert value(hass, "plays_today") == STATE_UNAVAILABLE
    assert value(hass, "last_play") == STATE_UNAVAILABLE

    household.house.totals = Totals(plays_today=1)
    household.house.become(StoreState.READY)
    await hass.async_block_till_done()
    assert value(hass, "plays_today") == "1"


async def test_a_store_that_fails_makes_figures_unavailable_and_comes_back(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, caplog: pytest.LogCaptureFixture
) -> None:
    household = Household.make(hass)
    await household.set_up()
    household.house.become(StoreState.FAILED)
    await pass_time(hass, freezer, 3)
    assert value(hass, "plays_today") == STATE_UNAVAILABLE
    household.house.plays_changed()
    await pass_time(hass, freezer, 3)
    assert caplog.text.count("Error fetching spindle totals") == 1
    household.house.become(StoreState.WAITING)
    await pass_time(hass, freezer, 3)
    assert value(hass, "plays_today") == "0"


async def test_figures_show_the_first_plays_at_once_and_then_one_now_and_then(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to("2026-11-22T12:00:00+00:00")
    household = Household.make(hass)
    await household.set_up()
    today, total = [], []
    for plays in range(1, 21):
        household.house.totals = Totals(plays_today=plays, plays_total=plays)
        household.house.plays_changed()
        await pass_time(hass, freezer, 180)
        today.append(int(value(hass, "plays_today")))
        total.append(int(value(hass, "plays_total")))
    assert today[:5] == [1, 2, 3, 4, 5]
    assert len(set(today)) <= 5 + 5
    assert today[-1] >= 20 - 4
    assert total[0] == 1
    assert len(set(total)) <= 1 + 1


async def test_a_figure_that_shrinks_is_put_right_at_once(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    household = Household.make(hass)
    household.house.totals = Totals(plays_today=1000)
    await household.set_up()
    for today, shown in ((1001, "1001"), (1002, "1002"), (1003, "1003"), (1004, "1004"),
                         (1005, "1005"), (1006, "1005"), (400, "400"), (401, "400")):  # fmt: skip
        household.house.totals = Totals(plays_today=today)
        household.house.plays_changed()
        await pass_time(hass, freezer, 3)
        assert value(hass, "plays_today") == shown


async def test_a_figure_leaves_no_timer_behind(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    household = Household.make(hass)
    await household.set_up()
    for plays in range(1, 8):
        household.house.totals = Totals(plays_today=plays)
        household.house.plays_changed()
        await pass_time(hass, freezer, 3)
    assert value(hass, "plays_today") == "5"
    await household.unload()
    await pass_time(hass, freezer, 1000)
    assert value(hass, "plays_today") == STATE_UNAVAILABLE


async def test_many_changes_make_few_readings(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    household = Household.make(hass)
    await household.set_up()
    before = len(household.house.questions)
    for _ in range(1000):
        household.house.plays_changed()
    await pass_time(hass, freezer, 3)
    assert len(household.house.questions) <= before + 2


async def test_an_hour_of_music_makes_at_most_a_hundred_rows(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to("2026-11-22T12:00:00+00:00")
    household = Household.make(hass)
    await household.set_up()
    changed = count_changes(hass)
    for number in range(17):
        began = STARTED + number * 211
        household.listener.show(KITCHEN, listening(f"Title {number}", started_at=began))
        await pass_time(hass, freezer, 106)
        household.listener.show(
            KITCHEN,
            listening(f"Title {number}", started_at=began, phase=Phase.COUNTED, counts_at=None),
        )
        household.play(began, f"Title {number}")
        household.house.totals = Totals(
            plays_today=number + 1,
            listened_today=number * 211 + 106,
            plays_total=5000 + number,
            last_play=row(began, f"Title {number}"),
        )
        household.house.plays_changed()
        await pass_time(hass, freezer, 105)
        household.house.totals = Totals(
            plays_today=number + 1,
            listened_today=(number + 1) * 211,
            plays_total=5000 + number,
            last_play=row(began, f"Title {number}"),
        )
        household.house.plays_changed()
    assert int(value(hass, "plays_today")) >= 17 - 4
    assert len(changed) + 17 <= 100, sorted(changed)
    assert changed.count(room_entity(hass, KITCHEN)) == 34


async def test_an_hour_of_real_listening_makes_at_most_a_hundred_rows(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    freezer.move_to("2026-11-22T12:00:00+00:00")
    home = Home.make(hass, freezer, tmp_path)
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    changed = count_changes(hass)
    for number in range(17):
        kitchen.play(f"Title {number}", media_duration=211)
        await home.wait(211, step=35)
    kitchen.idle()
    await home.wait(13)
    ours = [name for name in changed if name != kitchen.entity_id]
    assert int(value(hass, "plays_today")) >= 17 - 4
    told = [name for name in changed if name == EVENT_SCROBBLED]
    assert len(told) == 17
    assert len(ours) <= 100, sorted(ours)


async def test_an_idle_hour_makes_no_state(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to("2026-11-22T12:00:00+00:00")
    household = Household.make(hass)
    await household.set_up()
    changed = count_changes(hass)
    for _ in range(60):
        household.house.plays_changed()
        household.listener.changed()
        household.speakers.changed()
        await pass_time(hass, freezer, 60)
    assert changed == []


def count_changes(hass: HomeAssistant) -> list[str]:
    """Collect what the recorder would keep from now on: each state's entity, each event of ours."""
    changed: list[str] = []

    @callback
    def note(event: Event[Any]) -> None:
        changed.append(event.data["entity_id"])

    @callback
    def note_event(event: Event[Any]) -> None:
        changed.append(str(event.event_type))

    hass.bus.async_listen(EVENT_STATE_CHANGED, note)
    hass.bus.async_listen(EVENT_SCROBBLED, note_event)
    return changed


def room_entity(hass: HomeAssistant, room: str) -> str:
    return state(hass, f"room_{room}").entity_id


async def test_the_last_play_is_its_title(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    await household.set_up()
    assert value(hass, "last_play") == STATE_UNKNOWN
    await household.tell(Totals(last_play=row(STARTED, "S" * 300)))
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=3))
    await hass.async_block_till_done()
    shown = state(hass, "last_play")
    assert shown.state == "S" * 255
    attributes = dict(shown.attributes)
    attributes.pop("friendly_name")
    assert attributes == {
        "artist": "Nina Simone",
        "album": "Pastel Blues",
        "service": "spotify",
        "room": "Kitchen",
        "played_at": "2025-11-22T21:55:00+00:00",
    }


async def test_a_room_shows_what_it_is_at(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    await household.set_up()
    key = f"room_{KITCHEN}"
    assert value(hass, key) == "idle"
    assert state(hass, key).attributes["options"] == [
        "idle",
        "listening",
        "counted",
        "not_counted",
    ]
    assert state(hass, key).attributes["friendly_name"] == "Spindle Kitchen"

    household.listener.show(KITCHEN, listening("Sinnerman"))
    shown = state(hass, key)
    assert shown.state == "listening"
    assert shown.attributes["title"] == "Sinnerman"
    assert shown.attributes["artist"] == "Nina Simone"
    assert shown.attributes["service"] == "spotify"
    assert shown.attributes["counts_at"] == "2025-11-22T21:56:27+00:00"
    assert shown.attributes["reason"] is None

    household.listener.show(
        KITCHEN, RoomView(phase=Phase.NOT_COUNTED, title="Sinnerman", reason=Reason.TOO_SHORT)
    )
    shown = state(hass, key)
    assert (shown.state, shown.attributes["reason"]) == ("not_counted", "too_short")
    assert value(hass, f"room_{BATH}") == "idle"


async def test_counts_at_wobbles_unseen_but_follows_a_seek(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    await household.set_up()
    changed = count_changes(hass)
    household.listener.show(KITCHEN, listening("Sinnerman", counts_at=STARTED + 100.0))
    household.listener.show(KITCHEN, listening("Sinnerman", counts_at=STARTED + 101.2))
    household.listener.show(KITCHEN, listening("Sinnerman", counts_at=STARTED + 98.9))
    await hass.async_block_till_done()
    assert len(changed) == 1
    household.listener.show(KITCHEN, listening("Sinnerman", counts_at=STARTED + 130.0))
    household.listener.show(KITCHEN, listening("Sinnerman", counts_at=None))
    household.listener.show(KITCHEN, listening("Feeling Good", started_at=STARTED + 200))
    await hass.async_block_till_done()
    assert len(changed) == 4


@pytest.mark.parametrize("option", ["discreet_rooms", "private_rooms"])
async def test_a_silent_room_shows_only_its_phase(hass: HomeAssistant, option: str) -> None:
    household = Household.make(hass, **{option: [BATH]})
    await household.set_up()
    household.listener.show(BATH, listening("Sinnerman"))
    shown = state(hass, f"room_{BATH}")
    assert shown.state == "listening"
    assert set(shown.attributes) == {"device_class", "friendly_name", "options"}


async def test_a_room_is_unavailable_with_its_speaker(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    await household.set_up()
    household.speakers.change(KITCHEN, available=False)
    assert value(hass, f"room_{KITCHEN}") == STATE_UNAVAILABLE
    household.speakers.change(KITCHEN, available=True)
    assert value(hass, f"room_{KITCHEN}") == "idle"


async def test_a_room_follows_its_speaker(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    await household.set_up()
    household.speakers.change(KITCHEN, name="Scullery")
    await hass.async_block_till_done()
    assert state(hass, f"room_{KITCHEN}").attributes["friendly_name"] == "Spindle Scullery"

    household.speakers.put(speaker("RINCON_NEW", "Attic"))
    await hass.async_block_till_done()
    assert value(hass, "room_RINCON_NEW") == "idle"

    household.speakers.remove("RINCON_NEW")
    await hass.async_block_till_done()
    registry = er.async_get(hass)
    assert not registry.async_get_entity_id("sensor", "spindle", "history_room_RINCON_NEW")

    household.speakers.put(speaker("RINCON_NEW", "Attic"))
    await hass.async_block_till_done()
    assert value(hass, "room_RINCON_NEW") == "idle"


async def test_a_room_that_is_no_longer_selected_goes(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    await household.set_up()
    await household.unload()
    household.speakers.change(BATH, selected=False)
    await household.set_up()
    registry = er.async_get(hass)
    assert registry.async_get_entity_id("sensor", "spindle", f"history_room_{KITCHEN}")
    assert not registry.async_get_entity_id("sensor", "spindle", f"history_room_{BATH}")


async def test_every_listener_goes_with_the_entry(hass: HomeAssistant) -> None:
    household = Household.make(hass)
    await household.set_up()
    await household.unload()
    assert len(household.listener.changed) == 0
    assert len(household.listener.played) == 0
    assert len(household.speakers.changed) == 0
    assert len(household.house.status_changed) == 0
    assert len(household.house.plays_changed) == 0
    assert len(household.house.supervisor.changed) == 0


async def test_a_reading_that_failed_is_tried_again_by_itself(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    household = Household.make(hass)
    household.house.totals = Totals(plays_today=1)
    await household.set_up()
    household.house.refuses = True
    household.house.plays_changed()
    await pass_time(hass, freezer, 3)
    assert value(hass, "plays_today") == STATE_UNAVAILABLE
    asked = len(household.house.questions)
    await pass_time(hass, freezer, FIRST_RETRY + 1)
    assert len(household.house.questions) == asked + 1

    household.house.refuses = False
    await pass_time(hass, freezer, 2 * FIRST_RETRY + 1)
    assert value(hass, "plays_today") == "1"
    asked = len(household.house.questions)
    await pass_time(hass, freezer, 2 * LAST_RETRY)
    assert len(household.house.questions) == asked, "all is well: there is nothing to try again"


def test_readings_are_tried_ever_more_rarely_and_never_all_at_once() -> None:
    assert FIRST_RETRY * 0.75 <= pause_after(0) <= FIRST_RETRY
    assert LAST_RETRY * 0.75 <= pause_after(1000) <= LAST_RETRY
    assert len({pause_after(3) for _ in range(10)}) > 1


async def test_a_household_that_moved_waits_for_its_new_midnight(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    await hass.config.async_set_time_zone("America/New_York")
    freezer.move_to("2026-11-22T22:59:30+00:00")
    household = Household.make(hass)
    household.house.totals = Totals(plays_today=7)
    await household.set_up()
    await hass.config.async_update(time_zone="Europe/Berlin")
    await hass.async_block_till_done()

    household.house.totals = Totals(plays_today=0)
    await pass_time(hass, freezer, 40)
    assert value(hass, "plays_today") == "0"
    assert state(hass, "plays_today").attributes["last_reset"] == "2026-11-23T00:00:00+01:00"
    assert await hass.config_entries.async_unload(household.entry.entry_id)
    asked = len(household.house.questions)
    await pass_time(hass, freezer, 24 * 3600)
    assert len(household.house.questions) == asked
