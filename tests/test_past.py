"""The recorder's past: offered, brought in once, undone; gaps closed, nothing doubled."""

from __future__ import annotations

import asyncio
from itertools import count
import threading
from typing import TYPE_CHECKING, Any

from homeassistant.components.recorder import get_instance
from homeassistant.components.recorder.db_schema import RecorderRuns
from homeassistant.helpers.recorder import session_scope
from homeassistant.util import dt as dt_util
import pytest

from custom_components.spindle import past as past_module, recorder_history
from custom_components.spindle.const import (
    CONF_PAST,
    DOMAIN,
    OPTION_EXCLUDED_SERVICES,
    OPTION_IGNORED_SPEAKERS,
    OPTION_PRIVATE_ROOMS,
)
from custom_components.spindle.past import PastOffer, rehearse
from custom_components.spindle.recorder_history import RecordedPast
from custom_components.spindle.store import audit, jobs, removal, replays
from custom_components.spindle.store.commands import record_play, undo_batch
from custom_components.spindle.store.types import NewPlay, Origin

from .recorded import add_speaker, recorded
from .sonos_household import Home

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator, Sequence
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant, State

    from .recorded import RecordedSpeaker

NOW = 1_790_006_400.0
"""A full hour; the past that is written lies before it."""
HOUR = 3600.0
RADIO = "x-rincon-mp3radio://http://ice.example/stream"


def an_evening(kitchen: RecordedSpeaker, start: float) -> None:
    """Three plays and a skipped title within a quarter of an hour."""
    kitchen.play(start, "Sinnerman", "Nina Simone")
    kitchen.play(start + 200, "Skipped", "Nina Simone")
    kitchen.play(start + 230, "Feeling Good", "Nina Simone")
    kitchen.play(start + 430, "Ain't Got No", "Nina Simone")
    kitchen.idle(start + 630)


