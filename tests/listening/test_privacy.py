"""What a household does not want written down is neither told nor saved."""

from __future__ import annotations

from dataclasses import replace
import json

import pytest

from custom_components.spindle.listening.rules import Rules
from custom_components.spindle.listening.types import Kind, NotCounted, Phase, Reason

from .stage import BATH, KITCHEN, LENGTH, MORNING, SPEECH, Stage, song_on_radio, track

PRIVATE = Rules(private_rooms=frozenset({KITCHEN}))
QUIET = Rules(is_quiet=lambda epoch: epoch < MORNING + 100)
OFF = Rules(recording=False)


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        (PRIVATE, Reason.PRIVATE_ROOM),
        (QUIET, Reason.QUIET_HOURS),
        (OFF, Reason.RECORDING_OFF),
    ],
)
@pytest.mark.parametrize(
    "what",
    [
        track("Sinnerman"),
        song_on_radio("Sinnerman", "Nina Simone"),
        track("Sinnerman") | {"media_content_id": "x-sonos-http:episode%3a77.mp3?sid=233"},
        track("Sinnerman", media_duration=20),
    ],
    ids=["track", "radio", "podcast", "short"],
)
def test_the_title_is_neither_told_nor_shown_nor_saved(
    rules: Rules, reason: Reason, what: dict[str, object]
) -> None:
    stage = Stage(rules)
    stage.play(what)
    assert (stage.view().phase, stage.view().reason) == (Phase.NOT_COUNTED, reason)
    stage.wait(60)
    stage.pause()
    stage.resume()
    stage.wait(140)
    stage.stop()
    told = json.dumps([repr(stage.view()), repr(stage.outcomes), stage.saved])
    stage.idle()
    stage.wait(200)
    told += repr(stage.outcomes)
    for secret in ("Sinnerman", "Nina", "Pastel", "Radio X", "spotify%3a", "Sinnerman0000"):
        assert secret not in told
    assert stage.counted == []
    assert {reason for _, reason in stage.refused} == {reason}


def test_a_private_room_is_left_out_of_a_group() -> None:
    stage = Stage(PRIVATE)
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH)
    stage.wait(LENGTH)
    for room in (KITCHEN, BATH):
        stage.idle(room=room)
    stage.wait(60)
    assert [(one.speaker, one.rooms) for one in stage.counted] == [(BATH, (BATH,))]
    assert [(one.speaker, one.rooms) for one in stage.finished] == [(BATH, (BATH,))]


def test_a_private_room_is_left_out_of_what_is_not_counted_too() -> None:
    stage = Stage(PRIVATE)
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH)
    stage.wait(20)
    for room in (KITCHEN, BATH):
        stage.idle(room=room)
    stage.wait(60)
    assert [
        (one.listening.speaker, one.listening.rooms, one.reason)
        for one in stage.outcomes
        if isinstance(one, NotCounted)
    ] == [(BATH, (BATH,), Reason.SKIPPED)]


def test_a_room_that_becomes_private_mid_track() -> None:
    """What counted before keeps its name, so that it is not counted once more."""
    stage = Stage()
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH)
    stage.wait(120)
    stage.household.rules = PRIVATE
    stage.wait(80)
    for room in (KITCHEN, BATH):
        stage.idle(room=room)
    stage.wait(60)
    assert [(one.speaker, one.rooms) for one in stage.finished] == [(KITCHEN, (BATH,))]


def test_a_room_that_becomes_private_is_saved_no_more() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(120)
    assert "Sinnerman" in repr(stage.saved)
    stage.household.rules = PRIVATE
    stage.pause()
    assert stage.saved == {}


def test_a_room_that_became_private_and_a_restart() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.regroup(KITCHEN, BATH)
    stage.wait(120)
    stage.stop()
    stage.start(PRIVATE, down=10)
    stage.appear(room=KITCHEN)
    stage.appear(room=BATH)
    stage.wait(70)
    for room in (KITCHEN, BATH):
        stage.idle(room=room)
    stage.wait(60)
    assert len(stage.counted) == 1
    assert [(one.speaker, round(one.listened)) for one in stage.finished] == [(KITCHEN, LENGTH)]


@pytest.mark.parametrize(
    "rules", [OFF, Rules(excluded_services=frozenset({"spotify"})), QUIET, PRIVATE]
)
def test_rules_that_change_before_the_threshold(rules: Rules) -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(60)
    stage.household.rules = rules
    stage.wait(140)
    stage.idle()
    stage.wait(60)
    assert stage.counted == []
    assert len(stage.refused) == 1


def test_rules_that_are_lifted_before_the_threshold() -> None:
    stage = Stage(OFF)
    stage.play("Sinnerman")
    stage.wait(60)
    stage.household.rules = Rules()
    stage.wait(50)
    assert stage.plays == ["Sinnerman"]


def test_a_threshold_that_changes_mid_track() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(60)
    stage.household.rules = Rules(fraction=0.25)
    stage.stall(0.1)
    assert stage.plays == ["Sinnerman"]


def test_recording_switched_off_after_it_counted_lets_the_play_stand() -> None:
    stage = Stage()
    stage.play("Sinnerman")
    stage.wait(120)
    stage.household.rules = OFF
    stage.wait(80)
    stage.play("Feeling Good")
    stage.wait(LENGTH)
    stage.idle()
    stage.wait(60)
    assert stage.heard("Sinnerman") == [LENGTH]
    assert stage.refused == [(None, Reason.RECORDING_OFF)]


def test_quiet_hours_go_by_when_the_title_began() -> None:
    stage = Stage(QUIET)
    stage.play("Sinnerman")
    stage.wait(LENGTH)
    stage.play("Feeling Good")
    stage.wait(LENGTH)
    stage.idle()
    stage.wait(60)
    assert stage.plays == ["Feeling Good"]
    assert stage.refused == [(None, Reason.QUIET_HOURS)]


def test_an_excluded_service_is_told_with_its_title() -> None:
    stage = Stage(Rules(excluded_services=frozenset({"spotify"})))
    stage.play("Sinnerman")
    stage.wait(LENGTH)
    stage.idle()
    stage.wait(60)
    assert stage.refused == [("Sinnerman", Reason.EXCLUDED)]


def test_a_kind_that_is_not_counted() -> None:
    stage = Stage(Rules(kinds=frozenset({Kind.MUSIC})))
    stage.play(song_on_radio("Sinnerman", "Nina Simone"))
    stage.wait(100)
    stage.idle()
    stage.wait(60)
    assert stage.refused == [("Sinnerman", Reason.NOT_MUSIC)]


def test_a_veiled_listening_keeps_when_where_and_how_long() -> None:
    stage = Stage(OFF)
    stage.play("Sinnerman")
    stage.wait(50)
    stage.play(SPEECH)
    stage.wait(5)
    stage.idle()
    stage.wait(200)
    heard = next(one.listening for one in stage.outcomes if one.listening.listened > 40)
    assert (heard.started_at, heard.speaker, heard.listened) == (MORNING, KITCHEN, 50)
    assert heard == replace(heard, title=None, artist=None, album=None, station=None)
    assert heard.source.item_id is None
