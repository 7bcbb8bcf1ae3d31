"""A group is one listener: formed, left, and led by another in the middle of a track."""

from __future__ import annotations

import pytest

from custom_components.spindle.listening.household import MOST_SPEAKERS
from custom_components.spindle.listening.types import Phase

from .stage import BATH, HALL, KITCHEN, LENGTH, MORNING, SPEECH, Stage, song_on_radio

song = pytest.mark.parametrize(
    "what",
    [{}, song_on_radio("Sinnerman", "Nina Simone")],
    ids=["track", "radio"],
)


def end(stage: Stage, *rooms: str) -> None:
    """Let everything be silent and prove itself."""
    for room in rooms or stage.players:
        stage.idle(room=room)
    stage.wait(200)


def test_two_rooms_that_play_the_same_track_separately_are_two_plays() -> None:
    stage = Stage()
    stage.play("Sinnerman", room=KITCHEN)
    stage.wait(1)
    stage.play("Sinnerman", room=BATH)
    stage.wait(LENGTH)
    end(stage)
    assert [(one.speaker, one.rooms) for one in stage.counted] == [
        (KITCHEN, (KITCHEN,)),
        (BATH, (BATH,)),
    ]


def test_two_rooms_that_play_as_a_group_are_one_play_with_both_rooms() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH)
    stage.wait(LENGTH)
    end(stage)
    assert [(one.speaker, one.rooms) for one in stage.counted] == [(KITCHEN, (KITCHEN, BATH))]
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.refused == []


def test_a_group_plays_an_album_once() -> None:
    stage = Stage()
    stage.regroup(KITCHEN, BATH, HALL)
    for number in range(4):
        for room in (BATH, KITCHEN, HALL):
            stage.play(f"Track {number}", room=room)
        stage.wait(LENGTH)
    end(stage)
    assert stage.plays == [f"Track {number}" for number in range(4)]
    assert {one.rooms for one in stage.finished} == {(KITCHEN, BATH, HALL)}
    assert stage.refused == []


def test_a_group_formed_mid_track_goes_on_with_the_coordinators() -> None:
    stage = Stage()
    stage.play("Feeling Good", room=BATH)
    stage.wait(10)
    stage.play("Sinnerman")
    stage.wait(60)
    stage.regroup(KITCHEN, BATH)
    stage.wait(140)
    end(stage)
    assert stage.plays == ["Sinnerman"]
    assert stage.finished[0].rooms == (KITCHEN, BATH)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert [title for title, _ in stage.refused] == ["Feeling Good"]


@pytest.mark.parametrize("follower_first", [False, True])
def test_a_room_leaves_the_group_mid_track(*, follower_first: bool) -> None:
    """For a moment it still mirrors what the group plays: no play, no note."""
    stage = Stage()
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH)
    stage.wait(60)
    residue = stage.players[BATH].attributes
    if follower_first:
        stage.say("playing", residue, room=BATH, group=())
        stage.wait(1)
        stage.say("playing", stage.players[KITCHEN].attributes, group=())
    else:
        stage.say("playing", stage.players[KITCHEN].attributes, group=())
        stage.wait(1)
        stage.say("playing", residue, room=BATH, group=())
    stage.wait(3)
    stage.idle(room=BATH)
    stage.wait(136)
    end(stage)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.finished[0].rooms == (KITCHEN, BATH)
    assert stage.refused == []


def test_a_room_leaves_and_plays_on_its_own() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH)
    stage.wait(60)
    stage.say("playing", stage.players[KITCHEN].attributes, group=())
    stage.play("Feeling Good", room=BATH, group=())
    stage.wait(LENGTH)
    end(stage)
    assert stage.plays == ["Sinnerman", "Feeling Good"]
    assert stage.finished[0].listened <= LENGTH + 2


