"""Home Assistant restarts, crashes or reloads, or a speaker is out of sight, mid-track."""

from __future__ import annotations

import pytest

from custom_components.spindle.listening.types import Reason

from .stage import KITCHEN, LENGTH, MORNING, SPEECH, Stage, song_on_radio

crash_or_not = pytest.mark.parametrize("crash", [False, True], ids=["stopped", "crashed"])


def starts(stage: Stage) -> set[int]:
    """Return the seconds at which everything that was told had begun."""
    return {int(one.started_at) for one in (*stage.counted, *stage.finished)}


@crash_or_not
@pytest.mark.parametrize("before", [3, 40, 99, 101, 150])
@pytest.mark.parametrize("down", [0.5, 20, 45])
def test_the_same_track_goes_on(before: float, down: float, *, crash: bool) -> None:
    """Neither doubled nor lost, at any moment; it keeps its start."""
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(before)
    stage.restart(down=down, crash=crash)
    stage.appear()
    stage.wait(LENGTH - before - down - 1)
    stage.play("Feeling Good")
    stage.wait(20)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [LENGTH]
    assert starts(stage) == {int(MORNING)}


@crash_or_not
@pytest.mark.parametrize("before", [20, 99, 101, 190])
@pytest.mark.parametrize("into_next", [3, 60, 110])
def test_the_next_track_runs_when_it_is_back(
    before: float, into_next: float, *, crash: bool
) -> None:
    """Both were heard: the one to its end, the other from its start."""
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(before)
    stage.restart(down=LENGTH - before + into_next - 1, crash=crash)
    stage.play("Feeling Good", at=into_next)
    stage.wait(LENGTH - into_next)
    stage.idle()
    stage.wait(60)
    assert stage.plays == ["Sinnerman", "Feeling Good"]
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.heard("Feeling Good") == [LENGTH]
    assert starts(stage) == {int(MORNING), int(MORNING) + LENGTH}


@crash_or_not
def test_several_restarts_within_one_track(*, crash: bool) -> None:
    stage = Stage()
    stage.play("Sinnerman")
    for _ in range(6):
        stage.wait(20)
        stage.restart(down=9, crash=crash)
        stage.appear()
    stage.wait(20)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.plays == ["Sinnerman"]
    assert starts(stage) == {int(MORNING)}


@crash_or_not
def test_idle_when_it_is_back(*, crash: bool) -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(120)
    stage.restart(down=3000, crash=crash)
    stage.idle()
    stage.wait(60)
    assert stage.plays == ["Sinnerman"]
    assert len(stage.finished) == 1
    assert stage.finished[0].listened >= 100
    assert stage.saved == {}


@crash_or_not
def test_idle_for_a_moment_when_it_is_back(*, crash: bool) -> None:
    """The first answer after a start may still be empty."""
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(120)
    playing = stage.players[KITCHEN].attributes
    stage.restart(down=20, crash=crash)
    stage.idle()
    stage.wait(3)
    stage.say("playing", playing | {"media_position": 144, "media_position_updated_at": stage.date})
    stage.wait(56)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.plays == ["Sinnerman"]


@crash_or_not
@pytest.mark.parametrize("before", [60, 150])
@pytest.mark.parametrize("night", [20, 9 * 3600])
def test_paused_before_and_after(before: float, night: float, *, crash: bool) -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(before)
    stage.pause()
    stage.wait(5)
    stage.restart(down=night, crash=crash)
    stage.appear()
    stage.wait(30)
    stage.resume()
    stage.wait(LENGTH - before)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.plays == ["Sinnerman"]
    assert starts(stage) == {int(MORNING)}


@crash_or_not
def test_paused_while_nobody_looked(*, crash: bool) -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(60)
    stage.restart(down=100, crash=crash)
    stage.pause(at=90)
    stage.wait(1000)
    stage.resume()
    stage.wait(9)
    assert stage.plays == []
    stage.wait(101)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]


@crash_or_not
def test_resumed_while_nobody_looked(*, crash: bool) -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(60)
    stage.pause()
    stage.restart(down=100, crash=crash)
    stage.play("Sinnerman", at=95)
    stage.wait(105)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]


@crash_or_not
def test_sought_forward_while_nobody_looked(*, crash: bool) -> None:
    """Only the time that passed can have been heard."""
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(20)
    stage.restart(down=10, crash=crash)
    stage.play("Sinnerman", at=190)
    stage.wait(10)
    stage.idle()
    stage.wait(60)
    assert stage.plays == []
    assert stage.refused == [("Sinnerman", Reason.SKIPPED)]


@crash_or_not
def test_repeated_while_nobody_looked(*, crash: bool) -> None:
    stage = Stage()
    stage.play("Sinnerman", repeat="one")
    stage.wait(80)
    stage.restart(down=139, crash=crash)
    stage.play("Sinnerman", at=20, repeat="one")
    stage.wait(180)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH, LENGTH]
    assert starts(stage) == {int(MORNING), int(MORNING) + LENGTH}


