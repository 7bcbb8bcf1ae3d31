"""Plays are deleted by what a person says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.store import audit, batches, commands, jobs, plays, readers, removal
from custom_components.spindle.store.types import BatchState, Deleted, Selection, Slice

from .examples import NOON, a_play

if TYPE_CHECKING:
    from sqlite3 import Connection

PLAYS: dict[str, dict[str, Any]] = {
    "first": {},
    "again": {"played_at": NOON + 1000, "player": "RINCON_BATH"},
    "isobel": {"played_at": NOON + 2000, "title": "Isobel", "origin": "manual"},
    "army": {"played_at": NOON + 3000, "title": "Army of Me", "album": "Tank Girl"},
    "other": {"played_at": NOON + 4000, "artist": "Múm", "album": None, "service": "deezer"},
}


@pytest.fixture
def ids(db: Connection) -> dict[str, int]:
    """The ids of some plays, by name."""
    written = {name: plays.record(db, a_play(**play)).play_id for name, play in PLAYS.items()}
    commands.name_players(db, {"RINCON_BATH": "Bathroom"})
    return written


@pytest.mark.parametrize(
    ("selection", "chosen"),
    [
        (Selection(artist="bjork"), {"first", "again", "isobel", "army"}),
        (Selection(title="HYPERBALLAD!"), {"first", "again", "other"}),
        (Selection(artist="Björk", title="hyperballad"), {"first", "again"}),
        (Selection(album="post"), {"first", "again", "isobel"}),
        (Selection(service="deezer"), {"other"}),
        (Selection(player="RINCON_BATH"), {"again"}),
        (Selection(player="Bathroom"), {"again"}),
        (Selection(origin="manual"), {"isobel"}),
        (Selection(start=NOON + 1000, end=NOON + 3000), {"again", "isobel"}),
        (Selection(start=NOON + 999.5, end=NOON + 1000.5), {"again"}),
        (Selection(artist="Björk", start=NOON + 2500), {"army"}),
        (Selection(artist="nobody"), set()),
        (Selection(title="nothing"), set()),
        (Selection(service="nowhere", artist="Björk"), set()),
        (Selection(batch=77), set()),
        (Selection(), set()),
    ],
)
def test_selection(
    db: Connection, ids: dict[str, int], selection: Selection, chosen: set[str]
) -> None:
    rehearsed = removal.delete(db, selection, dry_run=True)
    assert rehearsed.count == len(chosen)
    assert len(readers.recent(db, 9)) == len(ids)
    deleted = removal.delete(db, selection)
    assert deleted == rehearsed
    left = {row.id for row in readers.recent(db, 9)}
    assert left == {play_id for name, play_id in ids.items() if name not in chosen}
    assert audit.compare(db) == []


def test_by_id(db: Connection, ids: dict[str, int]) -> None:
    deleted = removal.delete(db, Selection(ids=(ids["first"], ids["army"], 7)))
    assert (deleted.count, deleted.first_at, deleted.last_at) == (2, NOON, NOON + 3000)
    assert [row.title for row in deleted.examples] == ["Army of Me", "Hyperballad"]


def test_nothing_to_delete(db: Connection) -> None:
    assert removal.delete(db, Selection(artist="Björk")) == Deleted(count=0)


def test_rehearsal_writes_nothing(db: Connection, ids: dict[str, int]) -> None:
    assert ids
    before = db.total_changes
    removal.delete(db, Selection(artist="Björk"), dry_run=True)
    assert db.total_changes == before


def test_nothing_is_left_of_what_was_deleted(db: Connection) -> None:
    plays.record(
        db,
        a_play(rooms=("RINCON_KITCHEN", "RINCON_BATH"), item_id="x", album_artist="Various"),
    )
    removal.delete(db, Selection(artist="Björk"))
    for table in ("play", "play_room", "track", "track_item", "album", "artist", "r_hour", "r_day"):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table  # noqa: S608


def test_statistics_are_rewritten_from_the_first_deleted_hour(db: Connection) -> None:
    for number in range(3):
        plays.record(db, a_play(played_at=NOON + number * 7200))
    (job,) = jobs.claim_due(db, [jobs.STATISTICS], 1e12)
    jobs.complete(db, job)
    removal.delete(db, Selection(start=NOON + 7000))
    (job,) = jobs.claim_due(db, [jobs.STATISTICS], 1e12)
    assert job.payload == {"from": (NOON + 7200) // 3600 * 3600}


def test_many_go_slice_by_slice_the_latest_first(db: Connection) -> None:
    for number in range(250):
        plays.record(db, a_play(played_at=NOON + number * 400))
    chosen = removal.delete(db, Selection(artist="Björk", end=NOON + 95_000), dry_run=True)
    deletion = removal.Deletion(chosen.ids)
    assert deletion(db) == Slice(done=100, more=True)
    assert audit.compare(db) == []
    assert readers.plays(db, chosen.ids[-100:]) == ()
    assert deletion(db) == Slice(done=100, more=True)
    assert deletion(db) == Slice(done=38, more=False)
    assert len(readers.recent(db, 1000)) == 12
    assert audit.compare(db) == []


def a_batch(db: Connection, origin: str, *moments: int) -> int:
    """Bring some plays in a batch of their own."""
    batch = batches.start(db, origin, f"{origin}.zip", started_at=NOON)
    for moment in moments:
        plays.record(db, a_play(played_at=moment, player=None, origin=origin), batch=batch)
    batches.finish(db, batch)
    return batch


def test_batch_is_undone_as_a_whole(db: Connection) -> None:
    plays.record(db, a_play())
    batch = a_batch(db, "import:lastfm", NOON + 1000, NOON + 2000, NOON + 3000)
    found = batches.find(db, batch)
    assert found is not None
    assert (found.origin, found.note, found.state, found.plays) == (
        "import:lastfm",
        "import:lastfm.zip",
        BatchState.DONE,
        3,
    )
    assert batches.undo(db, batch, limit=2).more
    assert batches.latest(db)[0].state is BatchState.UNDOING
    assert not batches.undo(db, batch, limit=2).more
    assert [row.played_at for row in readers.recent(db, 9)] == [NOON]
    assert batches.latest(db)[0].state is BatchState.UNDONE
    assert batches.undo(db, batch).done == 0
    assert audit.compare(db) == []


def test_an_undoing_looks_at_few_plays_at_once(
    db: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "LOOK", 10)
    batch = a_batch(db, "import:lastfm", NOON, NOON + 1_000_000)
    for number in range(1, 25):
        plays.record(db, a_play(played_at=NOON + number * 4000))
    slices = [batches.undo(db, batch) for _ in range(3)]
    assert slices == [Slice(done=1, more=True), Slice(done=0, more=True), Slice(done=1, more=False)]
    assert len(readers.recent(db, 99)) == 24
    assert audit.compare(db) == []


def test_play_that_two_batches_told_of_outlives_the_first(db: Connection) -> None:
    first = a_batch(db, "import:lastfm", NOON, NOON + 1000)
    second = a_batch(db, "import:spotify", NOON + 5, NOON + 2000)
    batches.undo(db, first)
    assert sorted(row.played_at for row in readers.recent(db, 9)) == [NOON, NOON + 2000]
    assert audit.compare(db) == []
    batches.undo(db, second)
    assert readers.recent(db, 9) == ()


def test_play_that_the_speaker_told_of_leaves_its_batch(db: Connection) -> None:
    batch = a_batch(db, "recorder", NOON, NOON + 1000)
    plays.record(db, a_play(played_at=NOON + 3))
    batches.undo(db, batch)
    assert [row.played_at for row in readers.recent(db, 9)] == [NOON]
    assert audit.compare(db) == []


def test_deleting_counts_down_the_batch(db: Connection) -> None:
    batch = a_batch(db, "import:lastfm", NOON, NOON + 1000)
    removal.delete(db, Selection(start=NOON + 500))
    found = batches.find(db, batch)
    assert found is not None
    assert found.plays == 1
    assert removal.delete(db, Selection(batch=batch)).count == 1
