"""What the recorder remembers, read back in slices, in order, across speakers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from homeassistant.components.recorder import get_instance
from homeassistant.components.recorder.db_schema import RecorderRuns
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.recorder import session_scope
from homeassistant.util import dt as dt_util
import pytest

from custom_components.spindle import recorder_history
from custom_components.spindle.pulse import Pulse
from custom_components.spindle.recorder_history import (
    GroupNames,
    ReadingStopped,
    RecordedPast,
    RecordedState,
    first_state_at,
)

from .recorded import add_speaker, recorded

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

NOON = 1_790_000_000.0 - 1_790_000_000.0 % 3600


async def read(hass: HomeAssistant, past: RecordedPast) -> list[RecordedState]:
    """Read a past in a worker thread, as it is meant to be."""
    return await hass.async_add_executor_job(lambda: list(past.states()))


@pytest.mark.usefixtures("recorder_mock")
async def test_states_come_in_true_order_across_speakers_and_slices(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every state once, edges of slices included, and everybody gone at the end."""
    monkeypatch.setattr(recorder_history, "SLICE_SECONDS", 100.0)
    kitchen, office = add_speaker(hass, "kitchen"), add_speaker(hass, "office")
    for step in range(12):
        (kitchen, office)[step % 2].play(NOON + step * 50, f"Title {step}", "Artist")
    await recorded(hass)

    speakers = {kitchen.id: kitchen.entity_id, office.id: office.entity_id}
    past = RecordedPast(hass, speakers, start=NOON, end=NOON + 600)
    told = await read(hass, past)

    assert [(state.at, state.attributes.get("media_title")) for state in told[:-2]] == [
        (NOON + step * 50, f"Title {step}") for step in range(12)
    ]
    assert [state.speaker for state in told[:2]] == [kitchen.id, office.id]
    assert told[0].group == (kitchen.id,)
    assert "media_position" not in told[0].attributes
    assert {(state.speaker, state.at, state.state) for state in told[-2:]} == {
        (speaker, NOON + 600, "unavailable") for speaker in speakers
    }


