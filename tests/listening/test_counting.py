"""When a title counts: really heard, paused, sought, skipped, short, long, of no length."""

from __future__ import annotations

from math import inf, nan

import pytest

from custom_components.spindle.listening.rules import Rules
from custom_components.spindle.listening.types import Phase, Reason

from .stage import KITCHEN, LENGTH, MORNING, Stage


def test_a_track_counts_once_half_of_it_was_heard() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(99.9)
    assert stage.plays == []
    stage.wait(0.2)
    assert stage.plays == ["Sinnerman"]
    assert stage.counted[0].started_at == MORNING
    assert stage.counted[0].listened == pytest.approx(100)
    assert stage.finished == []


def test_what_counted_is_told_again_when_it_is_over_with_all_that_was_heard() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(LENGTH)
    stage.play("Feeling Good")
    stage.wait(30)
    assert stage.heard("Sinnerman") == [LENGTH]
    first, last = stage.counted[0], stage.finished[0]
    assert (first.started_at, first.speaker, first.rooms) == (
        last.started_at,
        last.speaker,
        (KITCHEN,),
    )


def test_an_album_is_one_play_a_track() -> None:
    stage = Stage()
    titles = [f"Track {number}" for number in range(1, 11)]
    for place, title in enumerate(titles, start=1):
        stage.play(title, queue_position=place, queue_size=10)
        stage.wait(LENGTH)
    stage.idle()
    stage.wait(60)
    assert stage.plays == titles
    assert [round(one.listened) for one in stage.finished] == [LENGTH] * 10
    assert stage.refused == []
    assert stage.saved == {}


def test_a_long_track_counts_after_four_minutes() -> None:
    stage = Stage()
    stage.play("Sinnerman", media_duration=3600)
    stage.wait(239)
    assert stage.plays == []
    stage.wait(2)
    assert stage.plays == ["Sinnerman"]


@pytest.mark.parametrize(
    ("rules", "duration", "after"),
    [
        (Rules(fraction=0.9), 200, 180),
        (Rules(cap=60), 200, 60),
        (Rules(shortest=10), 20, 10),
        (Rules(fraction=1.0), 200, 200),
        (Rules(stream=50), None, 50),
    ],
)
def test_thresholds_are_adjustable(rules: Rules, duration: int | None, after: float) -> None:
    stage = Stage(rules)
    stage.play("Sinnerman", media_duration=duration)
    stage.wait(after - 0.5)
    assert stage.plays == []
    stage.wait(1)
    assert stage.plays == ["Sinnerman"]


# Pause and resume


def test_a_pause_is_not_heard() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(60)
    stage.pause()
    stage.wait(3600)
    stage.resume()
    stage.wait(39)
    assert stage.plays == []
    stage.wait(2)
    assert stage.plays == ["Sinnerman"]
    stage.wait(99)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]


def test_a_pause_after_it_counted_adds_no_play() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(150)
    stage.pause()
    stage.wait(12 * 3600)
    stage.resume()
    stage.wait(50)
    stage.play("Feeling Good")
    stage.wait(20)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [LENGTH]


def test_a_resume_that_claims_to_be_at_the_start_is_the_same_play() -> None:
    """Spotify Connect may be pinned at 0 after a pause."""
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(90)
    stage.pause()
    stage.wait(10)
    stage.resume(at=0)
    stage.wait(110)
    stage.play("Feeling Good")
    stage.wait(20)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.plays == ["Sinnerman"]


def test_a_track_that_ended_and_is_played_again_later_is_two_plays() -> None:
    """A queue of one stands at its start again when it is over."""
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(LENGTH)
    stage.pause(at=0)
    stage.wait(3600)
    stage.resume(at=0)
    stage.wait(LENGTH)
    stage.pause(at=0)
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH, LENGTH]


def test_between_two_tracks_a_speaker_may_stop_for_a_moment() -> None:
    stage = Stage()
    for title in ("Sinnerman", "Feeling Good"):
        stage.play(title)
        stage.wait(LENGTH)
        stage.idle()
        stage.wait(1)
    stage.wait(60)
    assert stage.plays == ["Sinnerman", "Feeling Good"]
    assert stage.refused == []


def test_a_moment_of_silence_within_a_track_is_none() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(80)
    stage.idle()
    stage.wait(2)
    stage.play("Sinnerman", at=80)
    stage.wait(120)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.refused == []


# Seeking


def test_seeking_forward_is_not_listening() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(10)
    stage.seek(150)
    stage.wait(50)
    stage.play("Feeling Good")
    stage.wait(20)
    assert stage.plays == []
    assert stage.refused == [("Sinnerman", Reason.SKIPPED)]


