"""Any sequence of changes leaves the store as a slow, obvious model says it must be."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
import tempfile
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from custom_components.spindle.catalogue.folding import fold
from custom_components.spindle.catalogue.identity import track_key
from custom_components.spindle.store import (
    audit,
    backlog,
    batches,
    bulk,
    due,
    facts,
    genre_tags,
    hide_rules,
    hiding,
    merging,
    months,
    names,
    playlist_library,
    plays,
    removal,
    renaming,
    zones,
)
from custom_components.spindle.store.errors import NameTakenError
from custom_components.spindle.store.facts import Fact, Field
from custom_components.spindle.store.hide_rules import HideRule
from custom_components.spindle.store.playlist_types import LibraryTrack
from custom_components.spindle.store.search_index import TRIGRAM, NameKind, containing
from custom_components.spindle.store.types import NewPlay, Selection, Written

from .conftest import ZONE, create
from .examples import NOON
from .model import Heard, Model, Rule

if TYPE_CHECKING:
    from collections.abc import Callable

LIVE = "sonos"
ALBUM_ARTISTS = "SELECT artist.name FROM album JOIN artist ON artist.id = artist_id"
ENTERED = """
SELECT artist.name, title FROM track_backlog
JOIN track ON track.id = track_id JOIN artist ON artist.id = artist_id"""


ARTISTS = ("Anna", "Bert", "Cleo")
TITLES = ("one more", "two", "Tonight")
TRACKS = st.tuples(st.sampled_from(ARTISTS), st.sampled_from(TITLES))
MOMENTS = st.builds(
    lambda day, step: NOON + day * 86_400 + step * 31,
    st.sampled_from([-30, 0, 0, 0, 20]),
    st.integers(0, 40),
)
GENRES = ("polka", "drone")
ISRCS = st.sampled_from([None, "GBAYE9500123", "USRC17607839"])


RULES = st.builds(
    Rule,
    player=st.none() | st.sampled_from(["kitchen", "bath"]),
    artist=st.none() | st.sampled_from(ARTISTS),
    genre=st.none() | st.sampled_from(GENRES),
    times=st.none() | st.sampled_from([(0, 60), (1380, 30), (600, 601), (120, 60)]),
).filter(lambda rule: rule != Rule())


class History(RuleBasedStateMachine):
    """Drive the store and the model side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = tempfile.TemporaryDirectory()
        self.db = create(Path(self.directory.name) / "spindle.db")
        self.model = Model()
        self.zone = ZONE
        self.batches: list[int] = []
        self.hidden_by: dict[int, Rule] = {}
        self.genres: dict[str, set[str]] = {}
        self.had: dict[tuple[str, str], tuple[str, str]] = {}
        """Recipe and item → the track, as it is shown."""

    def teardown(self) -> None:
        """Close the database."""
        with closing(self.db):
            pass
        self.directory.cleanup()

    @initialize()
    def two_batches(self) -> None:
        """Begin two imports."""
        self.batches = [
            batches.start(self.db, f"import:{name}", "", started_at=NOON) for name in "ab"
        ]

    @rule(
        at=MOMENTS,
        track=TRACKS,
        player=st.sampled_from(["kitchen", "bath"]),
        listened=st.none() | st.integers(30, 400),
    )
    def listen(self, at: int, track: tuple[str, str], player: str, listened: int | None) -> None:
        """A speaker's own play, or its growth."""
        self._record(Heard(at, track, player, LIVE, None, listened, set()))

    @rule(
        at=MOMENTS,
        track=TRACKS,
        number=st.integers(0, 1),
        listened=st.none() | st.integers(30, 400),
    )
    def bring(self, at: int, track: tuple[str, str], number: int, listened: int | None) -> None:
        """A play of an import, which knows no room."""
        batch = self.batches[number]
        found = batches.find(self.db, batch)
        assert found is not None
        if found.state != "undone":
            origin = f"import:{'ab'[number]}"
            self._record(Heard(at, track, None, origin, batch, listened, set()))

    @rule(
        told=st.lists(st.tuples(MOMENTS, TRACKS, st.none() | st.integers(30, 400)), max_size=6),
        number=st.integers(0, 1),
    )
    def bring_many(self, told: list[tuple[int, tuple[str, str], int | None]], number: int) -> None:
        """Many plays of an import at once."""
        batch = self.batches[number]
        found = batches.find(self.db, batch)
        assert found is not None
        if found.state == "undone":
            return
        origin = f"import:{'ab'[number]}"
        heard = [
            Heard(at, track, None, origin, batch, listened, set()) for at, track, listened in told
        ]
        new = [self._as_told(one) for one in heard]
        tally = bulk.record_many(self.db, new, batch=batch)
        assert tally.added == sum(self.model.record(one) for one in heard)

    def _record(self, told: Heard) -> None:
        new = self._as_told(told)
        added = self.model.record(told)
        recorded = plays.record(self.db, new, batch=told.batch)
        assert (recorded.written is Written.ADDED) is added

    def _as_told(self, told: Heard) -> NewPlay:
        """Return what the store is told, and let the model take the track for what it is."""
        new = NewPlay(
            played_at=told.at,
            artist=told.track[0],
            title=told.track[1],
            player=told.player,
            origin=told.origin,
            listened=told.listened,
        )
        told.track = self._shown(told.track)
        ahead = datetime.fromtimestamp(told.at, UTC).astimezone(ZoneInfo(self.zone)).utcoffset()
        assert ahead is not None
        told.offset = round(ahead.total_seconds() / 60)
        return new

    @precondition(lambda self: self.model.plays)
    @rule(data=st.data())
    def delete_one(self, data: st.DataObject) -> None:
        """Delete the plays of one moment."""
        at = data.draw(st.sampled_from(sorted(play.at for play in self.model.plays)))
        chosen = [play for play in self.model.plays if play.at == at]
        deleted = removal.delete(self.db, Selection(start=at, end=at + 1))
        assert deleted.count == len(chosen)
        for play in chosen:
            self.model.plays.remove(play)

    def _shown(self, told: tuple[str, str]) -> tuple[str, str]:
        """Return the track that a spelling leads to, as it is shown; what is new is as told."""
        track = names.find_track(self.db, *told)
        artist = names.find_artist(self.db, told[0])
        if track is not None:
            row = self.db.execute(
                "SELECT name, title FROM track JOIN artist ON artist.id = artist_id "
                "WHERE track.id = ?",
                (track,),
            ).fetchone()
            return row[0], row[1]
        row = self.db.execute("SELECT name FROM artist WHERE id = ?", (artist,)).fetchone()
        return (told[0] if row is None else row[0]), told[1]

    @rule(recipe=st.sampled_from("xy"), track=TRACKS, stamp=st.sampled_from("12"))
    def have(self, recipe: str, track: tuple[str, str], stamp: str) -> None:
        """A library has a track, perhaps as before."""
        artist, title = track
        had = LibraryTrack(
            item=f"{artist}/{title}",
            stamp=stamp,
            key=track_key(artist, title),
            artist=artist,
            title=title,
            album="Some record",
            spotify_uri=f"spotify:track:{artist}{title}",
        )
        playlist_library.keep(self.db, recipe, "spotify_saved", [had])
        self.had[recipe, had.item] = self._shown(track)

    @rule(recipe=st.sampled_from("xy"), kept=st.sets(st.tuples(st.just("x"), TRACKS)))
    def lose(self, recipe: str, kept: set[tuple[str, tuple[str, str]]]) -> None:
        """A library has lost what a whole scan does not see."""
        items = {f"{artist}/{title}" for _, (artist, title) in kept}
        ids = {
            row
            for row, item in self.db.execute("SELECT id, item FROM library_track")
            if item in items
        }
        playlist_library.forget_unseen(self.db, recipe, "spotify_saved", ids, [])
        self.had = {
            (other, item): track
            for (other, item), track in self.had.items()
            if other != recipe or item in items
        }

    @rule(artist=st.sampled_from(ARTISTS))
    def delete_artist(self, artist: str) -> None:
        """Delete all plays of an artist."""
        shown, _ = self._shown((artist, "nothing"))
        removal.delete(self.db, Selection(artist=artist))
        self.model.plays = [play for play in self.model.plays if play.track[0] != shown]

    @rule(one=st.sampled_from(ARTISTS), other=st.sampled_from(ARTISTS), limit=st.integers(1, 3))
    def merge_artists(self, one: str, other: str, limit: int) -> None:
        """Make two artists one, in slices."""
        source, target = names.find_artist(self.db, one), names.find_artist(self.db, other)
        if source is None or target is None or source == target:
            return
        (gone, _), (kept, _) = self._shown((one, "nothing")), self._shown((other, "nothing"))
        merged = {play.track: play.track[1] for play in self.model.plays if play.track[0] == gone}
        merging.begin(self.db, NameKind.ARTIST, source, target)
        self._finish_merge(limit)
        for track, title in merged.items():
            self.model.merge(track, self._shown((kept, title)))
        self.had = {
            place: self._shown((kept, track[1])) if track[0] == gone else track
            for place, track in self.had.items()
        }
        inherited = self.genres.pop(gone, set())
        self.genres[kept] = self.genres.get(kept) or inherited
        self.hidden_by = {
            number: replace(rule, artist=kept) if rule.artist == gone else rule
            for number, rule in self.hidden_by.items()
        }
        self._judge(limit)

    @rule(one=TRACKS, other=TRACKS, limit=st.integers(1, 3))
    def merge_tracks(self, one: tuple[str, str], other: tuple[str, str], limit: int) -> None:
        """Make two tracks one, perhaps of two artists, in slices."""
        source, target = names.find_track(self.db, *one), names.find_track(self.db, *other)
        if source is None or target is None or source == target:
            return
        gone, kept = self._shown(one), self._shown(other)
        merging.begin(self.db, NameKind.TRACK, source, target)
        assert self._shown(one) == kept, "new plays go there at once"
        self._finish_merge(limit)
        self.model.merge(gone, kept)
        self._had_is_now(lambda track: kept if track == gone else track)

    def _had_is_now(self, now: Callable[[tuple[str, str]], tuple[str, str]]) -> None:
        self.had = {place: now(track) for place, track in self.had.items()}

    def _finish_merge(self, limit: int) -> None:
        while merging.proceed(self.db, limit=limit).more:
            assert audit.compare(self.db) == []
        assert not merging.is_unfinished(self.db)

    @rule(artist=st.sampled_from(ARTISTS), new=st.sampled_from(["Anna", "ANNA!", "Dora", "Béla"]))
    def rename_artist(self, artist: str, new: str) -> None:
        """Call an artist otherwise, unless another one is called so."""
        entity = names.find_artist(self.db, artist)
        if entity is None:
            return
        old, _ = self._shown((artist, "nothing"))
        taken = names.find_artist(self.db, new) not in (None, entity)
        try:
            renaming.rename(self.db, NameKind.ARTIST, entity, new)
        except NameTakenError:
            assert taken
            return
        assert not taken
        assert names.find_artist(self.db, artist) == names.find_artist(self.db, new) == entity
        for play in self.model.plays:
            play.track = (new if play.track[0] == old else play.track[0], play.track[1])
        self._had_is_now(lambda track: (new if track[0] == old else track[0], track[1]))
        if old in self.genres:
            self.genres[new] = self.genres.pop(old)
        self.hidden_by = {
            number: replace(rule, artist=new) if rule.artist == old else rule
            for number, rule in self.hidden_by.items()
        }

    @rule(track=TRACKS, new=st.sampled_from(["two", "Two?", "Three"]))
    def rename_track(self, track: tuple[str, str], new: str) -> None:
        """Call a track otherwise, unless another one of its artist is called so."""
        entity = names.find_track(self.db, *track)
        if entity is None:
            return
        old = self._shown(track)
        taken = names.find_track(self.db, old[0], new) not in (None, entity)
        try:
            renaming.rename(self.db, NameKind.TRACK, entity, new)
        except NameTakenError:
            assert taken
            return
        assert not taken
        assert self._shown(track) == (old[0], new)
        for play in self.model.plays:
            if play.track == old:
                play.track = (old[0], new)
        self._had_is_now(lambda track: (old[0], new) if track == old else track)

    @precondition(lambda self: len(self.hidden_by) < 3)
    @rule(wanted=RULES, limit=st.integers(1, 3))
    def hide(self, wanted: Rule, limit: int) -> None:
        """Hide plays by a rule."""
        if wanted.artist is not None:
            if names.find_artist(self.db, wanted.artist) is None:
                return
            wanted = replace(wanted, artist=self._shown((wanted.artist, "nothing"))[0])
        start, end = wanted.times or (None, None)
        told = HideRule(
            speaker=wanted.player,
            artist=wanted.artist,
            genre=wanted.genre,
            start_minute=start,
            end_minute=end,
        )
        hidden = {id(play) for play in self.model.plays if self._is_hidden(play)}
        rehearsed = hide_rules.would_hide(self.db, told)
        self.hidden_by[hide_rules.add(self.db, told, made_at=NOON)] = wanted
        more = [p for p in self.model.plays if self._is_hidden(p) and id(p) not in hidden]
        assert rehearsed.count == len(more)
        self._judge(limit)

    @precondition(lambda self: self.hidden_by)
    @rule(data=st.data(), limit=st.integers(1, 3))
    def unhide(self, data: st.DataObject, limit: int) -> None:
        """Take a rule away."""
        number = data.draw(st.sampled_from(sorted(self.hidden_by)))
        rehearsed = hide_rules.would_show(self.db, number)
        hidden = [play for play in self.model.plays if self._is_hidden(play)]
        del self.hidden_by[number]
        assert hide_rules.remove(self.db, number)
        assert rehearsed.count == sum(not self._is_hidden(play) for play in hidden)
        self._judge(limit)

    @rule(artist=st.sampled_from(ARTISTS), genres=st.sets(st.sampled_from(GENRES)))
    def tag(self, artist: str, genres: set[str]) -> None:
        """Learn an artist's genres."""
        entity = names.find_artist(self.db, artist)
        if entity is not None:
            shown, _ = self._shown((artist, "nothing"))
            genre_tags.set_genres(self.db, entity, dict.fromkeys(genres, 2.5))
            self.genres[shown] = set(genres)

    def _judge(self, limit: int) -> None:
        while hiding.rejudge(self.db, look=4, limit=limit).more:
            assert audit.compare(self.db) == []

    def _is_hidden(self, play: Heard) -> bool:
        return any(rule.hides(play, self.genres) for rule in self.hidden_by.values())

    @rule(track=TRACKS, isrc=ISRCS, by=st.sampled_from(["person", "deezer"]))
    def learn(self, track: tuple[str, str], isrc: str | None, by: str) -> None:
        """Hear of a track's ISRC; the audit knows whether a person's word stands."""
        entity = names.find_track(self.db, *track)
        if entity is None:
            return
        if by == "person":
            facts.correct(self.db, NameKind.TRACK, entity, Field.ISRC, isrc, at=NOON)
            return
        fact = Fact(
            kind=NameKind.TRACK,
            entity=entity,
            field=Field.ISRC,
            value=isrc,
            provider=by,
            confidence=0.5,
            answered_at=NOON,
            ttl=60.0,
        )
        facts.learn(self.db, [fact])

    @rule(limit=st.integers(1, 5))
    def enter(self, limit: int) -> None:
        """Take some new names into the backlog; the audit finds a gap."""
        backlog.enter(self.db, NOON + 20 * 86_400, limit=limit)

    @rule(later=st.integers(-3, 40))
    def sum_up(self, later: int) -> None:
        """Sum up the months, as of some day."""
        now = NOON + later * 86_400
        while months.sum_up(self.db, now).more:
            assert audit.compare(self.db) == []

    @rule(number=st.integers(0, 1))
    def undo(self, number: int) -> None:
        """Undo an import, in slices."""
        while batches.undo(self.db, self.batches[number], limit=2).more:
            pass
        self.model.undo(self.batches[number])

    @rule(zone=st.sampled_from([ZONE, "Asia/Kathmandu", "America/St_Johns"]))
    def move(self, zone: str) -> None:
        """Change the household's time zone; the past follows in slices."""
        self.zone = zone
        while zones.set_zone(self.db, zone, limit=3).more:
            assert audit.compare(self.db) == []
        for play in self.model.plays:
            ahead = datetime.fromtimestamp(play.at, UTC).astimezone(ZoneInfo(zone)).utcoffset()
            assert ahead is not None
            play.offset = round(ahead.total_seconds() / 60)

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
        stored = self.db.execute("SELECT played_at, artist, title, player, listened FROM scrobbles")
        assert sorted(stored, key=repr) == sorted(
            ((p.at, *p.track, p.player, p.listened) for p in self.model.plays), key=repr
        )

    @invariant()
    def days_are_the_calendars(self) -> None:
        """Local days are those of the zone that was set last."""
        zone = ZoneInfo(self.zone)
        days: dict[int, int] = {}
        for play in self.model.plays:
            if not self._is_hidden(play):
                day = datetime.fromtimestamp(play.at, UTC).astimezone(zone).toordinal() - 719_163
                days[day] = days.get(day, 0) + 1
        assert dict(self.db.execute("SELECT day, plays FROM r_day")) == days

    @invariant()
    def no_name_is_left_behind(self) -> None:
        """Artists and tracks are those that were played, or that somebody has."""
        tracks = self.db.execute(
            "SELECT artist.name, title FROM track JOIN artist ON artist.id = artist_id"
        )
        those = {play.track for play in self.model.plays} | {*self.had.values()}
        assert set(tracks) == those
        albums = self.db.execute("SELECT count(*) FROM album").fetchone()
        assert bool(albums[0]) is bool(self.had)
        ruled = {rule.artist for rule in self.hidden_by.values()} - {None}
        artists = {name for (name,) in self.db.execute("SELECT name FROM artist")}
        assert artists >= {artist for artist, _ in those} | ruled
        needed = {artist for (artist,) in self.db.execute(ALBUM_ARTISTS)}
        assert artists == {artist for artist, _ in those} | ruled | needed
        self.genres = {name: those for name, those in self.genres.items() if name in artists}
        lost = """
            SELECT count(*) FROM alias WHERE kind = 'track'
                AND NOT EXISTS (SELECT 1 FROM track WHERE track.id = target_id)"""
        assert self.db.execute(lost).fetchone() == (0,)

    @invariant()
    def what_is_asked_about_is_shown_or_had(self) -> None:
        """Nobody is told of what is hidden, and of what nobody heard only while somebody has it."""
        played = {play.track for play in self.model.plays}
        shown = {play.track for play in self.model.plays if not self._is_hidden(play)}
        had = {
            track
            for track in self.had.values()
            if track not in played and not self._is_ruled_out(track[0])
        }
        entered = set(self.db.execute(ENTERED))
        asked = due.due(self.db, NOON, 100, kinds=[NameKind.TRACK])
        assert {(one.artist, one.name) for one in asked} == entered & (shown | had)

    def _is_ruled_out(self, artist: str) -> bool:
        return any(
            rule.player is None
            and rule.times is None
            and rule.artist in (None, artist)
            and (rule.genre is None or rule.genre in self.genres.get(artist, set()))
            for rule in self.hidden_by.values()
        )

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
        for wanted in {*map(fold, (*ARTISTS, *TITLES, "Dora", "Béla", "Three")), *shown.values()}:
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
TestHistory.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