@song
@pytest.mark.parametrize("heir_first", [False, True])
@pytest.mark.parametrize("before", [20, 60, 150])
@pytest.mark.parametrize("lag", [0, 1.5, 6])
def test_the_coordinator_leaves_mid_track(
    what: dict[str, object], before: float, lag: float, *, heir_first: bool
) -> None:
    """The music goes on under another coordinator, and so does the play, in any order."""
    stage = Stage()
    stage.play(what or "Sinnerman")
    stage.regroup(KITCHEN, BATH, HALL)
    stage.wait(before)

    def heir() -> None:
        stage.appear(room=BATH)
        stage.regroup(BATH, HALL)

    if heir_first:
        heir()
        stage.wait(lag)
        stage.idle(group=())
    else:
        stage.idle(group=())
        stage.wait(lag)
        heir()
    stage.wait(LENGTH - before - lag)
    end(stage)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [pytest.approx(LENGTH, abs=lag if what else 1)]
    assert stage.finished[0].speaker == KITCHEN
    assert stage.finished[0].rooms == (KITCHEN, BATH, HALL)
    assert stage.finished[0].started_at == MORNING
    assert stage.refused == []
    assert stage.saved == {}


def test_the_coordinator_leaves_and_plays_something_else_at_once() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH)
    stage.wait(120)
    stage.play("Feeling Good", group=())
    stage.wait(1)
    stage.say("playing", stage._here(BATH, None), room=BATH, group=())
    stage.wait(79)
    end(stage, BATH)
    stage.wait(150)
    end(stage)
    assert stage.plays == ["Sinnerman", "Feeling Good"]
    assert stage.heard("Sinnerman") == [LENGTH]


@pytest.mark.parametrize("heir_first", [False, True])
def test_the_coordinator_hands_over_and_stays(*, heir_first: bool) -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH)
    stage.wait(60)
    playing = stage._here(BATH, None)
    rooms = [BATH, KITCHEN] if heir_first else [KITCHEN, BATH]
    for room in rooms:
        stage.say("playing", playing, room=room, group=(BATH, KITCHEN))
        stage.wait(0.5)
    stage.wait(139)
    end(stage)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.plays == ["Sinnerman"]
    assert stage.refused == []


@pytest.mark.parametrize("heir_first", [False, True])
def test_the_coordinator_leaves_while_the_group_is_paused(*, heir_first: bool) -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH)
    stage.wait(60)
    stage.pause()
    stage.regroup(KITCHEN, BATH)
    stage.wait(30)
    paused = dict(stage.players[BATH].attributes)
    if heir_first:
        stage.say("paused", paused, room=BATH, group=())
        stage.idle(group=())
    else:
        stage.idle(group=())
        stage.say("paused", paused, room=BATH, group=())
    stage.wait(600)
    stage.resume(room=BATH)
    stage.wait(140)
    end(stage)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.refused == []


def test_the_play_goes_to_the_room_that_leads_not_to_one_that_follows() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH, HALL)
    stage.wait(60)
    playing = stage._here(KITCHEN, None)
    stage.say("playing", playing, room=BATH, group=(HALL, BATH))
    stage.idle(group=())
    stage.say("playing", playing, room=HALL, group=(HALL, BATH))
    stage.wait(140)
    end(stage, HALL, BATH)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.plays == ["Sinnerman"]
    assert stage.refused == []


def test_the_coordinator_leaves_during_a_jingle() -> None:
    """The jingle is not credited to the song that goes on elsewhere."""
    stage = Stage()
    stage.play(song_on_radio("Sinnerman", "Nina Simone"))
    stage.regroup(KITCHEN, BATH)
    stage.wait(60)
    stage.play(song_on_radio("Radio X"))
    stage.wait(5)
    stage.idle(group=())
    stage.play(song_on_radio("Radio X"), room=BATH, group=())
    stage.wait(80)
    stage.play(song_on_radio("Sinnerman", "Nina Simone"), room=BATH)
    stage.wait(40)
    end(stage)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [100]


def test_a_paused_station_is_not_handed_over() -> None:
    stage = Stage()
    stage.play(song_on_radio("Sinnerman", "Nina Simone"))
    stage.regroup(KITCHEN, BATH)
    stage.wait(60)
    stage.idle(group=())
    stage.say("paused", stage.players[BATH].attributes, room=BATH, group=())
    stage.wait(200)
    assert stage.heard("Sinnerman") == [60]
    assert stage.saved == {}


def test_a_station_paused_goes_on_in_the_room_that_plays_it_soon() -> None:
    stage = Stage()
    stage.play(song_on_radio("Sinnerman", "Nina Simone"))
    stage.regroup(KITCHEN, BATH)
    stage.wait(60)
    stage.pause()
    stage.idle(group=())
    stage.say("paused", stage.players[BATH].attributes, room=BATH, group=())
    stage.wait(50)
    stage.resume(room=BATH)
    stage.wait(40)
    end(stage)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [100]


