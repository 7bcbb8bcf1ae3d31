"""What a person sees of the queue for Lidarr, without opening Lidarr."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.const import EVENT_STATE_CHANGED, STATE_OFF, STATE_ON, STATE_UNKNOWN
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.lidarr.types import Hold, Phase, QueueEvent, QueueEventType
from custom_components.spindle.store.lidarr_types import WantedReason, WantedStatus
from tests.heard import NOON
from tests.lidarr_home import URL, LidarrHome, begin_lidarr

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant, State

BACKPRESSURE = "binary_sensor.spindle_lidarr_backpressure"
DOWNLOADS = "sensor.spindle_lidarr_downloads"
EVENT = "event.spindle_lidarr_queue"
QUEUE = "sensor.spindle_lidarr_queue"
STATUS = "sensor.spindle_lidarr_status"


@pytest.fixture(name="lidarr")
async def lidarr_fixture(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> LidarrHome:
    """Lidarr, set up alone."""
    return await begin_lidarr(hass, freezer, tmp_path)


def told(lidarr: LidarrHome, entity_id: str, *names: str) -> tuple[Any, ...]:
    attributes = lidarr.shown(entity_id).attributes
    return tuple(attributes[name] for name in names)


async def test_the_entities_are_of_lidarrs_own_device(lidarr: LidarrHome) -> None:
    entries = er.async_entries_for_config_entry(er.async_get(lidarr.hass), lidarr.entry.entry_id)
    assert {one.entity_id for one in entries} == {
        "binary_sensor.spindle_lidarr_backpressure",
        "button.spindle_lidarr_check_now",
        "event.spindle_lidarr_queue",
        "sensor.spindle_lidarr_downloads",
        "sensor.spindle_lidarr_queue",
        "sensor.spindle_lidarr_status",
        "todo.spindle_lidarr_to_decide",
    }
    registry = dr.async_get(lidarr.hass)
    (device,) = dr.async_entries_for_config_entry(registry, lidarr.entry.entry_id)
    assert device.identifiers == {(DOMAIN, lidarr.entry.entry_id)}
    assert (device.name, device.configuration_url) == ("Spindle Lidarr", URL)
    assert {one.device_id for one in entries} == {device.id}


async def test_both_queues_are_seen_apart(lidarr: LidarrHome) -> None:
    counts = {WantedStatus.QUEUED: 12, WantedStatus.SEARCHING: 2}
    await lidarr.stand(waiting=12, depth=7, reserved=2, counts=counts)
    queue = lidarr.shown(QUEUE)
    assert (queue.state, queue.attributes["unit_of_measurement"]) == ("12", "waiting")
    assert told(lidarr, QUEUE, "queued", "searching", "failed") == (12, 2, 0)
    assert lidarr.shown(DOWNLOADS).state == "7"
    assert told(lidarr, DOWNLOADS, "cap", "reserved") == (50, 2)


async def test_a_depth_that_cannot_be_read_is_unknown(lidarr: LidarrHome) -> None:
    await lidarr.hold(Hold.UNREACHABLE, phase=Phase.BLOCKED, depth=None)
    assert lidarr.shown(DOWNLOADS).state == STATE_UNKNOWN
    assert lidarr.shown(STATUS).state == "blocked"


async def test_backpressure_says_why_and_since_when(lidarr: LidarrHome) -> None:
    assert lidarr.shown(BACKPRESSURE).state == STATE_OFF
    assert told(lidarr, BACKPRESSURE, "why", "since", "message") == (None, None, None)
    await lidarr.hold()
    assert lidarr.shown(BACKPRESSURE).state == STATE_ON
    assert told(lidarr, BACKPRESSURE, "why", "since") == (
        "cap_reached",
        "2025-11-23T12:00:00+00:00",
    )
    (sentence,) = told(lidarr, BACKPRESSURE, "message")
    assert sentence == (
        "Lidarr's queue is full. Spindle goes on by itself as soon as there is room. Held since "
        "13:00. In Lidarr's queue: 50 of 50. Waiting here: 3. Nothing is lost."
    )
    assert told(lidarr, STATUS, "message") == (sentence,)
    await lidarr.stand(phase=Phase.SUBMITTING, hold=None, since=None)
    assert lidarr.shown(BACKPRESSURE).state == STATE_OFF


async def test_every_hold_is_on_with_a_sentence_of_its_own(lidarr: LidarrHome) -> None:
    sentences = set()
    for hold in Hold:
        await lidarr.hold(hold, phase=Phase.BLOCKED)
        assert lidarr.shown(BACKPRESSURE).state == STATE_ON
        why, message = told(lidarr, BACKPRESSURE, "why", "message")
        assert why == hold
        assert not message.startswith("lidarr_")
        sentences.add(message)
    assert len(sentences) == len(Hold)


EVENTS: dict[QueueEventType, tuple[dict[str, Any], str]] = {
    QueueEventType.QUEUED: ({}, "Nina Simone \u2013 Pastel Blues waits for Lidarr now."),
    QueueEventType.SUBMITTED: (
        {},
        "Lidarr was asked to search for Nina Simone \u2013 Pastel Blues.",
    ),
    QueueEventType.AVAILABLE: ({}, "Nina Simone \u2013 Pastel Blues is in the library."),
    QueueEventType.FAILED: (
        {"reason": WantedReason.NOT_FOUND.value},
        (
            "Lidarr could not get Nina Simone \u2013 Pastel Blues. "
            "Lidarr's metadata server knows no such album."
        ),
    ),
    QueueEventType.BACKPRESSURE_STARTED: (
        {"reason": Hold.CAP_REACHED.value, "depth": 50, "cap": 50, "artist": None, "album": None},
        (
            "Lidarr is asked for nothing more for now. Lidarr's queue is full. Spindle goes on by "
            "itself as soon as there is room. In its queue: 50 of 50. Nothing is lost."
        ),
    ),
    QueueEventType.BACKPRESSURE_CLEARED: (
        {"since": NOON - 3600.0, "artist": None, "album": None},
        "Lidarr can be asked for more again. It could not since 12:00.",
    ),
    QueueEventType.DRAINED: (
        {"artist": None, "album": None},
        "Nothing waits for Lidarr any more.",
    ),
    QueueEventType.STUCK: (
        {},
        (
            "Nina Simone \u2013 Pastel Blues has been stuck in Lidarr's queue for more than a "
            "day. Open Lidarr's activity to import or remove it."
        ),
    ),
}


async def test_everything_that_happens_is_told_once_as_an_event(lidarr: LidarrHome) -> None:
    about = {"artist": "Nina Simone", "album": "Pastel Blues"}
    assert lidarr.shown(EVENT).state == STATE_UNKNOWN
    for kind, (more, sentence) in EVENTS.items():
        lidarr.news.clear()
        await lidarr.happen(kind, **(about | more))
        assert told(lidarr, EVENT, "event_type", "message") == (kind, sentence)
        (news,) = lidarr.news
        assert (news["type"], news["message"]) == (kind, sentence)
    assert set(EVENTS) == set(QueueEventType)


async def test_what_happens_at_one_moment_is_told_at_several(lidarr: LidarrHome) -> None:
    seen = async_capture_events(lidarr.hass, EVENT_STATE_CHANGED)
    for kind in (QueueEventType.FAILED, QueueEventType.AVAILABLE, QueueEventType.DRAINED):
        lidarr.submitter.on_event(QueueEvent(type=kind, at=NOON, artist="Nico"))
    await lidarr.home.wait(3, step=1)
    states: list[State] = [
        one.data["new_state"]
        for one in seen
        if one.data["entity_id"] == EVENT and one.data["new_state"]
    ]
    assert [state.attributes["event_type"] for state in states] == [
        "failed",
        "available",
        "drained",
    ]
    assert len({state.state for state in states}) == 3


async def test_a_batch_is_one_event(lidarr: LidarrHome) -> None:
    await lidarr.happen(QueueEventType.QUEUED, count=500, artist="Björk", album="Homogenic")
    (news,) = lidarr.news
    assert (news["count"], news["artist"], news["album"]) == (500, "Björk", "Homogenic")
    assert news["message"] == "Waiting for Lidarr now: 500 more."


async def test_the_button_has_lidarr_looked_at(lidarr: LidarrHome) -> None:
    wakes = lidarr.submitter.wakes
    await lidarr.hass.services.async_call(
        "button", "press", {"entity_id": "button.spindle_lidarr_check_now"}, blocking=True
    )
    await lidarr.settle()
    assert lidarr.submitter.checks == 1
    assert lidarr.submitter.wakes == wakes + 1