@pytest.fixture(name="home")
async def home_fixture(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> AsyncGenerator[Home]:
    """A history that is not set up yet, at ``NOW``."""
    freezer.move_to(dt_util.utc_from_timestamp(NOW))
    home = Home.make(hass, freezer, tmp_path)
    yield home
    await hass.config_entries.async_unload(home.entry.entry_id)


def ask_for_the_past(home: Home) -> None:
    """Let the answer to the offer be yes."""
    home.hass.config_entries.async_update_entry(
        home.entry, data={**home.entry.data, CONF_PAST: True}
    )


async def listen(home: Home) -> None:
    """Set the history up and give its replays the time they wait for."""
    await home.set_up()
    await replayed(home)


async def replayed(home: Home) -> None:
    """Wait until no replay is left to do."""
    await recorded(home.hass)
    for _ in range(40):
        await home.wait(replays.SETTLING / 4)
        if not await home.house.read(pending):
            return
    pytest.fail("a replay does not end")


def pending(db: Connection) -> list[tuple[Any, ...]]:
    """Read the replays that are not done."""
    return db.execute(
        "SELECT key, state, last_error FROM job WHERE queue = ? AND state <> 'done'",
        (replays.REPLAY,),
    ).fetchall()


def batches_of(db: Connection) -> list[tuple[Any, ...]]:
    """Read the batches."""
    return db.execute("SELECT id, origin, state, plays FROM batch ORDER BY id").fetchall()


async def plays(home: Home) -> list[tuple[str, float, str]]:
    """Give title, seconds since NOW, and source of every play."""
    rows = await home.rows("title, played_at, source")
    return [(title, played_at - NOW, source) for title, played_at, source in rows]


# The offer


@pytest.mark.usefixtures("recorder_mock")
async def test_without_speakers_there_is_nothing_to_offer(hass: HomeAssistant) -> None:
    assert await rehearse(hass, {}) == PastOffer()


@pytest.mark.usefixtures("recorder_mock")
async def test_the_offer_tells_what_a_replay_would_bring(hass: HomeAssistant) -> None:
    kitchen, office = add_speaker(hass, "kitchen"), add_speaker(hass, "office")
    an_evening(kitchen, NOW - 50 * HOUR)
    office.play(NOW - 2 * HOUR, "Song 2", "Blur", uri="x-file-cifs://nas/blur/song2.flac")
    office.idle(NOW - 2 * HOUR + 120)
    await recorded(hass)

    offer = await rehearse(hass, {}, end=NOW)

    assert offer == PastOffer(
        plays=4,
        first_at=NOW - 50 * HOUR,
        last_at=NOW - 2 * HOUR,
        services={"spotify": 3, "local_library": 1},
        complete=True,
    )
    assert offer.days == 2


@pytest.mark.usefixtures("recorder_mock")
async def test_the_offer_follows_the_options(hass: HomeAssistant) -> None:
    kitchen, office = add_speaker(hass, "kitchen"), add_speaker(hass, "office")
    an_evening(kitchen, NOW - 9 * HOUR)
    an_evening(office, NOW - 5 * HOUR)
    await recorded(hass)

    async def offered(**options: object) -> int:
        return (await rehearse(hass, options, end=NOW)).plays

    assert await offered() == 6
    assert await offered(**{OPTION_IGNORED_SPEAKERS: [office.id]}) == 3
    assert await offered(**{OPTION_PRIVATE_ROOMS: [office.id, kitchen.id]}) == 0
    assert await offered(**{OPTION_EXCLUDED_SERVICES: ["spotify"]}) == 0


@pytest.mark.usefixtures("recorder_mock")
async def test_a_recorder_full_of_years_is_counted_as_far_as_patience_lasts(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_history, "SLICE_SECONDS", HOUR)
    kitchen = add_speaker(hass, "kitchen")
    for hours in range(40, 0, -1):
        an_evening(kitchen, NOW - hours * HOUR)
    await recorded(hass)
    begun: list[RecordedPast] = []

    def note(past: RecordedPast) -> RecordedPast:
        begun.append(past)
        return past

    monkeypatch.setattr(
        past_module,
        "RecordedPast",
        lambda *args, **kwargs: note(RecordedPast(*args, **kwargs)),
    )
    read, slices = recorder_history.read_slice, count(1)

    def out_of_patience_at_the_third(*args: Any, **kwargs: Any) -> list[tuple[str, State]]:
        if next(slices) == 3:
            begun[0].stop()
        return read(*args, **kwargs)

    monkeypatch.setattr(recorder_history, "read_slice", out_of_patience_at_the_third)

    offer = await rehearse(hass, {}, end=NOW)

    assert not offer.complete
    assert offer.plays == 5, "the sixth was not over yet"


@pytest.mark.usefixtures("recorder_mock")
async def test_patience_ends(hass: HomeAssistant) -> None:
    kitchen = add_speaker(hass, "kitchen")
    an_evening(kitchen, NOW - 24 * 9 * HOUR)
    await recorded(hass)

    offer = await rehearse(hass, {}, end=NOW, patience=0)

    assert not offer.complete


@pytest.mark.usefixtures("recorder_mock")
async def test_a_closed_dialog_stops_the_reading(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_history, "SLICE_SECONDS", 60.0)
    kitchen = add_speaker(hass, "kitchen")
    an_evening(kitchen, NOW - 30 * HOUR)
    await recorded(hass)
    begun = asyncio.Event()
    over = threading.Event()
    read, states = recorder_history.read_slice, RecordedPast.states
    slices = 0

    def watched(past: RecordedPast) -> Iterator[Any]:
        """Tell when nothing is read any more: a recorder must not be closed before."""
        try:
            yield from states(past)
        finally:
            over.set()

    def note(*args: Any, **kwargs: Any) -> Any:
        nonlocal slices
        slices += 1
        hass.loop.call_soon_threadsafe(begun.set)
        return read(*args, **kwargs)

    monkeypatch.setattr(recorder_history, "read_slice", note)
    monkeypatch.setattr(RecordedPast, "states", watched)
    rehearsal = hass.async_create_task(rehearse(hass, {}, end=NOW))
    await begun.wait()
    rehearsal.cancel()
    await hass.async_block_till_done()
    assert await hass.async_add_executor_job(over.wait, 10)

    assert rehearsal.cancelled()
    assert slices < 30 * 60


# The first set-up


@pytest.mark.usefixtures("recorder_mock")
async def test_the_past_is_brought_in_as_one_batch_that_can_be_undone(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    kitchen = add_speaker(home.hass, "kitchen")
    an_evening(kitchen, NOW - 5 * HOUR)
    await recorded(home.hass)
    ask_for_the_past(home)

    await listen(home)

    start = -5 * HOUR
    assert await plays(home) == [
        ("Sinnerman", start, "recorder"),
        ("Feeling Good", start + 230, "recorder"),
        ("Ain't Got No", start + 430, "recorder"),
    ]
    assert (
        await home.rows("listened, player, music_service") == [(200.0, kitchen.id, "spotify")] * 3
        or await home.rows("listened, music_service") == [(200.0, "spotify")] * 3
    )
    assert home.scrobbled == [], "imported plays are inert"
    [(batch, origin, state, count)] = await home.house.read(batches_of)
    assert (origin, state, count) == ("recorder", "done", 3)
    assert f"The recorder's past is being brought in, as import {batch}" in caplog.text
    assert f"3 plays were brought in from the recorder's past, as import {batch}" in caplog.text

    await home.house.write(undo_batch, batch)
    assert await plays(home) == []


@pytest.mark.parametrize("by", ["batch", "source"])
@pytest.mark.usefixtures("recorder_mock")
async def test_the_past_is_removed_again_by_the_action_and_nothing_else(
    home: Home, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In slices, with room for live work between them."""
    kitchen = add_speaker(home.hass, "kitchen")
    for hours in range(40, 0, -1):
        an_evening(kitchen, NOW - hours * HOUR)
    await recorded(home.hass)
    ask_for_the_past(home)
    await home.set_up()
    own = NewPlay(played_at=NOW - 100 * HOUR, title="By hand", artist="Me", origin=Origin.MANUAL)
    await home.house.write(record_play, own)
    await replayed(home)
    assert len(await plays(home)) == 121
    [(batch, *_)] = await home.house.read(batches_of)

    slices: list[int] = []
    remove = removal.remove

    def note(db: Connection, ids: Sequence[int]) -> None:
        slices.append(len(ids))
        remove(db, ids)

    monkeypatch.setattr(removal, "remove", note)
    selection = {"batch": batch} if by == "batch" else {"source": "recorder"}
    response = await home.hass.services.async_call(
        DOMAIN, "delete_scrobbles", selection, blocking=True, return_response=True
    )

    assert response
    assert (response["count"], len(await plays(home))) == (120, 1)
    assert slices == [100, 20]
    assert [row[3] for row in await home.house.read(batches_of)] == [0]
    assert await home.house.read(audit.compare) == []


@pytest.mark.usefixtures("recorder_mock")
async def test_without_a_yes_the_past_stays_where_it_is(home: Home) -> None:
    an_evening(add_speaker(home.hass, "kitchen"), NOW - 5 * HOUR)
    await recorded(home.hass)

    await listen(home)

    assert await plays(home) == []
    assert await home.house.read(batches_of) == []


@pytest.mark.usefixtures("recorder_mock")
async def test_the_offer_and_the_replay_agree(home: Home) -> None:
    kitchen, office = add_speaker(home.hass, "kitchen"), add_speaker(home.hass, "office")
    for hours in (60, 31, 30, 7):
        an_evening(kitchen, NOW - hours * HOUR)
        an_evening(office, NOW - hours * HOUR + 1000)
    await recorded(home.hass)
    offer = await rehearse(home.hass, {})
    ask_for_the_past(home)

    await listen(home)

    assert len(await plays(home)) == offer.plays == 24


@pytest.mark.usefixtures("recorder_mock")
async def test_a_group_is_one_listener_in_the_past_too(home: Home) -> None:
    kitchen, office = add_speaker(home.hass, "kitchen"), add_speaker(home.hass, "office")
    kitchen.group = office.group = [kitchen.entity_id, office.entity_id]
    for at, title in ((NOW - HOUR, "One"), (NOW - HOUR + 200, "Two")):
        kitchen.play(at, title, "Artist")
        office.play(at + 0.02, title, "Artist")
    kitchen.idle(NOW - HOUR + 400)
    office.idle(NOW - HOUR + 400)
    await recorded(home.hass)
    ask_for_the_past(home)

    await listen(home)

    assert [title for title, *_ in await plays(home)] == ["One", "Two"]
    rooms = await home.house.read(
        lambda db: db.execute("SELECT count(*) FROM play_room").fetchone()
    )
    assert rooms == (2,)


@pytest.mark.usefixtures("recorder_mock")
async def test_an_interrupted_replay_begins_anew_and_doubles_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past_module, "PLAYS_AT_ONCE", 2)
    kitchen = add_speaker(home.hass, "kitchen")
    for hours in (9, 8, 7):
        an_evening(kitchen, NOW - hours * HOUR)
    await recorded(home.hass)
    ask_for_the_past(home)
    record = replays.record_replayed
    calls = 0

    def fail_once(*args: Any) -> int | None:
        nonlocal calls
        calls += 1
        if calls == 3:
            msg = "the power went out"
            raise OSError(msg)
        return record(*args)

    monkeypatch.setattr(past_module, "record_replayed", fail_once)
    await home.set_up()
    while calls < 3:
        await home.wait(5)
    assert len(await plays(home)) == 4, "two transactions landed"

    await replayed(home)

    assert len(await plays(home)) == 9
    assert [row[1:] for row in await home.house.read(batches_of)] == [("recorder", "done", 9)]


@pytest.mark.usefixtures("recorder_mock")
async def test_a_replay_that_is_undone_while_it_runs_stops(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past_module, "PLAYS_AT_ONCE", 1)
    kitchen = add_speaker(home.hass, "kitchen")
    for hours in (9, 8, 7):
        an_evening(kitchen, NOW - hours * HOUR)
    await recorded(home.hass)
    ask_for_the_past(home)
    record = replays.record_replayed

    def undone_after_the_second(db: Connection, job_id: int, told: Any, now: float) -> int | None:
        if db.execute("SELECT count(*) FROM play").fetchone()[0] == 2:
            [(batch, *_)] = batches_of(db)
            undo_batch(db, batch)
        return record(db, job_id, told, now)

    monkeypatch.setattr(past_module, "record_replayed", undone_after_the_second)

    await listen(home)

    assert await plays(home) == []
    assert [row[2:] for row in await home.house.read(batches_of)] == [("undone", 0)]


# Gaps


@pytest.mark.usefixtures("recorder_mock")
async def test_a_gap_is_closed_at_the_next_start(home: Home) -> None:
    kitchen = home.speaker("kitchen")
    past = add_speaker(home.hass, "kitchen")
    await home.set_up()
    await home.wait(60)
    kitchen.play("Heard live")
    await home.wait(200)
    kitchen.idle()
    await home.wait(60)
    await home.hass.config_entries.async_unload(home.entry.entry_id)
    gone = dt_util.utcnow().timestamp()
    an_evening(past, gone + 100)
    home.freezer.tick(2 * HOUR)

    await listen(home)

    assert [(title, source) for title, _, source in await plays(home)] == [
        ("Heard live", "sonos"),
        ("Sinnerman", "recorder"),
        ("Feeling Good", "recorder"),
        ("Ain't Got No", "recorder"),
    ]
    assert len(home.scrobbled) == 1


@pytest.mark.usefixtures("recorder_mock")
async def test_a_reload_leaves_no_gap(home: Home) -> None:
    home.speaker("kitchen")
    await home.set_up()
    await home.wait(60)
    await home.reload()

    assert await home.house.read(jobs.next_due, (replays.REPLAY,)) is None


@pytest.mark.usefixtures("recorder_mock")
async def test_what_went_on_across_both_ends_of_a_gap_is_one_play_each(home: Home) -> None:
    kitchen = home.speaker("kitchen")
    past = add_speaker(home.hass, "kitchen")
    await home.set_up()
    await home.wait(60)
    kitchen.play("Into the gap", media_duration=300)
    await home.wait(160)
    await home.hass.config_entries.async_unload(home.entry.entry_id)
    gone = dt_util.utcnow().timestamp()
    past.play(gone + 140, "Within", "Nina Simone", duration=200)
    past.play(gone + 340, "Out of the gap", "Nina Simone", duration=400)
    home.freezer.tick(540)
    kitchen.write(
        "playing",
        media_title="Out of the gap",
        media_duration=400,
        media_position=200,
        media_position_updated_at=dt_util.utcnow(),
    )

    await listen(home)
    await home.wait(250)
    kitchen.idle()
    await home.wait(60)

    assert [title for title, *_ in await plays(home)] == [
        "Into the gap",
        "Within",
        "Out of the gap",
    ]
    assert ("Into the gap", 300) in await home.rows()


@pytest.mark.usefixtures("recorder_mock")
async def test_a_station_s_song_at_the_end_of_a_gap_is_left_to_the_listener(home: Home) -> None:
    kitchen = home.speaker("kitchen")
    past = add_speaker(home.hass, "kitchen")
    await home.set_up()
    await home.wait(60)
    await home.hass.config_entries.async_unload(home.entry.entry_id)
    gone = dt_util.utcnow().timestamp()
    for at, title in ((100, "First Song"), (300, "Second Song")):
        past.play(gone + at, title, "Somebody", duration=None, uri=RADIO, media_channel="Six")
    home.freezer.tick(400)

    await listen(home)
    await home.wait(100)
    kitchen.idle()
    await home.wait(60)

    assert [(title, source) for title, _, source in await plays(home)] == [
        ("First Song", "recorder"),
        ("Second Song", "sonos"),
    ]


@pytest.mark.usefixtures("recorder_mock")
async def test_home_assistant_s_own_stop_is_no_gap_to_be_filled(home: Home) -> None:
    """What was playing when Home Assistant stopped did not play on all night."""
    past = add_speaker(home.hass, "kitchen")
    past.play(NOW - 20 * HOUR, "Endless", "Station", duration=None, uri=RADIO)
    past.unavailable(NOW - 10 * HOUR)
    past.idle(NOW - 10 * HOUR + 5)
    await recorded(home.hass)

    def end_a_run() -> None:
        with session_scope(hass=home.hass) as session:
            session.add(
                RecorderRuns(
                    start=dt_util.utc_from_timestamp(NOW - 30 * HOUR),
                    end=dt_util.utc_from_timestamp(NOW - 20 * HOUR + 90),
                    created=dt_util.utc_from_timestamp(NOW - 30 * HOUR),
                )
            )

    await get_instance(home.hass).async_add_executor_job(end_a_run)
    ask_for_the_past(home)

    await listen(home)

    assert await home.rows() == [("Endless", 90.0)]


@pytest.mark.usefixtures("recorder_mock")
async def test_a_removed_history_that_comes_back_does_not_pry(home: Home) -> None:
    """Between removal and return nobody wanted to be listened to."""
    past = add_speaker(home.hass, "kitchen")
    await home.set_up()
    await home.wait(60)
    await home.hass.config_entries.async_unload(home.entry.entry_id)
    an_evening(past, dt_util.utcnow().timestamp() + 100)
    home.freezer.tick(2 * HOUR)
    await recorded(home.hass)
    await home.hass.config_entries.async_remove(home.entry.entry_id)
    folder = home.house.path.parent
    home.entry = Home.make(home.hass, home.freezer, folder).entry
    await listen(home)

    assert await plays(home) == []


@pytest.mark.usefixtures("recorder_mock")
async def test_while_recording_is_off_no_gap_is_closed(home: Home) -> None:
    past = add_speaker(home.hass, "kitchen")
    await home.set_up()
    await home.wait(60)
    await home.runtime.listener.async_set_recording(recording=False)
    await home.hass.config_entries.async_unload(home.entry.entry_id)
    an_evening(past, dt_util.utcnow().timestamp() + 100)
    home.freezer.tick(2 * HOUR)

    await listen(home)

    assert await plays(home) == []


# Without a recorder


async def test_without_a_recorder_there_is_no_past_and_nothing_is_amiss(home: Home) -> None:
    add_speaker(home.hass, "kitchen")
    ask_for_the_past(home)
    assert await rehearse(home.hass, {}) == PastOffer()

    await home.set_up()
    await home.wait(60)

    assert "recorder" not in home.hass.config.components
    assert await home.house.read(pending) == []
    assert await plays(home) == []