@pytest.mark.parametrize("rounds", [1, 3])
def test_repeated_more_than_once_while_nobody_looked(rounds: int) -> None:
    """The first is known to have been heard to its end, and the last from its start."""
    stage = Stage()
    stage.play("Sinnerman", repeat="one")
    stage.wait(80)
    stage.restart(down=119 + rounds * LENGTH + 20)
    stage.play("Sinnerman", at=20, repeat="one")
    stage.wait(180)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH, LENGTH]


@crash_or_not
def test_during_an_announcement(*, crash: bool) -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(120)
    stage.play(SPEECH)
    stage.wait(2)
    stage.restart(down=10, crash=crash)
    stage.play(SPEECH, at=3)
    stage.wait(2)
    stage.play("Sinnerman", at=120)
    stage.wait(80)
    stage.idle()
    stage.wait(60)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [LENGTH]


@crash_or_not
def test_the_title_is_not_known_at_once_when_it_is_back(*, crash: bool) -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(90)
    attributes = stage.players[KITCHEN].attributes
    stage.restart(down=10, crash=crash)
    stage.say("playing", {})
    stage.wait(1)
    stage.say("playing", attributes | {"media_title": None, "media_artist": None})
    stage.wait(1)
    stage.play("Sinnerman", at=103)
    stage.wait(97)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.refused == []


@crash_or_not
def test_a_track_that_had_only_begun_when_it_stopped(*, crash: bool) -> None:
    """The one before it still has its last word."""
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(LENGTH)
    stage.play("Feeling Good")
    stage.wait(4)
    stage.restart(crash=crash)
    stage.appear()
    stage.wait(LENGTH - 4 - 21)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.heard("Feeling Good") == [LENGTH]


def test_a_stop_in_good_order_says_the_last_word_on_what_is_over() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(LENGTH)
    stage.play("Feeling Good")
    stage.wait(4)
    stage.stop()
    assert stage.heard("Sinnerman") == [LENGTH]


@crash_or_not
@pytest.mark.parametrize("before", [12, 50])
def test_the_song_of_a_station_goes_on(before: float, *, crash: bool) -> None:
    stage = Stage()
    stage.play(song_on_radio("Sinnerman", "Nina Simone"))
    stage.wait(before)
    stage.restart(down=30, crash=crash)
    stage.appear()
    stage.wait(100)
    stage.play(song_on_radio("Feeling Good", "Muse"))
    stage.wait(15)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [before + 131]
    assert starts(stage) == {int(MORNING)}


@crash_or_not
def test_another_song_of_the_station_plays_when_it_is_back(*, crash: bool) -> None:
    stage = Stage()
    stage.play(song_on_radio("Sinnerman", "Nina Simone"))
    stage.wait(50)
    stage.restart(down=300, crash=crash)
    stage.play(song_on_radio("Feeling Good", "Muse"))
    stage.wait(50)
    stage.idle()
    stage.wait(20)
    assert stage.plays == ["Sinnerman", "Feeling Good"]
    assert stage.heard("Sinnerman")[0] <= 50


@crash_or_not
def test_a_station_paused_across_a_restart(*, crash: bool) -> None:
    stage = Stage()
    stage.play(song_on_radio("Sinnerman", "Nina Simone"))
    stage.wait(40)
    stage.pause()
    stage.wait(5)
    stage.restart(down=10, crash=crash)
    stage.appear()
    stage.wait(30)
    stage.resume()
    stage.wait(40)
    stage.idle()
    stage.wait(20)
    assert stage.heard("Sinnerman") == [80]
    assert stage.plays == ["Sinnerman"]


def test_a_speaker_met_while_it_plays_is_heard_from_then_on() -> None:
    """Its start is known, but what was not seen is not heard."""
    stage = Stage(known=False)
    stage.play("Sinnerman", at=90)
    stage.wait(99)
    assert stage.plays == []
    stage.wait(11)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [110]
    assert starts(stage) == {int(MORNING) - 90}


@pytest.mark.parametrize("before", [60, 150])
@pytest.mark.parametrize("away", [5, 45])
def test_a_speaker_vanishes_mid_track_and_returns(before: float, away: float) -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(before)
    stage.vanish()
    stage.wait(away)
    stage.appear()
    stage.wait(LENGTH - before - away)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.plays == ["Sinnerman"]


def test_a_speaker_that_stays_away() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(150)
    stage.vanish()
    stage.wait(3 * 3600)
    assert stage.heard("Sinnerman") == [150]
    assert stage.saved == {}


def test_a_speaker_vanishes_and_the_next_track_plays_when_it_returns() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(90)
    stage.vanish()
    stage.wait(170)
    stage.play("Feeling Good", at=60)
    stage.wait(140)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.heard("Feeling Good") == [LENGTH]


def test_a_speaker_that_is_removed_ends_its_session() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(120)
    step = stage.household.forget(KITCHEN, stage.now)
    assert [one.listening.listened for one in step.outcomes] == [pytest.approx(120)]
    assert step.running == {KITCHEN: None}
    assert stage.household.next_deadline() is None


def test_a_speaker_that_is_removed_before_it_was_heard_again_leaves_nothing_behind() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(120)
    stage.stop()
    stage.start()
    step = stage.household.forget(KITCHEN, stage.now)
    assert step.running == {KITCHEN: None}
    assert [one.listening.listened for one in step.outcomes] == [pytest.approx(120)]
