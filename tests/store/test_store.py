"""The store with its threads: order, refusals, a full disk, the end."""

from __future__ import annotations

from functools import partial
import threading
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store import (
    Store,
    StoreClosedError,
    StoreUnusableError,
    StoreWaitingError,
    audit,
    commands,
    lanes,
    meta,
    readers,
    writer,
)
from custom_components.spindle.store.connection import open_reader, open_writer
from custom_components.spindle.store.opening import Opener
from custom_components.spindle.store.types import (
    ListeningStep,
    NewPlay,
    Recorded,
    Slice,
    StoreState,
    StoreStatus,
    Written,
)

from .conftest import ZONE, create
from .examples import NOON, a_listening, a_play

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path
    from sqlite3 import Connection

type StartStore = Callable[..., Store]

SOON = 10
"""Seconds within which whatever is waited for has long happened."""


class Disk:
    """A disk that can be full, read-only or away, told by SQLite itself."""

    def __init__(self) -> None:
        self.full = False
        self.read_only = False
        self.openings = 0

    def connect(self, path: Path) -> Connection:
        """Open the database as this disk allows."""
        self.openings += 1
        if self.read_only:
            return open_reader(path)
        db = open_writer(path)
        if self.full:
            self.fill(db)
        return db

    def fill(self, db: Connection) -> None:
        """Let the file grow no more: SQLite then says SQLITE_FULL."""
        self.full = True
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")


def titles(db: Connection) -> list[str]:
    """Return the titles in the order in which they were written."""
    return [row[0] for row in db.execute("SELECT title FROM track ORDER BY id")]


