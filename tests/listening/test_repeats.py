"""The same title once more: repeated, twice in a queue, by the station, or only told twice."""

from __future__ import annotations

import pytest

from custom_components.spindle.listening.turntable import MOST_LOOPS
from custom_components.spindle.listening.types import Reason

from .stage import LENGTH, MORNING, Attributes, Stage, track


def test_repeat_one_with_a_visible_change_of_state() -> None:
    stage = Stage()
    for _ in range(3):
        stage.play("Sinnerman", repeat="one")
        stage.wait(LENGTH)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH] * 3
    assert [one.started_at for one in stage.counted] == [MORNING, MORNING + 200, MORNING + 400]


@pytest.mark.parametrize("how", [{"repeat": "one"}, {"repeat": "all", "queue_size": 1}])
def test_repeat_one_without_a_visible_change_of_state(how: Attributes) -> None:
    """The speaker repeats the very same event, which Home Assistant drops."""
    stage = Stage()
    stage.play(track("Sinnerman") | how)
    stage.wait(3 * LENGTH)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH] * 3
    assert [one.started_at for one in stage.counted] == [MORNING, MORNING + 200, MORNING + 400]


def test_a_late_sign_of_the_repetition_adds_no_other() -> None:
    stage = Stage()
    stage.play("Sinnerman", repeat="one")
    stage.wait(LENGTH + 8)
    stage.seek(8)
    stage.wait(LENGTH - 8)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH, LENGTH]


def test_repeat_switched_off_ends_it() -> None:
    stage = Stage()
    stage.play("Sinnerman", repeat="one")
    stage.wait(150)
    stage.again(repeat="off")
    stage.wait(50)
    stage.idle()
    stage.wait(400)
    assert stage.heard("Sinnerman") == [LENGTH]


def test_a_paused_repetition_does_not_go_on() -> None:
    stage = Stage()
    stage.play("Sinnerman", repeat="one")
    stage.wait(LENGTH + 50)
    stage.pause()
    stage.wait(5000)
    stage.resume()
    stage.wait(150)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH, LENGTH]


def test_more_repetitions_than_anybody_hears_at_once_are_a_clock_that_stood_still() -> None:
    stage = Stage()
    stage.play("Sinnerman", repeat="one")
    stage.stall(1000 * LENGTH)
    assert len(stage.finished) == MOST_LOOPS
    stage.wait(LENGTH)
    assert len(stage.counted) == MOST_LOOPS + 1


def test_nothing_repeats_so_fast_that_time_alone_could_tell() -> None:
    stage = Stage()
    stage.play("Blip", repeat="one", media_duration=6)
    stage.wait(3600)
    assert stage.outcomes == []
    stage.idle()
    stage.wait(60)
    assert [reason for _, reason in stage.refused] == [Reason.TOO_SHORT]


def test_the_same_track_twice_in_a_queue() -> None:
    stage = Stage()
    for place in (1, 2):
        stage.play("Sinnerman", queue_position=place, queue_size=2)
        stage.wait(LENGTH)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH, LENGTH]


def test_the_same_track_twice_in_a_queue_with_the_place_alone_to_tell() -> None:
    """The first answer still has the position of the end."""
    stage = Stage()
    stage.play("Sinnerman", queue_position=1, queue_size=2)
    stage.wait(LENGTH)
    stage.again(queue_position=2)
    stage.wait(LENGTH)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH, LENGTH]


def test_the_same_track_twice_and_the_first_one_skipped() -> None:
    stage = Stage()
    stage.play("Sinnerman", queue_position=1, queue_size=2)
    stage.wait(120)
    stage.play("Sinnerman", queue_position=2, queue_size=2)
    stage.wait(LENGTH)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [120, LENGTH]


def test_a_queue_that_is_reordered_begins_nothing() -> None:
    stage = Stage()
    stage.play("Sinnerman", queue_position=1, queue_size=9)
    stage.wait(60)
    stage.again(queue_position=4, queue_size=12)
    stage.wait(60)
    stage.again(queue_position=None, queue_size=None)
    stage.wait(80)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]


def test_crossfade_ends_a_track_early() -> None:
    stage = Stage()
    for title in ("Sinnerman", "Feeling Good"):
        stage.play(title)
        stage.wait(LENGTH - 12)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH - 12]
    assert stage.plays == ["Sinnerman", "Feeling Good"]


def test_crossfade_into_the_same_track() -> None:
    stage = Stage()
    for _ in range(3):
        stage.play("Sinnerman", repeat="one")
        stage.wait(LENGTH - 12)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH - 12] * 3


def test_the_same_state_told_a_thousand_times_is_one_play_and_saves_nothing() -> None:
    stage = Stage()
    stage.play("Sinnerman", media_duration=3600)
    stage.wait(1)
    before = stage.saves
    for _ in range(1000):
        stage.again()
        stage.wait(0.1)
    assert stage.saves == before
    for volume in range(100):
        stage.again(volume_level=volume / 100, shuffle=bool(volume % 2))
        stage.wait(0.1)
    assert stage.saves == before
    stage.wait(300)
    assert stage.plays == ["Sinnerman"]


def test_another_version_under_the_same_name_is_another_play() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(LENGTH)
    stage.play(track("Sinnerman") | {"media_content_id": "x-sonos-http:song%3a7.mp4?sid=204"})
    stage.wait(LENGTH)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH, LENGTH]
