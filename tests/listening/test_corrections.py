"""What a speaker says wrong for a moment makes no play and no note."""

from __future__ import annotations

import pytest

from .stage import LENGTH, MORNING, Stage, track

OLD, NEW = track("Sinnerman"), track("Feeling Good", "Muse")


def halfway(address: dict[str, object], name: dict[str, object]) -> dict[str, object]:
    """Return attributes with the address of one track and the name of the other."""
    return name | {"media_content_id": address["media_content_id"]}


def end(stage: Stage) -> None:
    """Let the new track end, and silence prove itself."""
    stage.wait(30)
    stage.idle()
    stage.wait(200)


def change(stage: Stage, *, heard: float = LENGTH) -> None:
    """Play the old track for ``heard`` seconds."""
    stage.play(OLD)
    stage.wait(heard)


@pytest.mark.parametrize("moment", [0.0, 0.3, 2.0, 9.0, 14.0])
@pytest.mark.parametrize("wrong", [halfway(NEW, OLD), halfway(OLD, NEW)], ids=["uri", "title"])
def test_a_stale_title_then_the_correction(wrong: dict[str, object], moment: float) -> None:
    """The new address comes with the old title, or the other way round."""
    stage = Stage()
    change(stage)
    stage.play(wrong)
    stage.wait(moment)
    stage.play(NEW, at=moment)
    stage.wait(LENGTH - moment)
    stage.idle()
    stage.wait(200)
    assert stage.plays == ["Sinnerman", "Feeling Good"]
    assert [round(one.listened) for one in stage.finished] == [LENGTH, LENGTH]
    assert stage.counted[1].started_at == pytest.approx(MORNING + LENGTH, abs=1)
    assert stage.refused == []


@pytest.mark.parametrize("wrong", [halfway(NEW, OLD), halfway(OLD, NEW)], ids=["uri", "title"])
def test_a_stale_title_after_a_skip_makes_no_phantom_either(wrong: dict[str, object]) -> None:
    stage = Stage()
    change(stage, heard=60)
    stage.play(wrong, at=None)
    stage.wait(1)
    stage.play(NEW, at=1)
    end(stage)
    assert [title for title, _ in stage.refused] == ["Sinnerman", "Feeling Good"]
    assert stage.plays == []


def test_the_old_track_told_once_more_before_the_new_one() -> None:
    stage = Stage()
    change(stage)
    stage.again()
    stage.wait(2)
    stage.play(NEW, at=2)
    stage.wait(LENGTH - 2)
    stage.idle()
    stage.wait(60)
    assert stage.plays == ["Sinnerman", "Feeling Good"]
    assert stage.heard("Feeling Good") == [LENGTH]
    assert stage.refused == []


@pytest.mark.parametrize("first", [0.5, 2.0, 5.0, 9.0])
def test_a_flicker_back_to_the_old_track(first: float) -> None:
    stage = Stage()
    change(stage)
    stage.play(NEW)
    stage.wait(first)
    stage.play(OLD, at=LENGTH - 1)
    stage.wait(1)
    stage.play(NEW, at=first + 1)
    stage.wait(LENGTH - first - 1)
    stage.idle()
    stage.wait(60)
    assert stage.plays == ["Sinnerman", "Feeling Good"]
    assert stage.heard("Feeling Good")[0] == pytest.approx(LENGTH, abs=2)
    assert stage.heard("Sinnerman")[0] == pytest.approx(LENGTH, abs=3)
    assert stage.refused == []


def test_a_flicker_to_the_next_track_and_back_leaves_a_note_only_if_it_stays() -> None:
    """The old track goes on where it was; the new one was there for long enough to tell."""
    stage = Stage()
    change(stage, heard=100)
    stage.play(NEW)
    stage.wait(5)
    stage.play(OLD, at=100)
    stage.wait(100)
    end(stage)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman") == [LENGTH + 2]
    assert [title for title, _ in stage.refused] == ["Feeling Good"]


def test_a_title_met_well_under_way_is_no_young_one_to_be_set_right() -> None:
    """It was out of sight; the skip right after its return is a skip."""
    stage = Stage()
    stage.play("Time")
    stage.wait(LENGTH)
    stage.vanish()
    stage.wait(60)
    stage.play(OLD, at=60)
    stage.wait(1)
    stage.play(halfway(NEW, OLD))
    stage.play(NEW)
    stage.wait(80)
    end(stage)
    assert stage.plays == ["Time", "Feeling Good"]
    assert [title for title, _ in stage.refused] == ["Sinnerman"]


def test_a_flicker_that_is_gone_at_once_leaves_no_note() -> None:
    stage = Stage()
    change(stage, heard=100)
    stage.play(NEW)
    stage.wait(2)
    stage.play(OLD, at=101)
    stage.wait(99)
    end(stage)
    assert stage.plays == ["Sinnerman"]
    assert stage.refused == []


@pytest.mark.parametrize("heard", [5, 60])
def test_back_to_the_beginning_is_a_new_listening_and_no_return(heard: float) -> None:
    stage = Stage()
    for title in ("Sinnerman", "Feeling Good", "Sinnerman"):
        stage.play(title)
        stage.wait(heard)
    stage.wait(LENGTH - heard)
    stage.idle()
    stage.wait(60)
    assert stage.plays == ["Sinnerman"]
    assert stage.counted[0].started_at == MORNING + 2 * heard
    assert stage.heard("Sinnerman") == [LENGTH]
    assert [title for title, _ in stage.refused] == ["Sinnerman", "Feeling Good"]