def a_large_play(number: int) -> NewPlay:
    """Return a play that needs new pages."""
    return a_play(
        played_at=NOON + number * 1000,
        title=f"{number} {'x' * 400}",
        artist=f"{number} {'y' * 400}",
    )


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until other threads have come as far as that."""
    tick = threading.Event()
    for _ in range(SOON * 200):
        if condition():
            return
        tick.wait(0.005)
    pytest.fail("it did not happen")


def _is_settled(future: Future[Recorded], store: Store) -> bool:
    return future.done() or store.status.waiting > 0


def finish_upkeep(store: Store) -> None:
    """Wait until what an earlier process left unfinished is done."""
    store.write(commands.get_meta, "zone").result(SOON)
    store.write_slices(lambda _db: Slice(0, more=False)).result(SOON)
    wait_for(lambda: not store.heartbeat.busy)


@pytest.fixture
def disk() -> Disk:
    """A disk with room."""
    return Disk()


@pytest.fixture
def store_on(disk: Disk, path: Path, start_store: StartStore) -> Store:
    """An open store on that disk."""
    store = start_store(opener=Opener(path, zone=ZONE, connect=disk.connect))
    store.write(commands.get_meta, "zone").result(SOON)
    return store


def fill_up(store: Store, disk: Disk) -> Future[Recorded]:
    """Fill the disk and write plays until the store has noticed; return the first refused."""
    store.write(disk.fill).result(SOON)
    for number in range(100):
        future = store.write_kept(commands.record_play, a_large_play(number))
        wait_for(partial(_is_settled, future, store))
        if not future.done():
            return future
    pytest.fail("the disk is never full")


def test_nothing_is_touched_before_opening(path: Path) -> None:
    store = Store(path, zone=ZONE)
    assert store.status == StoreStatus(state=StoreState.OPENING)
    assert not store.heartbeat.alive
    assert not path.exists()


def test_plays_told_before_the_file_is_open_are_written(
    path: Path, start_store: StartStore
) -> None:
    gate = threading.Event()

    def slowly(path: Path) -> Connection:
        gate.wait(SOON)
        return open_writer(path)

    store = start_store(opener=Opener(path, zone=ZONE, connect=slowly))
    written = store.write_kept(commands.record_step, ListeningStep(counted=(a_listening(),)))
    asked = store.read(readers.recent, 1)
    assert not written.done()
    assert not asked.done()
    assert store.status == StoreStatus(state=StoreState.OPENING)
    gate.set()
    assert written.result(SOON)[0].written is Written.ADDED
    asked.result(SOON)
    assert store.status.state is StoreState.READY


def test_durable_means_that_every_reader_sees_it(store: Store) -> None:
    store.write_kept(commands.record_play, a_play()).result(SOON)
    assert store.read(readers.recent, 5).result(SOON)[0].title == "Hyperballad"


def test_nothing_runs_on_the_calling_thread(store: Store) -> None:
    me = threading.get_ident()
    threads = [
        call(lambda _db: threading.get_ident()).result(SOON)
        for call in (store.write, store.write_kept, store.write_bulk, store.read)
    ]
    assert me not in threads
    assert len({*threads[:3]}) == 1


def test_failing_command_changes_nothing_and_harms_nobody(store: Store) -> None:
    def fail(db: Connection) -> None:
        commands.record_play(db, a_play())
        msg = "no"
        raise ValueError(msg)

    with pytest.raises(ValueError, match="no"):
        store.write_kept(fail).result(SOON)
    assert store.read(readers.recent, 5).result(SOON) == ()
    assert store.write(commands.record_play, a_play()).result(SOON).written is Written.ADDED
    assert store.status.state is StoreState.READY


def test_failing_listener_harms_nobody(path: Path) -> None:
    def fail(_status: StoreStatus) -> None:
        msg = "the event loop is closed"
        raise RuntimeError(msg)

    store = Store(path, zone=ZONE, on_status=fail)
    store.open()
    assert store.write_kept(commands.record_play, a_play()).result(SOON).play_id
    assert store.status.state is StoreState.READY
    store.close()


def test_failing_query_harms_nobody(store: Store) -> None:
    with pytest.raises(Exception, match="no such table"):
        store.read(lambda db: db.execute("SELECT * FROM nowhere")).result(SOON)
    with pytest.raises(Exception, match="readonly"):
        store.read(lambda db: db.execute("DELETE FROM play")).result(SOON)
    assert store.read(readers.recent, 5).result(SOON) == ()


def test_live_plays_go_before_bulk_work(store: Store) -> None:
    gate = threading.Event()
    order: list[object] = []

    def note(_db: Connection, what: object) -> None:
        order.append(what)

    store.write_bulk(lambda _db: gate.wait(SOON))
    bulk = [store.write_bulk(note, number) for number in (1, 2)]
    live = store.write_kept(note, "live")
    gate.set()
    for future in (*bulk, live):
        future.result(SOON)
    assert order == ["live", 1, 2]


def test_slices_are_transactions_of_their_own_and_let_live_plays_through(store: Store) -> None:
    started, order = threading.Event(), []
    live: list[Future[None]] = []

    def slice_of(_db: Connection) -> Slice:
        started.set()
        order.append("slice")
        if len(order) == 1:
            live.append(store.write_kept(lambda _db: order.append("live")))
        return Slice(done=10, more=len(order) < 4)

    assert store.write_slices(slice_of).result(SOON) == 30
    assert order == ["slice", "live", "slice", "slice"]


def test_live_plays_are_fully_synchronous_and_bulk_normally(store: Store) -> None:
    def synchronous(db: Connection) -> int:
        level: int = db.execute("PRAGMA synchronous").fetchone()[0]
        return level

    full, normal = 2, 1
    assert store.write(synchronous).result(SOON) == full
    assert store.write_bulk(synchronous).result(SOON) == normal
    assert store.write_kept(synchronous).result(SOON) == full


def test_full_lane_refuses_and_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "PLACES", 2)
    gate, begun = threading.Event(), threading.Event()

    def hold(_db: Connection) -> None:
        begun.set()
        gate.wait(SOON)

    store.write(hold)
    begun.wait(SOON)
    kept = [store.write_kept(lambda _db: None) for _ in range(3)]
    live = [store.write(lambda _db: None) for _ in range(3)]
    with pytest.raises(StoreWaitingError, match="no more can be kept"):
        kept[2].result(SOON)
    with pytest.raises(Exception, match="Too much waits"):
        live[2].result(SOON)
    gate.set()
    kept[1].result(SOON)
    live[1].result(SOON)


def test_plays_wait_while_the_disk_is_full_and_land_with_their_true_start(
    store_on: Store, disk: Disk, statuses: list[StoreStatus]
) -> None:
    first = fill_up(store_on, disk)
    more = [store_on.write_kept(commands.record_play, a_large_play(n)) for n in (200, 201)]
    wait_for(lambda: store_on.status.waiting == 3)
    assert store_on.status.state is StoreState.WAITING
    assert store_on.status.error == "The database cannot be written now: database or disk is full"
    with pytest.raises(StoreWaitingError, match="disk is full"):
        store_on.write(commands.record_play, a_play()).result(SOON)
    with pytest.raises(StoreWaitingError):
        store_on.write_bulk(commands.record_play, a_play()).result(SOON)
    assert store_on.read(audit.compare).result(SOON) == [], "reading goes on"

    store_on.retry_now()
    wait_for(lambda: disk.openings == 2)
    assert not first.done()

    disk.full = False
    store_on.retry_now()
    results = [future.result(SOON) for future in (first, *more)]
    assert [result.play_id for result in results[1:]] == [
        (NOON + 200_000) * 1000,
        (NOON + 201_000) * 1000,
    ]
    assert store_on.read(titles).result(SOON)[-2:] == [
        a_large_play(200).title,
        a_large_play(201).title,
    ]
    assert store_on.status == StoreStatus(state=StoreState.READY)
    assert [status.state for status in statuses].count(StoreState.READY) == 2


def test_full_buffer_refuses_the_newest_and_counts_them(
    store_on: Store, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = fill_up(store_on, disk)
    monkeypatch.setattr(lanes, "PLACES", 2)
    second = store_on.write_kept(commands.record_play, a_large_play(200))
    for number in (201, 202):
        with pytest.raises(StoreWaitingError, match="no more can be kept"):
            store_on.write_kept(commands.record_play, a_large_play(number)).result(SOON)
    wait_for(lambda: store_on.status.lost == 2)
    disk.full = False
    store_on.retry_now()
    assert first.result(SOON).written is Written.ADDED
    assert second.result(SOON).written is Written.ADDED
    assert store_on.status.lost == 2


def test_read_only_disk_is_waited_for(store_on: Store, disk: Disk) -> None:
    store_on.write_kept(commands.record_play, a_play()).result(SOON)
    disk.read_only = True
    refused = store_on.write(lambda db: db.execute("PRAGMA query_only = ON"))
    refused.result(SOON)
    play = store_on.write_kept(commands.record_play, a_play(played_at=NOON + 1000))
    wait_for(lambda: store_on.status.waiting == 1)
    assert "readonly" in (store_on.status.error or "")
    store_on.retry_now()
    wait_for(lambda: disk.openings == 2)
    disk.read_only = False
    store_on.retry_now()
    assert play.result(SOON).play_id == (NOON + 1000) * 1000
    assert store_on.status.state is StoreState.READY


def test_refused_action_alone_makes_the_store_wait_and_a_probe_ends_it(
    store_on: Store, disk: Disk
) -> None:
    store_on.write(lambda db: db.execute("PRAGMA query_only = ON")).result(SOON)
    with pytest.raises(StoreWaitingError):
        store_on.write(commands.record_play, a_play()).result(SOON)
    wait_for(lambda: store_on.status.state is StoreState.WAITING)
    store_on.retry_now()
    wait_for(lambda: store_on.status.state is StoreState.READY)
    assert disk.openings == 2


def test_missing_directory_is_waited_for(tmp_path: Path, start_store: StartStore) -> None:
    away = tmp_path / "card" / "spindle.db"
    store = start_store(opener=Opener(away, zone=ZONE))
    play = store.write_kept(commands.record_play, a_play())
    wait_for(lambda: store.status.waiting == 1)
    assert store.status.state is StoreState.WAITING
    with pytest.raises(StoreWaitingError):
        store.read(readers.recent, 1).result(SOON)
    away.parent.mkdir()
    store.retry_now()
    assert play.result(SOON).written is Written.ADDED


def test_pauses_grow_to_a_minute(start_store: StartStore, tmp_path: Path) -> None:
    attempts: list[int] = []

    def at_once(attempt: int) -> float:
        attempts.append(attempt)
        return 0 if len(attempts) < 4 else 3600

    start_store(opener=Opener(tmp_path / "away" / "spindle.db", zone=ZONE), delay=at_once)
    wait_for(lambda: len(attempts) == 4)
    assert attempts == [0, 1, 2, 3]
    assert [writer.retry_delay(attempt) for attempt in (0, 1, 2, 5, 6, 1000)] == [
        1,
        2,
        4,
        32,
        60,
        60,
    ]


def test_locked_by_another_program(path: Path, store: Store) -> None:
    store.write(lambda db: db.execute("PRAGMA busy_timeout = 0")).result(SOON)
    other = open_writer(path)
    other.execute("BEGIN IMMEDIATE")
    play = store.write_kept(commands.record_play, a_play())
    wait_for(lambda: store.status.waiting == 1)
    other.execute("ROLLBACK")
    other.close()
    store.retry_now()
    assert play.result(SOON).written is Written.ADDED


def test_file_damaged_while_it_is_open_is_set_aside(path: Path, start_store: StartStore) -> None:
    store = start_store()
    for number in range(20):
        store.write(commands.record_play, a_large_play(number)).result(SOON)

    def damage(db: Connection) -> None:
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xa5" * (path.stat().st_size - 4096))
        db.execute("PRAGMA shrink_memory")
        db.execute("BEGIN IMMEDIATE")

    store.write(damage).result(SOON)
    play = store.write_kept(commands.record_play, a_play(title="after"))
    wait_for(lambda: store.status.state is not StoreState.READY or play.done())
    store.retry_now()
    assert play.result(SOON).written is Written.ADDED
    assert store.status.set_aside == "spindle.corrupt-1.db"
    assert path.with_name("spindle.corrupt-1.db").exists()
    assert [row.title for row in store.read(readers.recent, 9).result(SOON)] == ["after"]


def test_newer_database_refuses_everything(path: Path, start_store: StartStore) -> None:
    create(path).execute("PRAGMA user_version = 99").connection.close()
    store = start_store()
    play = store.write_kept(commands.record_play, a_play())
    with pytest.raises(StoreUnusableError, match="newer"):
        play.result(SOON)
    wait_for(lambda: store.status.state is StoreState.NEWER)
    for ask in (store.write, store.write_kept, store.write_bulk, store.read):
        with pytest.raises(StoreUnusableError, match="newer"):
            ask(readers.recent, 1).result(SOON)
    store.close()
    assert store.status.state is StoreState.NEWER


def test_unusable_file_is_tried_again_when_asked(path: Path, start_store: StartStore) -> None:
    broken = True

    def connect(path: Path) -> Connection:
        if broken:
            msg = "a bug"
            raise RuntimeError(msg)
        return open_writer(path)

    store = start_store(opener=Opener(path, zone=ZONE, connect=connect))
    wait_for(lambda: store.status.state is StoreState.FAILED)
    assert store.status.error == "The database could not be opened: a bug"
    broken = False
    store.retry_now()
    wait_for(lambda: store.status.state is StoreState.READY)
    assert store.write_kept(commands.record_play, a_play()).result(SOON).play_id


def test_closing_writes_what_waits_and_leaves_one_clean_file(path: Path, store: Store) -> None:
    plays = [
        store.write_kept(commands.record_play, a_play(played_at=NOON + n * 1000)) for n in range(50)
    ]
    store.close()
    assert all(play.result(0).written is Written.ADDED for play in plays)
    assert [file.name for file in path.parent.iterdir()] == ["spindle.db"]
    assert store.status == StoreStatus(state=StoreState.CLOSED)
    assert not store.heartbeat.alive
    for ask in (store.write, store.write_kept, store.write_bulk, store.read):
        with pytest.raises(StoreClosedError):
            ask(readers.recent, 1).result(0)
    store.close()


def test_closing_drops_bulk_work_and_interrupts_it(store: Store) -> None:
    begun = threading.Event()

    def endless(db: Connection) -> None:
        begun.set()
        db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        )

    running, waiting = store.write_bulk(endless), store.write_bulk(endless)
    begun.wait(SOON)
    store.close()
    for future in (running, waiting):
        with pytest.raises(StoreClosedError):
            future.result(0)
    assert not store.heartbeat.alive


def test_closing_on_a_full_disk_tries_once_more_and_counts_what_is_lost(
    store_on: Store, disk: Disk
) -> None:
    first = fill_up(store_on, disk)
    store_on.close()
    with pytest.raises(StoreClosedError):
        first.result(0)
    assert disk.openings == 2
    assert store_on.status.lost == 1


def test_closing_after_space_has_returned_loses_nothing(store_on: Store, disk: Disk) -> None:
    first = fill_up(store_on, disk)
    disk.full = False
    store_on.close()
    assert first.result(0).written is Written.ADDED
    assert store_on.status.lost == 0


def test_question_that_takes_too_long_is_stopped(start_store: StartStore) -> None:
    now = [0.0]
    store = start_store(monotonic=lambda: now[0])

    def endless(db: Connection) -> None:
        now[0] = 31.0
        db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        )

    with pytest.raises(Exception, match="longer than 30 seconds"):
        store.read(endless).result(SOON)
    assert store.read(readers.recent, 1).result(SOON) == ()


def test_heartbeat_shows_work_that_hangs(start_store: StartStore) -> None:
    now = [100.0]
    store = start_store(monotonic=lambda: now[0])
    gate, begun = threading.Event(), threading.Event()

    def hang(_db: Connection) -> None:
        begun.set()
        gate.wait(SOON)

    hanging = store.write(hang)
    begun.wait(SOON)
    now[0] = 160.0
    assert store.heartbeat.busy
    assert store.heartbeat.at == 100.0
    gate.set()
    hanging.result(SOON)
    wait_for(lambda: not store.heartbeat.busy)
    assert store.heartbeat.at == 160.0


def test_long_statement_beats(start_store: StartStore) -> None:
    now = [100.0]
    store = start_store(monotonic=lambda: now[0])
    beats = []

    def count(db: Connection) -> None:
        now[0] = 130.0
        db.execute(
            """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)
            SELECT max(i) FROM n"""
        )
        beats.append(store.heartbeat.at)

    store.write(count).result(SOON)
    assert beats == [130.0]


def test_idle_store_copies_the_log_back_and_then_is_still(
    path: Path, start_store: StartStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "IDLE_CHECKPOINT", 0.05)
    store = start_store()
    store.write_kept(commands.record_play, a_play()).result(SOON)
    size = path.stat().st_size
    wait_for(lambda: path.stat().st_size > size)


def test_zone_change_survives_a_restart(path: Path, start_store: StartStore) -> None:
    store = start_store()
    for number in range(3):
        store.write(commands.record_play, a_play(played_at=NOON + number * 1000)).result(SOON)
    store.close()
    db = open_writer(path)
    commands.set_zone(db, "Asia/Tokyo", limit=1)
    db.close()
    again = start_store(opener=Opener(path, zone="Asia/Tokyo"))
    finish_upkeep(again)
    offsets = again.read(lambda db: db.execute("SELECT DISTINCT utc_offset FROM play").fetchall())
    assert offsets.result(SOON) == [(540,)]
    assert again.read(meta.read, meta.ZONE_CURSOR).result(SOON) is None
    assert again.read(audit.compare).result(SOON) == []


def test_undoing_survives_a_restart(start_store: StartStore) -> None:
    store = start_store()
    batch = store.write(commands.start_batch, "recorder", "", started_at=NOON).result(SOON)
    for number in range(3):
        store.write(
            commands.record_play, a_play(played_at=NOON + number * 1000), batch=batch
        ).result(SOON)
    store.write(commands.undo_batch, batch, limit=1).result(SOON)
    store.close()
    again = start_store()
    finish_upkeep(again)
    assert again.read(readers.recent, 5).result(SOON) == ()


def test_set_zone_counts_what_moved(store: Store) -> None:
    store.write(commands.record_play, a_play()).result(SOON)
    assert store.set_zone("Asia/Tokyo").result(SOON) == 1
    assert store.set_zone("Asia/Tokyo").result(SOON) == 0
