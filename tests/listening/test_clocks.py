"""Midnight, summer time and a wall clock that is set: listening goes by its own clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from custom_components.spindle.listening.clock import SLACK, PlayClock

from .stage import LENGTH, MORNING, Stage, song_on_radio


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 21, 23, 58, 30, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 58, 30, tzinfo=UTC),
        datetime(2026, 3, 29, 0, 58, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 58, 30, tzinfo=UTC),
    ],
    ids=["midnight", "new year", "summer time begins", "summer time ends"],
)
def test_a_play_across_a_turn_of_the_calendar(moment: datetime) -> None:
    """Only seconds since 1970 are known here: no local time can part a play."""
    stage = Stage()
    stage.epoch = moment.timestamp()
    stage.play("Sinnerman")
    stage.wait(LENGTH)
    stage.play("Feeling Good")
    stage.wait(30)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.finished[0].started_at == moment.timestamp()


@pytest.mark.parametrize("jump", [3600, -3600, 86_400 * 365, -86_400 * 365, 30, -30])
@pytest.mark.parametrize("paused", [False, True])
def test_a_wall_clock_that_is_set_mid_track(jump: float, *, paused: bool) -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(60)
    stage.jump(jump)
    stage.again(volume_level=0.4)
    stage.wait(10)
    if paused:
        stage.pause()
        stage.wait(100)
        stage.resume()
    stage.wait(29)
    assert stage.plays == []
    stage.wait(2)
    assert stage.plays == ["Sinnerman"]
    stage.wait(99)
    stage.play("Feeling Good")
    stage.wait(LENGTH)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.heard("Feeling Good") == [LENGTH]
    assert stage.counted[0].started_at == stage.finished[0].started_at == MORNING


@pytest.mark.parametrize("jump", [3600, -3600])
def test_a_wall_clock_that_is_set_during_an_announcement(jump: float) -> None:
    """The position told before tells nothing after it."""
    stage = Stage()
    stage.play("Sinnerman")
    told = dict(stage.players["RINCON_KITCHEN01400"].attributes)
    stage.wait(60)
    stage.play("http", media_content_id="http://ha/api/tts_proxy/1.mp3", media_duration=4)
    stage.jump(jump)
    stage.wait(4)
    stage.say("playing", told)
    stage.wait(140)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.plays == ["Sinnerman"]


@pytest.mark.parametrize("jump", [3600, -3600])
def test_a_wall_clock_that_is_set_while_a_station_plays(jump: float) -> None:
    stage = Stage()
    stage.play(song_on_radio("Sinnerman", "Nina Simone"))
    stage.wait(20)
    stage.jump(jump)
    stage.wait(9)
    assert stage.plays == []
    stage.wait(2)
    assert stage.plays == ["Sinnerman"]


@pytest.mark.parametrize("jump", [-7200, 600])
def test_a_wall_clock_that_is_set_by_the_restart_itself(jump: float) -> None:
    """A Raspberry Pi has no clock of its own: the start of a play stands all the same."""
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(130)
    stage.stop()
    stage.start(down=20)
    stage.jump(jump)
    stage.appear()
    stage.wait(50)
    stage.idle()
    stage.wait(60)
    assert stage.plays == ["Sinnerman"]
    assert {one.started_at for one in (*stage.counted, *stage.finished)} == {MORNING}


def test_the_clock_stands_still_when_stopped() -> None:
    clock = PlayClock()
    clock.start(100)
    clock.start(150)
    clock.stop(160)
    clock.stop(999)
    assert (clock.heard, clock.position, clock.running) == (60, 60, False)
    assert clock.reaches(100) is None
    assert clock.ends_at() is None


def test_the_clock_credits_nothing_beyond_the_end() -> None:
    clock = PlayClock(length=100)
    clock.start(0)
    assert clock.heard_at(500) == 100 + SLACK
    clock.move_to(50, 500)
    assert clock.heard_at(1000) == 100 + SLACK + 50 + SLACK
    assert clock.reaches(10_000) is None


def test_the_clock_never_runs_backwards() -> None:
    clock = PlayClock()
    clock.start(100)
    assert (clock.heard_at(50), clock.position_at(50)) == (0, 0)