@pytest.mark.usefixtures("recorder_mock")
async def test_every_slice_is_a_sign_of_life(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slice without a state in it, too; and who was replaced meanwhile reads no more."""
    monkeypatch.setattr(recorder_history, "SLICE_SECONDS", 100.0)
    kitchen = add_speaker(hass, "kitchen")
    beats = 0

    class Counted(Pulse):
        def beat(self) -> None:
            nonlocal beats
            beats += 1
            self.replaced = beats == 5
            super().beat()

    speakers = {kitchen.id: kitchen.entity_id}
    past = RecordedPast(hass, speakers, start=NOON, end=NOON + 1000, pulse=Counted())
    with pytest.raises(asyncio.CancelledError):
        await read(hass, past)

    assert beats == 5


@pytest.mark.usefixtures("recorder_mock")
async def test_what_played_already_at_the_start_is_told_at_the_start(
    hass: HomeAssistant,
) -> None:
    """A gap opens in the middle of a title."""
    kitchen = add_speaker(hass, "kitchen")
    kitchen.play(NOON, "Begun before", "Artist")
    kitchen.play(NOON + 300, "Begun within", "Artist")
    kitchen.idle(NOON + 900)
    await recorded(hass)

    past = RecordedPast(hass, {kitchen.id: kitchen.entity_id}, start=NOON + 100, end=NOON + 600)
    told = await read(hass, past)

    assert [(state.at, state.attributes.get("media_title")) for state in told] == [
        (NOON + 100, "Begun before"),
        (NOON + 300, "Begun within"),
        (NOON + 600, None),
    ]


@pytest.mark.usefixtures("recorder_mock")
async def test_a_renamed_speaker_keeps_its_past_and_its_groups(
    hass: HomeAssistant,
) -> None:
    """The recorder moves its history; the old name lives on in recorded groups only."""
    kitchen, office = add_speaker(hass, "kitchen"), add_speaker(hass, "office")
    kitchen.play(NOON, "Alone", "Artist")
    kitchen.group = office.group = [kitchen.entity_id, office.entity_id]
    kitchen.play(NOON + 300, "Together", "Artist")
    office.play(NOON + 301, "Together", "Artist")
    await recorded(hass)
    er.async_get(hass).async_update_entity(kitchen.entity_id, new_entity_id="media_player.cookery")
    await recorded(hass)

    speakers = {kitchen.id: "media_player.cookery", office.id: office.entity_id}
    told = await read(hass, RecordedPast(hass, speakers, start=NOON, end=NOON + 600))

    assert [(state.speaker, state.group) for state in told[:3]] == [
        (kitchen.id, (kitchen.id,)),
        (kitchen.id, (kitchen.id, office.id)),
        (office.id, (kitchen.id, office.id)),
    ]


@pytest.mark.usefixtures("recorder_mock")
@pytest.mark.parametrize(
    ("crashed", "gone_at"),
    [(False, NOON + 200), (True, NOON + 100)],
    ids=["stopped", "killed"],
)
async def test_nobody_listens_while_home_assistant_is_stopped(
    hass: HomeAssistant,
    *,
    crashed: bool,
    gone_at: float,
) -> None:
    """Gone at the stop it wrote down, or after a crash at its last sign of life."""
    kitchen = add_speaker(hass, "kitchen")
    kitchen.play(NOON, "Before", "Artist")
    hass.states.async_set("sensor.other", "alive", timestamp=NOON + 100)
    await recorded(hass)

    def end_a_run() -> None:
        with session_scope(hass=hass) as session:
            session.add(
                RecorderRuns(
                    start=dt_util.utc_from_timestamp(NOON - 900),
                    end=dt_util.utc_from_timestamp(NOON + 200),
                    closed_incorrect=crashed,
                    created=dt_util.utc_from_timestamp(NOON - 900),
                )
            )

    await get_instance(hass).async_add_executor_job(end_a_run)
    kitchen.play(NOON + 5000, "After", "Artist")
    await recorded(hass)

    past = RecordedPast(hass, {kitchen.id: kitchen.entity_id}, start=NOON, end=NOON + 5001)
    told = await read(hass, past)

    assert [(state.at, state.state) for state in told] == [
        (NOON, "playing"),
        (gone_at, "unavailable"),
        (NOON + 5000, "playing"),
        (NOON + 5001, "unavailable"),
    ]


@pytest.mark.usefixtures("recorder_mock")
async def test_reading_stops_when_told(hass: HomeAssistant) -> None:
    """An unloading entry waits for nobody."""
    kitchen = add_speaker(hass, "kitchen")
    kitchen.play(NOON, "Title", "Artist")
    await recorded(hass)
    past = RecordedPast(hass, {kitchen.id: kitchen.entity_id}, start=NOON, end=NOON + 600)
    past.stop()

    with pytest.raises(ReadingStopped):
        await read(hass, past)


@pytest.mark.usefixtures("recorder_mock")
async def test_the_first_state_is_found(hass: HomeAssistant) -> None:
    """Where the past begins is asked of the speakers' own states."""
    hass.states.async_set("sensor.other", "older", timestamp=NOON - 5000)
    kitchen = add_speaker(hass, "kitchen")
    kitchen.play(NOON, "Title", "Artist")
    kitchen.idle(NOON + 10)
    await recorded(hass)

    async def first(entity_ids: tuple[str, ...]) -> float | None:
        return await get_instance(hass).async_add_executor_job(first_state_at, hass, entity_ids)

    assert await first((kitchen.entity_id,)) == NOON
    assert await first(("media_player.nobody",)) is None


def test_groups_of_strange_shape_are_nobody() -> None:
    """Recorded attributes may be anything."""
    names = GroupNames({"RINCON_K": "media_player.kitchen"})

    strange: tuple[object, ...] = (None, [], [None], "media_player.kitchen", [["x"]], {})
    for members in strange:
        assert names.resolve("RINCON_K", members) == ()
    assert names.resolve("RINCON_K", ["media_player.kitchen", None, "media_player.gone"]) == (
        "RINCON_K",
    )