def test_the_coordinator_is_unplugged_and_the_rest_plays_on() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH)
    stage.wait(120)
    stage.vanish()
    stage.wait(5)
    stage.say("playing", stage._here(BATH, None), room=BATH, group=())
    stage.wait(75)
    stage.idle(room=BATH)
    stage.wait(2000)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.plays == ["Sinnerman"]


@pytest.mark.parametrize("crash", [False, True])
def test_the_coordinator_changed_while_nobody_looked(*, crash: bool) -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH)
    stage.wait(110)
    stage.restart(down=20, crash=crash)
    playing = stage._here(BATH, None)
    stage.idle(group=())
    stage.say("playing", playing, room=BATH, group=())
    stage.wait(69)
    end(stage)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.saved == {}


def test_a_group_that_restarts_goes_on_as_one_play() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH)
    stage.wait(110)
    stage.restart(down=20)
    stage.appear(room=BATH)
    stage.appear(room=KITCHEN)
    stage.wait(69)
    end(stage)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.finished[0].rooms == (KITCHEN, BATH)


def test_an_announcement_to_a_group() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH)
    stage.wait(50)
    for room in (KITCHEN, BATH):
        stage.play(SPEECH, room=room)
    stage.wait(5)
    for room in (KITCHEN, BATH):
        stage.play("Sinnerman", at=50, room=room)
    stage.wait(150)
    end(stage)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.plays == ["Sinnerman"]


def test_what_the_heir_had_played_before_is_told() -> None:
    """A room that joined and inherits at once still owes its own last word."""
    stage = Stage()
    stage.play("Feeling Good", room=BATH)
    stage.wait(150)
    stage.play("Sinnerman")
    stage.wait(3)
    stage.regroup(KITCHEN, BATH)
    stage.wait(3)
    playing = stage._here(BATH, None)
    stage.idle(group=())
    stage.say("playing", playing, room=BATH, group=())
    stage.wait(LENGTH - 6)
    end(stage)
    assert stage.heard("Feeling Good") == [153]
    assert stage.heard("Sinnerman") == [LENGTH]


def test_every_room_of_a_group_shows_what_it_plays() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH)
    assert stage.view(BATH) == stage.view(KITCHEN)
    assert stage.view(BATH).phase is Phase.LISTENING
    assert stage.view(HALL).phase is Phase.IDLE


@pytest.mark.parametrize("group", [(), (HALL, BATH), (KITCHEN,), (KITCHEN, KITCHEN, BATH)])
def test_a_group_that_makes_no_sense_is_none(group: tuple[str, ...]) -> None:
    """Home Assistant may name [None], or a group that the speaker is not in."""
    stage = Stage()
    stage.play("Sinnerman", group=group)
    stage.wait(LENGTH)
    stage.idle()
    stage.wait(30)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.finished[0].speaker == KITCHEN
    assert HALL not in stage.finished[0].rooms


def test_two_rooms_that_follow_each_other_raise_nothing() -> None:
    stage = Stage()
    stage.play("Sinnerman", room=KITCHEN, group=(BATH, KITCHEN))
    stage.play("Sinnerman", room=BATH, group=(KITCHEN, BATH))
    stage.wait(LENGTH)
    assert stage.view(KITCHEN).phase is Phase.IDLE
    assert stage.counted == []


def test_the_number_of_speakers_is_bounded() -> None:
    stage = Stage(known=False)
    for number in range(MOST_SPEAKERS + 20):
        stage.play("Sinnerman", room=f"RINCON_{number}")
    stage.wait(120)
    assert len(stage.counted) == MOST_SPEAKERS


def test_speakers_of_another_time_leave_room_for_those_of_today() -> None:
    stage = Stage(known=False)
    stage.play("Sinnerman")
    stage.wait(10)
    session = stage.saved[KITCHEN]
    stage.saved = {f"RINCON_{number}": session for number in range(MOST_SPEAKERS)}
    stage.start()
    stage.idle()
    stage.play("Feeling Good")
    stage.wait(110)
    assert stage.plays == ["Feeling Good"]
