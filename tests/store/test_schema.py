"""The names that others rely on, and the plans of all statements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle import store as store_room
from custom_components.spindle.store import (
    aliases,
    audit,
    backlog,
    batches,
    cached_answers,
    due,
    fact_rows,
    hide_rules,
    hiding,
    jobs,
    library_names,
    lidarr_candidates,
    lidarr_claims,
    lidarr_library,
    lidarr_pruning,
    lidarr_reads,
    lidarr_rows,
    moving,
    names,
    playlist_facts,
    playlist_library,
    playlist_published,
    plays,
    readers,
    rehearsal,
    removal,
    replays,
    rollups,
    unplayed,
)
from custom_components.spindle.store.search_index import NameKind
from tests.every_plan import statements
from tests.plans import both, plan, skewed_history

if TYPE_CHECKING:
    from sqlite3 import Connection

FULL_SCANS = {
    *audit.SCANS.values(),
    *audit.FILL.values(),
    *audit.SCAN_COUNTERS.values(),
    *audit.FILL_COUNTERS.values(),
    *audit.SCAN_MONTHS.values(),
    audit.STRAYS,
    audit.MISJUDGED,
    audit.BATCHES,
    audit.OUT_OF_BATCH,
    hide_rules.COUNT[hide_rules.HIDDEN_BY[hide_rules.BY_TIME]],
    hide_rules.COUNT[hide_rules.SHOWN_WITHOUT],
    hide_rules.LATEST[hide_rules.HIDDEN_BY[hide_rules.BY_TIME]],
}
"""Statements that read every play, and are meant to."""

FIRST_ROWS = {
    readers.RECENT,
    replays.LAST_TRACE,
    hide_rules.LATEST[hide_rules.SHOWN_WITHOUT],
}
"""Statements that go through the plays in their order and stop at a limit."""

ELSEWHERE = {rehearsal.NOTE}
"""Statements for a database of their own."""

FRAGMENTS = {readers.ROWS, removal.SELECT}
"""Constants that are only parts of statements."""

SELECTIONS = {
    removal.BY_ID: "SEARCH play USING INTEGER PRIMARY KEY (rowid=?)",
    removal.SINCE: "SEARCH play USING INTEGER PRIMARY KEY (rowid>?)",
    removal.BEFORE: "SEARCH play USING INTEGER PRIMARY KEY (rowid<?)",
    removal.BY_ARTIST: "SEARCH play USING INDEX play_artist (artist_id=?)",
    removal.BY_TRACK: "SEARCH play USING INDEX play_track (track_id=?)",
    removal.BY_ALBUM: "SEARCH play USING INDEX play_album (album_id=?)",
    removal.BY_SERVICE: "SEARCH play USING INDEX play_service (service_id=?)",
    removal.BY_PLAYER: "SEARCH play USING INDEX play_player (player_id=?)",
    removal.SINCE_BATCH: "SEARCH play USING INTEGER PRIMARY KEY (rowid>?)",
    removal.BEFORE_BATCH: "SEARCH play USING INTEGER PRIMARY KEY (rowid<?)",
    # Nobody keeps an index for these; a batch's plays are looked for between its ends.
    removal.BY_BATCH: "SCAN play",
    removal.BY_ORIGIN: "SCAN play",
}
"""Each way of selecting plays, alone, and how SQLite goes about it."""

STORY = {
    "SELECT * FROM scrobbles WHERE timestamp >= ? AND timestamp < ?": [
        "SEARCH play USING INDEX play_natural (played_at>? AND played_at<?)",
    ],
    "SELECT * FROM scrobbles WHERE music_service = ? AND timestamp >= ? AND timestamp < ?": [
        "SEARCH service USING INDEX sqlite_autoindex_service_1 (slug=?)",
        "SEARCH play USING INDEX play_service (service_id=? AND played_at>? AND played_at<?)",
    ],
    "SELECT * FROM scrobbles WHERE artist = ? AND title = ?": [
        "SEARCH artist USING INDEX artist_name (name=?)",
        "SEARCH track USING INDEX track_artist (artist_id=? AND title=?)",
        "SEARCH play USING INDEX play_track (track_id=?)",
    ],
}
"""The three questions of the story, and the first steps of their plans."""

PINNED = {
    batches.LOOKED_DOWN_TO: "SEARCH play USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
    batches.PLAYS_OF: "SEARCH play USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
    plays.FIND_EXACT: "SEARCH play USING INDEX play_natural (played_at=? AND track_id=? AND <expr>=?)",
    plays.FIND_AROUND: "SEARCH play USING INDEX play_track (track_id=? AND hidden=? AND rowid>? AND rowid<?)",
    plays.LAST_IN_SECOND: "SEARCH play USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
    readers.PLAYS: "SEARCH play USING INTEGER PRIMARY KEY (rowid=?)",
    readers.TODAY: "SEARCH r_day USING INTEGER PRIMARY KEY (rowid=?)",
    readers.HOURS: "SEARCH r_hour USING INTEGER PRIMARY KEY (rowid>?)",
    readers.REASONS: "SEARCH not_counted USING PRIMARY KEY (day=?)",
    names.FIND_TRACK: "SEARCH track USING INDEX sqlite_autoindex_track_1 (key=?)",
    names.TRACK_BY_ID: "SEARCH track USING INTEGER PRIMARY KEY (rowid=?)",
    aliases.FIND: "SEARCH alias USING PRIMARY KEY (kind=? AND key=?)",
    aliases.CANONICAL: "SEARCH alias USING PRIMARY KEY (kind=? AND key=?)",
    aliases.RETARGET: "SEARCH alias USING INDEX alias_target (kind=? AND target_id=?)",
    aliases.MOVE: "SEARCH alias USING PRIMARY KEY (kind=? AND key>? AND key<?)",
    hiding.JUDGE: "SEARCH play USING INTEGER PRIMARY KEY (rowid=?)",
    hiding.MISJUDGED: "SEARCH play USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
    hiding.MISJUDGED_OF_ARTIST: "SEARCH play USING INDEX play_artist (artist_id=? AND hidden=?)",
    hide_rules.COUNT[hide_rules.HIDDEN_BY[hide_rules.BY_ARTIST]]: (
        "SEARCH play USING INDEX play_artist (artist_id=? AND hidden=?)"
    ),
    hide_rules.COUNT[hide_rules.HIDDEN_BY[hide_rules.BY_PLAYER]]: (
        "SEARCH play USING INDEX play_player (player_id=? AND hidden=?)"
    ),
    jobs.DUE: "SEARCH job USING INDEX job_due (queue=? AND next_attempt_at<?)",
    jobs.NEXT_DUE: "SEARCH job USING INDEX job_due (queue=?)",
    jobs.RECOVER: "SCAN job USING INDEX job_running",
    playlist_library.FIND: (
        "SEARCH library_track USING INDEX sqlite_autoindex_library_track_1 (library_id=? AND item=?)"
    ),
    playlist_library.AFTER: "SEARCH library_track USING INTEGER PRIMARY KEY (rowid>?)",
    playlist_library.BY_KEY: "SEARCH library_track USING INDEX library_track_key (key=?)",
    playlist_library.COUNT: (
        "SEARCH library_track USING INDEX sqlite_autoindex_library_track_1 (library_id=?)"
    ),
    playlist_library.IDS_AFTER: (
        "SEARCH library_track USING INDEX sqlite_autoindex_library_track_1 "
        "(library_id=? AND item>?)"
    ),
    playlist_facts.GENRES: "SEARCH artist_genre USING PRIMARY KEY (artist_id=?)",
    playlist_published.REMEMBERED: (
        "SEARCH playlist_published USING PRIMARY KEY (recipe=? AND target=?)"
    ),
    playlist_library.SOME: (
        "SEARCH library_track USING INDEX sqlite_autoindex_library_track_1 (library_id=?)"
    ),
    lidarr_rows.FIND: "SEARCH item USING INTEGER PRIMARY KEY (rowid=?)",
    lidarr_claims.ADDS_DUE: "SEARCH item USING INDEX lidarr_item_waiting (kind<?)",
    lidarr_claims.SEARCHES_DUE: "SEARCH job USING INDEX job_due (queue=? AND next_attempt_at<?)",
    lidarr_claims.TWIN: "SEARCH lidarr_item USING INDEX lidarr_item_lidarr (lidarr_id=?)",
    lidarr_reads.DUE: "SEARCH job USING INDEX job_due (queue=? AND next_attempt_at<?)",
    lidarr_reads.COUNTS: "SCAN lidarr_item USING INDEX lidarr_item_status",
    lidarr_reads.RESERVED: "SCAN lidarr_item USING INDEX lidarr_item_reserved",
    lidarr_reads.SEARCHED: "SEARCH lidarr_item USING INDEX lidarr_item_searched (searched_at>?)",
    lidarr_reads.OLDEST: "SEARCH lidarr_item USING INDEX lidarr_item_waiting (kind=?)",
    lidarr_reads.WAITING: "SCAN lidarr_item USING INDEX lidarr_item_waiting",
    lidarr_reads.OF_LIDARR: "SEARCH lidarr_item USING INDEX lidarr_item_lidarr (lidarr_id=?)",
    lidarr_reads.OF_ALBUM: "SEARCH lidarr_item USING INDEX lidarr_item_album (album_id=?)",
    lidarr_pruning.FAILED: (
        "SEARCH lidarr_item USING INDEX lidarr_item_status (status=? AND changed_at<?)"
    ),
    lidarr_candidates.MOST_HEARD: (
        "SEARCH play USING INDEX play_album (album_id=? AND hidden=? AND rowid>?)"
    ),
    lidarr_candidates.IN_ORDER[NameKind.ARTIST]: (
        "SEARCH play USING INDEX play_artist (artist_id=? AND hidden=? AND rowid>?)"
    ),
    cached_answers.READ: "SEARCH cached_answer USING INDEX sqlite_autoindex_cached_answer_1 (service=? AND key=?)",
    cached_answers.USE: "SEARCH cached_answer USING INDEX sqlite_autoindex_cached_answer_1 (service=? AND key=?)",
    cached_answers.SIZE: "SCAN cached_answer USING INDEX cached_answer_used",
    cached_answers.OLDEST: "SCAN cached_answer USING INDEX cached_answer_used",
    due.LATEST: "SEARCH play USING INDEX play_track (track_id=? AND hidden=?)",
    library_names.FOLLOW[NameKind.ALBUM]: (
        "SEARCH library_track USING INDEX library_track_album (album_id=?)"
    ),
    library_names.FOLLOW[NameKind.TRACK]: (
        "SEARCH library_track USING INDEX library_track_track (track_id=?)"
    ),
    unplayed.DROP_ALBUM: "SEARCH library_track USING INDEX library_track_album (album_id=?)",
    unplayed.DROP_TRACK: "SEARCH library_track USING INDEX library_track_track (track_id=?)",
    due.TRACKS_HAD[NameKind.ARTIST]: (
        "SEARCH library_track USING INDEX library_track_artist (artist_id=?)"
    ),
    due.TRACKS_HAD[NameKind.ALBUM]: (
        "SEARCH library_track USING INDEX library_track_album (album_id=?)"
    ),
    due.FROM_LIBRARY: "SEARCH library_track USING INDEX library_track_track (track_id=?)",
    due.ITEMS: "SEARCH track_item USING INDEX track_item_track (track_id=?)",
}
"""Statements that are asked at every play, or for ever."""


PINNED_OF_NAMES = [
    (fact_rows.COUNTING, "SEARCH {kind}_fact USING PRIMARY KEY ({kind}_id=? AND field=?)"),
    (fact_rows.OF_NAME, "SEARCH {kind}_fact USING PRIMARY KEY ({kind}_id=?)"),
    (backlog.OPEN, "SEARCH {kind}_backlog USING INDEX {kind}_backlog_open (is_imported=?)"),
    (
        backlog.LATER,
        "SEARCH {kind}_backlog USING INDEX {kind}_backlog_later (due_at>? AND due_at<?)",
    ),
    (backlog.OPEN, "SEARCH library_track USING INDEX library_track_{kind} ({kind}_id=?)"),
    (backlog.OPEN, "SEARCH play USING INDEX play_{kind} ({kind}_id=?)"),
    (backlog.NEXT, "SEARCH {kind}_backlog USING INDEX {kind}_backlog_later (due_at>?)"),
    (backlog.SETTLE, "SEARCH {kind}_backlog USING INTEGER PRIMARY KEY (rowid=?)"),
    (backlog.ENTER, "SEARCH name USING INTEGER PRIMARY KEY (rowid>?)"),
    (backlog.ENTER, "SEARCH play USING INDEX play_{kind} ({kind}_id=? AND hidden=?)"),
    (backlog.LIFT, "SEARCH play USING INTEGER PRIMARY KEY (rowid>?)"),
]
"""Statements by kind of name, asked before every call to a service."""


plain, analysed, db = both(skewed_history)


def test_no_statement_reads_all_plays_unasked(db: Connection) -> None:
    found = set(statements(store_room).values()) - FRAGMENTS - ELSEWHERE
    assert found >= FULL_SCANS | FIRST_ROWS | set(PINNED), "the search for statements is blind"
    reading = {
        statement
        for statement in found
        if any(re.match(r"SCAN (play|scrobbles)\b", step) for step in plan(db, statement))
    }
    assert reading - FULL_SCANS - FIRST_ROWS == set()
    assert reading, "nothing is found to read all plays, not even what does"


@pytest.mark.parametrize("statement", PINNED, ids=lambda statement: statement.split("WHERE")[-1])
def test_pinned_plans(db: Connection, statement: str) -> None:
    assert PINNED[statement] in plan(db, statement)


@pytest.mark.parametrize("number", range(len(PINNED_OF_NAMES)))
@pytest.mark.parametrize("kind", NameKind)
def test_pinned_plans_of_names(db: Connection, kind: NameKind, number: int) -> None:
    by_kind, expected = PINNED_OF_NAMES[number]
    steps = plan(db, by_kind[kind])
    assert expected.format(kind=kind.table) in steps


@pytest.mark.parametrize("kind", NameKind)
def test_the_backlog_is_read_as_it_lies(db: Connection, kind: NameKind) -> None:
    for statement in (backlog.OPEN[kind], backlog.LATER[kind], backlog.ENTER[kind]):
        assert not any("TEMP B-TREE" in step for step in plan(db, statement))


@pytest.mark.parametrize("table", rollups.COUNT_DOWN)
def test_first_and_last_play_of_a_name_are_one_look_away(db: Connection, table: str) -> None:
    steps = plan(db, rollups.COUNT_DOWN[table])
    narrowed = "" if table == "service" else " AND hidden=?"
    index = f"SEARCH play USING INDEX play_{table} ({rollups.COUNTED[table]}=?{narrowed})"
    assert steps.count(index) == 2
    assert not any("TEMP B-TREE" in step for step in steps)


@pytest.mark.parametrize("kind", moving.OF)
def test_plays_that_move_are_read_in_the_order_of_their_index(
    db: Connection, kind: NameKind
) -> None:
    steps = plan(db, moving.OF[kind])
    assert steps == [f"SEARCH play USING INDEX play_{kind.table} ({kind.table}_id=?)"]


@pytest.mark.parametrize("condition", SELECTIONS)
def test_selections(plain: Connection, condition: str) -> None:
    steps = plan(plain, f"{removal.SELECT}{condition} ORDER BY id")
    assert any(step.startswith(SELECTIONS[condition]) for step in steps), steps


@pytest.mark.parametrize("question", STORY)
def test_the_storys_questions_use_an_index(db: Connection, question: str) -> None:
    expected = STORY[question]
    assert plan(db, question)[: len(expected)] == expected


def test_latest_plays_stop_at_their_limit(db: Connection) -> None:
    steps = plan(db, readers.RECENT)
    assert not any("TEMP B-TREE" in step for step in steps if "ORDER BY" not in step)
    assert "SEARCH play USING INTEGER PRIMARY KEY (rowid=?)" in steps


def test_view_has_the_promised_columns(db: Connection) -> None:
    columns = [column[0] for column in db.execute("SELECT * FROM scrobbles LIMIT 0").description]
    assert columns == [
        "id",
        "played_at",
        "timestamp",
        "artist",
        "title",
        "album",
        "album_artist",
        "music_service",
        "player",
        "duration",
        "listened",
        "source",
        "isrc",
    ]


def test_what_is_sent_next_is_read_as_it_lies(db: Connection) -> None:
    for statement in (lidarr_claims.ADDS_DUE, lidarr_claims.SEARCHES_DUE, lidarr_reads.WAITING):
        assert not any("TEMP B-TREE" in step for step in plan(db, statement))
    everything = lidarr_candidates.IN_ORDER[NameKind.ALBUM]
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan(db, everything)
    for kind, statement in lidarr_library.HAD.items():
        steps = plan(db, statement)
        index = f"library_track_{kind.table} ({kind.table}_id>?)"
        assert f"SEARCH library_track USING INDEX {index}" in steps
        assert not any("TEMP B-TREE" in step for step in steps)


def test_view_of_the_lidarr_queue_has_the_promised_columns(db: Connection) -> None:
    columns = [column[0] for column in db.execute("SELECT * FROM lidarr_queue LIMIT 0").description]
    assert columns == [
        "id",
        "kind",
        "mbid",
        "artist",
        "album",
        "status",
        "reason",
        "attempts",
        "last_error",
        "next_attempt_at",
        "created_at",
        "submitted_at",
        "searched_at",
        "changed_at",
        "progress",
        "detail",
        "origin",
    ]


def test_exact_duplicates_are_impossible(db: Connection) -> None:
    with pytest.raises(Exception, match="UNIQUE constraint failed: index 'play_natural'"):
        db.execute(
            """INSERT INTO play (id, artist_id, track_id, service_id, player_id, origin_id, kind,
                utc_offset)
            SELECT id + 7, artist_id, track_id, service_id, player_id, origin_id, kind, utc_offset
            FROM play LIMIT 1"""
        )
