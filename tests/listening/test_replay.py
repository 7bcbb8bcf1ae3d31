"""A recorded past is judged by the same rules: what it says ends plays, each told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custom_components.spindle.listening.replay import replay
from custom_components.spindle.listening.rules import Rules
from custom_components.spindle.listening.snapshot import read_state
from custom_components.spindle.listening.source import ServiceBook
from custom_components.spindle.listening.types import Instant, NotCounted, Reason, Snapshot

from .stage import BATH, KITCHEN, LENGTH, MORNING, Attributes, song_on_radio, track

if TYPE_CHECKING:
    from collections.abc import Iterable

STOPPED: Attributes = {}


def recorded(
    *states: tuple[float, Attributes], room: str = KITCHEN
) -> list[tuple[str, Snapshot, Instant]]:
    """Return what the recorder holds: (seconds, attributes), never a position."""
    return [
        (
            room,
            read_state("playing" if attributes else "idle", attributes, book=ServiceBook())[0],
            Instant(MORNING + at, MORNING + at),
        )
        for at, attributes in states
    ]


def told(events: Iterable[tuple[str, Snapshot, Instant]]) -> list[tuple[str | None, int, str]]:
    """Return title, seconds and fate of each listening."""
    return [
        (
            one.listening.title,
            round(one.listening.listened),
            one.reason if isinstance(one, NotCounted) else "play",
        )
        for one in replay(events, Rules())
    ]


def test_an_album() -> None:
    events = recorded((0, track("One")), (200, track("Two")), (260, track("Three")), (460, STOPPED))
    assert told(events) == [
        ("One", 200, "play"),
        ("Two", 60, Reason.SKIPPED),
        ("Three", 200, "play"),
    ]


def test_the_same_track_twice_in_a_queue() -> None:
    one = track("One", queue_position=1, queue_size=2)
    events = recorded((0, one), (200, one | {"queue_position": 2}), (400, STOPPED))
    assert told(events) == [("One", 200, "play")] * 2


def test_a_repeated_track_shows_no_change() -> None:
    events = recorded((0, track("One", repeat="one")), (600, STOPPED))
    assert told(events) == [("One", LENGTH, "play")] * 3


def test_an_end_that_was_not_recorded() -> None:
    """Home Assistant was off for a day: nobody heard the track for that long."""
    events = recorded((0, track("One")), (86_400, track("Two")), (86_600, STOPPED))
    assert told(events) == [("One", LENGTH + 2, "play"), ("Two", LENGTH, "play")]


def test_a_station() -> None:
    events = recorded(
        (0, song_on_radio("One", "Muse")),
        (100, song_on_radio("Radio X")),
        (110, song_on_radio("One", "Muse")),
        (180, song_on_radio("Two", "Muse")),
        (300, STOPPED),
    )
    assert told(events) == [
        ("Radio X", 10, Reason.STATION_JUNK),
        ("One", 170, "play"),
        ("Two", 120, "play"),
    ]


def test_what_still_goes_on_ends_with_the_record() -> None:
    events = recorded((0, track("One")), (150, track("One", volume_level=0.2)))
    assert told(events) == [("One", 150, "play")]


def test_several_rooms() -> None:
    kitchen = recorded((0, track("One")), (200, STOPPED))
    bath = recorded((50, track("One")), (250, STOPPED), room=BATH)
    events = sorted([*kitchen, *bath], key=lambda event: event[2].epoch)
    assert told(events) == [("One", 200, "play")] * 2


def test_nothing() -> None:
    assert list(replay([], Rules())) == []