def test_seeking_back_does_not_lose_what_was_heard_nor_begin_anew() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(90)
    stage.seek(0)
    stage.wait(11)
    assert stage.plays == ["Sinnerman"]
    stage.wait(189)
    stage.play("Feeling Good")
    stage.wait(20)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [290]


def test_seeking_while_paused() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(50)
    stage.pause()
    stage.seek(120)
    stage.wait(30)
    stage.resume()
    stage.wait(49)
    assert stage.plays == []
    stage.wait(2)
    assert stage.plays == ["Sinnerman"]


def test_a_track_begun_in_its_middle_counts_by_what_was_heard() -> None:
    stage = Stage()
    stage.play("Sinnerman", at=150)
    stage.wait(50)
    stage.play("Feeling Good")
    stage.wait(60)
    stage.play("Wild Is the Wind", at=60)
    stage.wait(101)
    assert stage.plays == ["Wild Is the Wind"]
    assert stage.counted[0].started_at == MORNING + 110


# Skipping


def test_a_skip_before_the_threshold_is_told_with_its_reason() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(40)
    stage.play("Feeling Good")
    stage.wait(30)
    assert stage.plays == []
    assert stage.refused == [("Sinnerman", Reason.SKIPPED)]


def test_a_skip_after_the_threshold_counts_with_what_was_heard() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(140)
    stage.play("Feeling Good")
    stage.wait(30)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [140]
    assert stage.refused == []


def test_skipping_through_a_queue_begins_every_title_when_it_began() -> None:
    stage = Stage()
    for number in range(5):
        stage.play(f"Track {number}")
        stage.wait(5)
    stage.wait(200)
    assert stage.plays == ["Track 4"]
    assert stage.counted[0].started_at == MORNING + 20
    assert stage.refused == [(f"Track {number}", Reason.SKIPPED) for number in range(4)]


def test_forward_and_back_to_the_start_is_a_new_listening() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(150)
    stage.play("Feeling Good")
    stage.wait(4)
    stage.play("Sinnerman")
    stage.wait(LENGTH)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [150, LENGTH]


# Lengths


def test_a_track_of_thirty_seconds_is_too_short() -> None:
    stage = Stage()
    stage.play("Interlude", media_duration=30)
    stage.wait(30)
    stage.play("Sinnerman")
    stage.wait(30)
    assert stage.plays == []
    assert stage.refused == [("Interlude", Reason.TOO_SHORT)]


def test_a_track_of_thirty_one_seconds_counts_after_half_of_it() -> None:
    stage = Stage()
    stage.play("Interlude", media_duration=31)
    stage.wait(15.6)
    assert stage.plays == ["Interlude"]


@pytest.mark.parametrize("duration", [0, None, -5, nan, inf, 10**9, 10**400, "200", True, [200]])
def test_without_a_believable_length_a_title_counts_once_it_has_stood(duration: object) -> None:
    stage = Stage()
    stage.play("Sinnerman", at=None, media_duration=duration)
    stage.wait(29)
    assert stage.plays == []
    stage.wait(2)
    assert stage.plays == ["Sinnerman"]
    stage.wait(300)
    stage.idle()
    stage.wait(20)
    assert stage.heard("Sinnerman") == [331]


def test_a_speaker_that_claims_to_play_on_beyond_the_end_is_not_believed() -> None:
    """No event came at its end: neither heard for longer, nor played again."""
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(5000)
    stage.idle()
    stage.wait(20)
    assert stage.heard("Sinnerman") == [LENGTH + 2]
    assert stage.plays == ["Sinnerman"]


# What the room shows


def test_the_room_shows_when_it_will_count() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    view = stage.view()
    assert (view.phase, view.title, view.counts_at) == (
        Phase.LISTENING,
        "Sinnerman",
        MORNING + 100,
    )
    stage.wait(40)
    stage.again(volume_level=0.3)
    assert stage.view() == view
    stage.pause()
    assert stage.view().counts_at is None
    stage.wait(100)
    stage.resume()
    assert stage.view().counts_at == MORNING + 200
    stage.wait(61)
    assert stage.view().phase is Phase.COUNTED
    assert stage.view().counts_at is None
    stage.idle()
    assert stage.view().phase is Phase.IDLE


def test_the_room_shows_at_once_why_it_will_not_count() -> None:
    stage = Stage(Rules(excluded_services=frozenset({"spotify"})))
    stage.play("Sinnerman")
    assert (stage.view().phase, stage.view().reason) == (Phase.NOT_COUNTED, Reason.EXCLUDED)


def test_the_promised_moment_does_not_wander_with_whole_second_positions() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    promised = {stage.view().counts_at}
    for second in range(1, 90):
        stage.wait(1)
        stage.again(media_position=int(second - 0.6), media_position_updated_at=stage.date)
        promised.add(stage.view().counts_at)
    assert len(promised) == 1
