"""Any sequence of changes leaves the store as a slow, obvious model says it must be."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis.stateful import invariant, rule

from custom_components.spindle.catalogue.folding import fold
from custom_components.spindle.store import audit, due
from custom_components.spindle.store.search_index import TRIGRAM, NameKind, containing

from .examples import NOON
from .history_names import Names
from .history_plays import ARTISTS, RECORDS, TITLES

PLAYS = """
SELECT played_at, artist, title, album_artist, album, music_service, player, listened,
    (SELECT group_concat(speaker, ' ') FROM (
        SELECT speaker FROM play_room JOIN player ON player.id = player_id
        WHERE play_id = scrobbles.id ORDER BY speaker))
FROM scrobbles"""
NAMES = {
    kind: f"SELECT artist.name, title FROM {kind.table} JOIN artist ON artist.id = artist_id"  # noqa: S608
    for kind in (NameKind.ALBUM, NameKind.TRACK)
}
ENTERED = {
    kind: f"{names} JOIN {kind.table}_backlog ON {kind.table}_id = {kind.table}.id"
    for kind, names in NAMES.items()
}
ALIASES_OF_NOTHING = """
SELECT count(*) FROM alias WHERE CASE kind
    WHEN 'artist' THEN NOT EXISTS (SELECT 1 FROM artist WHERE artist.id = target_id)
    WHEN 'album' THEN NOT EXISTS (SELECT 1 FROM album WHERE album.id = target_id)
    ELSE NOT EXISTS (SELECT 1 FROM track WHERE track.id = target_id) END"""


class History(Names):
    """What holds after any sequence of changes."""

    @rule()
    def rebuild(self) -> None:
        """Make all sums anew: they were right already."""
        before = list(self.db.iterdump())
        audit.rebuild(self.db)
        assert sorted(self.db.iterdump()) == sorted(before)

    @invariant()
    def sums_are_those_of_a_scan(self) -> None:
        """Every sum equals a scan of the plays."""
        assert audit.compare(self.db) == []

    @invariant()
    def plays_are_those_of_the_model(self) -> None:
        """Every play is there, once, as told."""
        told = (
            (
                play.at,
                *play.track,
                *(play.album or (None, None)),
                play.service,
                play.player,
                play.listened,
                " ".join(sorted(play.rooms)) or None,
            )
            for play in self.model.plays
        )
        assert sorted(self.db.execute(PLAYS), key=repr) == sorted(told, key=repr)

    @invariant()
    def days_are_the_calendars(self) -> None:
        """Local days are those of the zone that was set last."""
        zone = ZoneInfo(self.zone)
        days: dict[int, int] = {}
        for play in self.model.plays:
            if not self.model.is_hidden(play):
                day = datetime.fromtimestamp(play.at, UTC).astimezone(zone).toordinal() - 719_163
                days[day] = days.get(day, 0) + 1
        assert dict(self.db.execute("SELECT day, plays FROM r_day")) == days

    @invariant()
    def no_name_is_left_behind(self) -> None:
        """Names are those that were played, that somebody has, or that a rule names."""
        assert set(self.db.execute(NAMES[NameKind.TRACK])) == self.model.tracks
        assert set(self.db.execute(NAMES[NameKind.ALBUM])) == self.model.albums
        artists = {name for (name,) in self.db.execute("SELECT name FROM artist")}
        assert artists == self.model.artists
        genres = self.model.genres
        self.model.genres = {name: those for name, those in genres.items() if name in artists}
        assert self.db.execute(ALIASES_OF_NOTHING).fetchone() == (0,)

    @invariant()
    def what_is_asked_about_is_shown_or_had(self) -> None:
        """Nobody is told of what is hidden, and of what nobody heard only while somebody has it."""
        plays = self.model.plays
        shown = [play for play in plays if not self.model.is_hidden(play)]
        for kind, name in ((NameKind.TRACK, "track"), (NameKind.ALBUM, "album")):
            told = {getattr(play, name) for play in shown}
            unheard = {getattr(had, name) for had in self.model.had.values()}
            unheard -= {getattr(play, name) for play in plays}
            told |= {one for one in unheard if not self.model.is_ruled_out(one[0])}
            asked = due.due(self.db, NOON, 100, kinds=[kind])
            entered = set(self.db.execute(ENTERED[kind]))
            assert {(one.artist, one.name) for one in asked} == entered & told

    @invariant()
    def every_name_is_found_once(self) -> None:
        """The search index holds the folds of what is shown, and nothing else."""
        shown = {
            kind.first_row + entity: fold(name)
            for kind, table, column in (
                (NameKind.ARTIST, "artist", "name"),
                (NameKind.ALBUM, "album", "title"),
                (NameKind.TRACK, "track", "title"),
            )
            for entity, name in self.db.execute(f"SELECT id, {column} FROM {table}")  # noqa: S608
        }
        told = map(fold, (*ARTISTS, *TITLES, *RECORDS, "Dora", "Béla", "Three", "Best of"))
        for wanted in {*told, *shown.values()}:
            if len(wanted) < TRIGRAM:
                continue
            found = self.db.execute(
                "SELECT rowid FROM name_search WHERE name_search MATCH ?", (containing(wanted),)
            ).fetchall()
            rows = [row for (row,) in found]
            assert len(rows) == len(set(rows))
            assert set(rows) >= {row for row, name in shown.items() if wanted in name}
            # The places of its letters are not known to the index.
            assert all(wanted[:TRIGRAM] in shown[row] for row in rows)


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=2500, stateful_step_count=25, deadline=None)
