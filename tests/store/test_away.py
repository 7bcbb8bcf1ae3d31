"""Plays that an account tells of: merged with what the speakers told, refused, kept with gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.listening.types import Kind, Listening, NotCounted, Reason, Source
from custom_components.spindle.store import away, near, plays, refusals
from custom_components.spindle.store.away import REMEMBERED, TAKEN, AwayPlay, AwayState, Gap
from custom_components.spindle.store.types import NewPlay, Origin

if TYPE_CHECKING:
    from sqlite3 import Connection

ACCOUNT = "spotify:ann"
START = 1_772_395_200
LENGTH = 200.0
KITCHEN = "RINCON_KITCHEN"
ITEM = "01Bz4Mijhe7m7qRvq2Ujpn"
SOURCE = Source(kind=Kind.MUSIC, service="spotify", item_id=ITEM)


def heard(
    title: str = "Sinnerman",
    *,
    at: float = START,
    told_at: float | None = None,
    artist: str = "Nina Simone",
    item_id: str = ITEM,
) -> AwayPlay:
    """A play from ``at`` on, of which the account names the end, or ``told_at``."""
    play = NewPlay(
        played_at=at,
        title=title,
        artist=artist,
        service="spotify",
        item_id=item_id,
        duration=LENGTH,
        listened=LENGTH,
        origin=Origin.SPOTIFY,
        isrc="USPR36500001",
    )
    return AwayPlay(play, at + LENGTH if told_at is None else told_at)


def on_speakers(
    db: Connection, title: str = "Sinnerman", *, at: float = START, listened: float = LENGTH
) -> None:
    """Record what a speaker played."""
    play = NewPlay(
        played_at=at,
        title=title,
        artist="Nina Simone",
        service="spotify",
        item_id=ITEM,
        player=KITCHEN,
        duration=LENGTH,
        listened=listened,
    )
    plays.record(db, play)


def refused(
    reason: Reason, title: str | None, *, at: float = START, listened: float = 90
) -> NotCounted:
    """What a speaker played, and did not count."""
    listening = Listening(
        started_at=at,
        speaker=KITCHEN,
        rooms=(KITCHEN,),
        source=SOURCE,
        title=title,
        artist="Nina Simone",
        duration=LENGTH,
        listened=listened,
    )
    return NotCounted(listening, reason)


def record(db: Connection, *told: AwayPlay, gap: Gap | None = None) -> away.AwayRecorded:
    return away.record(db, ACCOUNT, told, taken=[one.told_at for one in told], gap=gap)


def rows(db: Connection) -> list[tuple[object, ...]]:
    query = "SELECT played_at, title, source, player, listened FROM scrobbles ORDER BY id"
    return db.execute(query).fetchall()


def test_what_no_speaker_played_is_recorded_without_a_room(db: Connection) -> None:
    outcome = record(db, heard())
    assert (outcome.added, outcome.known, outcome.refused) == (1, 0, 0)
    assert rows(db) == [(START, "Sinnerman", "spotify", None, 200)]
    assert away.load(db, ACCOUNT) == AwayState(taken=(START + LENGTH,))


@pytest.mark.parametrize(
    ("listened", "told_at"),
    [
        pytest.param(LENGTH, START + LENGTH, id="its end is told"),
        pytest.param(LENGTH, START, id="its beginning is told"),
        pytest.param(LENGTH, START + LENGTH + near.SLACK, id="its end, a minute late"),
        pytest.param(LENGTH, START + LENGTH + 120, id="it was paused for two minutes"),
        pytest.param(110.0, START + 110, id="it was skipped"),
    ],
)
def test_what_a_speaker_told_is_one_play_with_what_the_account_tells(
    db: Connection, listened: float, told_at: float
) -> None:
    on_speakers(db, listened=listened)
    outcome = record(db, heard(at=told_at - LENGTH, told_at=told_at))
    assert (outcome.added, outcome.known) == (0, 1)
    ((played_at, _, source, _, heard_for),) = rows(db)
    assert (played_at, source) == (START, "sonos")
    if told_at <= START + listened + near.SLACK:
        assert heard_for == listened


def test_a_speaker_that_tells_later_finds_the_play(db: Connection) -> None:
    record(db, heard())
    on_speakers(db)
    assert len(rows(db)) == 1


def test_a_track_is_known_by_its_id_however_it_is_spelt(db: Connection) -> None:
    on_speakers(db)
    record(db, heard("Sinnerman - 2013 Remaster", artist="Nina S."))
    assert [row[1] for row in rows(db)] == ["Sinnerman"]


def test_the_same_track_on_the_way_right_after_is_another_play(db: Connection) -> None:
    on_speakers(db)
    outcome = record(db, heard(), heard(at=START + LENGTH))
    assert (outcome.added, outcome.known) == (1, 1)
    assert [row[0] for row in rows(db)] == [START, START + LENGTH]


def test_told_twice_it_is_one_play(db: Connection) -> None:
    record(db, heard())
    assert record(db, heard()).known == 1
    assert len(rows(db)) == 1


@pytest.mark.parametrize(
    ("reason", "title"),
    [
        (Reason.SKIPPED, "Sinnerman"),
        (Reason.PRIVATE_ROOM, "Sinnerman"),
        (Reason.QUIET_HOURS, "Sinnerman"),
        (Reason.RECORDING_OFF, "Sinnerman"),
    ],
)
def test_what_a_speaker_played_and_nobody_was_to_record_stays_unrecorded(
    db: Connection, reason: Reason, title: str
) -> None:
    refusals.note(db, [refused(reason, title)])
    outcome = record(db, heard(at=START + 90 - LENGTH, told_at=START + 90))
    assert (outcome.added, outcome.refused) == (0, 1)
    assert rows(db) == []


def test_what_was_paused_in_a_private_room_stays_unrecorded(db: Connection) -> None:
    refusals.note(db, [refused(Reason.PRIVATE_ROOM, None, listened=LENGTH)])
    assert record(db, heard(at=START + 150)).refused == 1


def test_a_refusal_holds_for_its_own_title_and_time_only(db: Connection) -> None:
    refusals.note(db, [refused(Reason.SKIPPED, "Sinnerman")])
    record(db, heard("Feeling Good", item_id="x" * 22, told_at=START + 90), heard(at=START + 600))
    assert {row[1] for row in rows(db)} == {"Feeling Good", "Sinnerman"}


def test_gaps_are_counted_and_the_latest_are_kept(db: Connection) -> None:
    gaps = [Gap(START + each, START + each + 1) for each in range(REMEMBERED + 5)]
    for gap in gaps:
        record(db, heard(), gap=gap)
    state = away.load(db, ACCOUNT)
    assert state.gap_count == REMEMBERED + 5
    assert state.gaps == tuple(gaps[-REMEMBERED:])
    assert away.skip(db, ACCOUNT, START + 9_999.0).gaps == state.gaps
    assert away.load(db, ACCOUNT).cursor == START + 9_999.0
    away.stop(db, ACCOUNT)
    assert away.load(db, ACCOUNT).is_stopped
    assert not away.skip(db, ACCOUNT, START + 9_999.0).is_stopped
    away.forget(db, ACCOUNT)
    assert away.load(db, ACCOUNT) == AwayState()


def test_what_is_taken_is_known_as_far_back_as_an_account_tells(db: Connection) -> None:
    moments = [START + 300.0 * each for each in range(TAKEN + 5)]
    late, moments = moments[20], [*moments[:20], *moments[21:]]
    away.record(db, ACCOUNT, (), taken=moments, gap=None)
    assert away.load(db, ACCOUNT) == AwayState(cursor=moments[3], taken=tuple(moments[4:]))
    state = away.record(db, ACCOUNT, (), taken=[late], gap=None).state
    assert (state.cursor, state.latest, len(state.taken)) == (moments[4], moments[-1], TAKEN)
    assert late in state.taken
    assert away.load(db, ACCOUNT) == state