def test_a_title_that_comes_back_from_long_before_is_a_new_listening() -> None:
    stage = Stage()
    change(stage, heard=150)
    stage.play(NEW)
    stage.wait(5)
    stage.play(OLD, at=10)
    stage.wait(LENGTH - 10)
    end(stage)
    assert stage.plays == ["Sinnerman", "Sinnerman"]


def test_the_new_title_with_the_old_position() -> None:
    """The first answer after a change has the title, but the position of before."""
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(150)
    stage.seek(190)
    stamp = stage.date
    stage.wait(10)
    stage.play(NEW, media_position=190, media_position_updated_at=stamp)
    stage.wait(LENGTH)
    stage.idle()
    stage.wait(60)
    assert stage.plays == ["Sinnerman", "Feeling Good"]
    assert stage.counted[1].started_at == MORNING + 160
    assert stage.heard("Feeling Good") == [LENGTH]


def test_a_stale_zero_stamped_fresh_is_no_repetition() -> None:
    stage = Stage()
    stage.play(NEW)
    stage.wait(12)
    stage.seek(0)
    stage.wait(LENGTH - 12)
    stage.idle()
    stage.wait(60)
    assert stage.plays == ["Feeling Good"]
    assert stage.heard("Feeling Good") == [LENGTH]


def test_an_artist_that_arrives_late() -> None:
    stage = Stage()
    stage.play("Sinnerman", media_artist=None)
    stage.wait(5)
    stage.again(media_artist="Nina Simone")
    stage.wait(LENGTH - 5)
    stage.idle()
    stage.wait(60)
    assert [(one.title, one.artist) for one in stage.counted] == [("Sinnerman", "Nina Simone")]
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.refused == []


def test_an_artist_that_arrives_after_the_threshold() -> None:
    stage = Stage()
    stage.play("Sinnerman", media_artist=None)
    stage.wait(120)
    assert stage.plays == []
    stage.again(media_artist="Nina Simone")
    assert [(one.title, one.artist) for one in stage.counted] == [("Sinnerman", "Nina Simone")]
    assert stage.counted[0].started_at == MORNING


def test_an_artist_that_is_completed() -> None:
    stage = Stage()
    stage.play("Sinnerman", media_artist="Nina Simone")
    stage.wait(60)
    stage.again(media_artist="Nina Simone, Rudy Stevenson")
    stage.wait(140)
    stage.idle()
    stage.wait(60)
    assert [one.artist for one in stage.counted] == ["Nina Simone, Rudy Stevenson"]
    assert stage.refused == []


def test_a_title_that_arrives_late() -> None:
    stage = Stage()
    stage.play("Feeling Good")
    stage.wait(LENGTH)
    stage.play(halfway(OLD, track(None, None)))
    stage.wait(8)
    stage.play(OLD, at=8)
    stage.wait(LENGTH - 8)
    stage.idle()
    stage.wait(60)
    assert stage.plays == ["Feeling Good", "Sinnerman"]
    assert stage.counted[1].started_at == MORNING + LENGTH
    assert stage.refused == []


def test_a_title_that_is_missing_for_a_moment() -> None:
    stage = Stage()
    stage.play(OLD)
    stage.wait(50)
    stage.say("playing", halfway(OLD, track(None, None)))
    stage.wait(3)
    stage.say("playing", {"media_content_type": "music"})
    stage.wait(2)
    stage.play(OLD, at=55)
    stage.wait(LENGTH - 55)
    stage.idle()
    stage.wait(200)
    assert stage.plays == ["Sinnerman"]
    assert stage.heard("Sinnerman")[0] == pytest.approx(LENGTH, abs=2)
    assert stage.refused == []


def test_an_address_that_is_missing_for_long_changes_nothing() -> None:
    stage = Stage()
    stage.play(OLD)
    stage.wait(120)
    stage.again(media_content_id=None)
    stage.wait(70)
    stage.play(OLD, at=190)
    stage.wait(10)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.refused == []


def test_nothing_told_between_two_tracks() -> None:
    stage = Stage()
    change(stage)
    stage.say("playing", {})
    stage.wait(1)
    stage.play(NEW, at=1)
    stage.wait(LENGTH - 1)
    stage.idle()
    stage.wait(200)
    assert stage.plays == ["Sinnerman", "Feeling Good"]
    assert stage.refused == []


def test_music_that_never_says_a_title_is_told_as_such() -> None:
    stage = Stage()
    stage.play(track(None, None))
    stage.wait(LENGTH)
    stage.idle()
    stage.wait(20)
    assert [(title, reason.value) for title, reason in stage.refused] == [(None, "no_metadata")]


def test_what_counted_keeps_its_name() -> None:
    stage = Stage()
    stage.play(OLD)
    stage.wait(120)
    stage.again(media_artist="Nina Simone (Remastered)")
    stage.wait(80)
    stage.idle()
    stage.wait(60)
    assert {one.artist for one in (*stage.counted, *stage.finished)} == {"Nina Simone"}
