"""What one observation of the listener leaves in the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from custom_components.spindle.listening.types import Kind, Reason, Source
from custom_components.spindle.store import commands, readers, refusals
from custom_components.spindle.store.types import (
    ListeningStep,
    NotCountedCount,
    NotCountedSelection,
    Recorded,
    Selection,
    Written,
)

from .examples import NOON, a_listening, a_refusal

if TYPE_CHECKING:
    from sqlite3 import Connection

    import pytest

THE_DAY = date(2023, 11, 14)
OF_THE_DAY = NotCountedSelection(day=THE_DAY)
EVERYTHING = NotCountedSelection()
LINE_IN = Source(Kind.LINE_IN, "line_in")


def others(db: Connection) -> list[tuple[object, ...]]:
    """Return the listening beside the plays."""
    return db.execute("SELECT kind, title, station, listened FROM other_listening").fetchall()


def test_play_is_counted_and_then_grows(db: Connection) -> None:
    play = a_listening()
    (counted,) = commands.record_step(db, ListeningStep(counted=(play,)))
    (finished,) = commands.record_step(db, ListeningStep(finished=(replace(play, listened=321),)))
    assert counted == Recorded(NOON * 1000, Written.ADDED)
    assert finished == Recorded(NOON * 1000, Written.UPDATED)
    (row,) = readers.recent(db, 5)
    assert (row.listened, row.source, row.player) == (321, "sonos", "RINCON_KITCHEN")


def test_play_that_is_deleted_while_it_plays_stays_deleted(db: Connection) -> None:
    play = a_listening()
    commands.record_step(db, ListeningStep(counted=(play,)))
    commands.delete_plays(db, Selection(artist="Björk"))
    (finished,) = commands.record_step(db, ListeningStep(finished=(replace(play, listened=321),)))
    assert finished == Recorded(0, Written.GONE)
    assert readers.recent(db, 5) == ()


def test_answers_come_in_order(db: Connection) -> None:
    step = ListeningStep(
        counted=(a_listening(title="one"), a_listening(title=None), a_listening(source=LINE_IN)),
        finished=(a_listening(title="one", listened=300),),
    )
    assert [recorded.written for recorded in commands.record_step(db, step)] == [
        Written.ADDED,
        Written.REFUSED,
        Written.OTHER,
        Written.UPDATED,
    ]


def test_line_in_is_a_session_and_no_play(db: Connection) -> None:
    session = a_listening(source=LINE_IN, title=None, artist=None)
    commands.record_step(db, ListeningStep(counted=(session,)))
    commands.record_step(db, ListeningStep(finished=(replace(session, listened=4000.4),)))
    assert others(db) == [("line_in", "", "", 4000)]
    assert readers.recent(db, 5) == ()


def test_podcast_that_does_not_count_is_kept_beside(db: Connection) -> None:
    refusal = a_refusal(Reason.NOT_MUSIC, source=Source(Kind.PODCAST, "spotify"))
    commands.record_step(db, ListeningStep(not_counted=(refusal,)))
    assert others(db) == [("podcast", "Hyperballad", "", 161)]
    assert readers.recent(db, 5) == ()


def test_podcast_that_counts_is_a_play(db: Connection) -> None:
    podcast = a_listening(source=Source(Kind.PODCAST, "spotify"))
    (recorded,) = commands.record_step(db, ListeningStep(counted=(podcast,)))
    assert recorded.written is Written.ADDED
    assert others(db) == []


def test_what_was_not_counted_can_be_asked_about(db: Connection) -> None:
    step = ListeningStep(
        not_counted=(
            a_refusal(Reason.SKIPPED, listened=12.5),
            a_refusal(Reason.SKIPPED, started_at=NOON + 60),
            a_refusal(Reason.TOO_SHORT, speaker="RINCON_BATH"),
            # Berlin is an hour ahead: this is the next day there.
            a_refusal(Reason.SKIPPED, started_at=NOON + 3600),
        )
    )
    commands.record_step(db, step)
    assert readers.not_counted(db, OF_THE_DAY) == (
        NotCountedCount(reason="skipped", speaker="RINCON_KITCHEN", count=2),
        NotCountedCount(reason="too_short", speaker="RINCON_BATH", count=1),
    )
    examples = readers.not_counted_examples(db, OF_THE_DAY)
    assert [(example.reason, example.at) for example in examples] == [
        ("too_short", NOON),
        ("skipped", NOON + 60),
        ("skipped", NOON),
    ]
    assert (examples[2].title, examples[2].artist, examples[2].service, examples[2].listened) == (
        "Hyperballad",
        "Björk",
        "spotify",
        12.5,
    )
    assert len(readers.not_counted_examples(db, EVERYTHING)) == 4


def test_what_is_private_is_counted_and_not_named(db: Connection) -> None:
    for reason in refusals.PRIVATE:
        commands.note_not_counted(db, [a_refusal(reason)])
    assert sum(row.count for row in readers.not_counted(db, OF_THE_DAY)) == len(refusals.PRIVATE)
    for example in readers.not_counted_examples(db, EVERYTHING):
        assert (example.title, example.artist, example.service) == (None, None, None)


def test_examples_are_bounded_and_the_figures_are_not(db: Connection) -> None:
    commands.note_not_counted(db, [a_refusal(title=f"{number}") for number in range(250)])
    examples = readers.not_counted_examples(db, EVERYTHING, limit=1000)
    assert [example.title for example in examples] == [f"{n}" for n in range(249, 229, -1)]
    assert readers.not_counted(db, OF_THE_DAY)[0].count == 250


def test_an_evening_of_junk_does_not_push_out_last_nights_skip(db: Connection) -> None:
    skipped = a_refusal(title="The one that was skipped", started_at=NOON - 86_400)
    commands.note_not_counted(db, [skipped])
    for number in range(300):
        junk = a_refusal(Reason.STATION_JUNK, title=f"{number}", started_at=NOON + number)
        commands.note_not_counted(db, [junk])
    asked = NotCountedSelection(reason="skipped")
    (example,) = readers.not_counted_examples(db, asked)
    assert example.title == "The one that was skipped"
    assert len(readers.not_counted_examples(db, EVERYTHING, limit=1000)) == refusals.EXAMPLES + 1


def test_examples_of_ever_more_speakers_are_bounded_too(
    db: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusals, "ALL_EXAMPLES", 50)
    speakers = [f"RINCON_{number}" for number in range(80)]
    commands.note_not_counted(db, [a_refusal(speaker=speaker) for speaker in speakers])
    examples = readers.not_counted_examples(db, EVERYTHING, limit=1000)
    assert [example.speaker for example in examples] == speakers[:-51:-1]


def test_what_was_not_counted_is_asked_by_room_and_reason_and_nothing_hidden(
    db: Connection,
) -> None:
    commands.note_not_counted(
        db,
        [
            a_refusal(),
            a_refusal(Reason.TOO_SHORT),
            a_refusal(speaker="RINCON_BATH"),
            a_refusal(speaker="RINCON_BEDROOM"),
        ],
    )

    def told(**selected: Any) -> list[tuple[str | None, str]]:
        selection = NotCountedSelection(day=THE_DAY, **selected)
        examples = readers.not_counted_examples(db, selection)
        counted = readers.not_counted(db, selection)
        assert {(one.speaker, one.reason) for one in examples} == {
            (one.speaker, one.reason) for one in counted
        }
        return [(one.speaker, one.reason) for one in counted]

    assert told(speaker="RINCON_KITCHEN") == [
        ("RINCON_KITCHEN", "skipped"),
        ("RINCON_KITCHEN", "too_short"),
    ]
    assert told(reason="too_short") == [("RINCON_KITCHEN", "too_short")]
    assert told(reason="skipped", hidden=["RINCON_BATH", "RINCON_KITCHEN"]) == [
        ("RINCON_BEDROOM", "skipped")
    ]


def test_refusal_at_an_impossible_time_is_left_out(db: Connection) -> None:
    commands.note_not_counted(db, [a_refusal(started_at=float("nan")), a_refusal()])
    assert len(readers.not_counted_examples(db, EVERYTHING)) == 1


def test_running_sessions_are_saved_and_ended(db: Connection) -> None:
    commands.record_step(db, ListeningStep(running={"a": {"at": 1.5}, "b": {"title": "x"}}))
    commands.record_step(db, ListeningStep(running={"a": None, "b": {"title": "y"}}))
    assert commands.load_running(db) == {"b": {"title": "y"}}


def test_session_that_cannot_be_read_is_left_out(db: Connection) -> None:
    commands.save_running(db, {"a": {}, "b": {}, "c": {}})
    db.execute("UPDATE running SET saved = '{' WHERE speaker = 'a'")
    db.execute("UPDATE running SET saved = '[]' WHERE speaker = 'b'")
    assert commands.load_running(db) == {"c": {}}


def test_service_list_is_written_only_when_it_changed(db: Connection) -> None:
    commands.remember_services(db, {9: "Spotify", 204: "Apple Music"})
    before = db.total_changes
    commands.remember_services(db, {9: "Spotify", 204: "Apple Music"})
    assert db.total_changes == before
    commands.remember_services(db, {9: "Spotify!", 2: "Deezer"})
    assert commands.recall_services(db) == {9: "Spotify!", 2: "Deezer"}


def test_meta(db: Connection) -> None:
    assert commands.get_meta(db, "recording") is None
    commands.set_meta(db, "recording", "off")
    commands.set_meta(db, "recording", "on")
    assert commands.get_meta(db, "recording") == "on"


def test_idle_step_writes_nothing(db: Connection) -> None:
    before = db.total_changes
    assert commands.record_step(db, ListeningStep()) == ()
    assert db.total_changes == before
