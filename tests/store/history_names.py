"""The store and its model side by side: what is learnt of names, and what hides plays."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from custom_components.spindle.store import (
    audit,
    backlog,
    facts,
    genre_tags,
    hide_rules,
    hiding,
    merging,
    months,
    names,
    renaming,
    zones,
)
from custom_components.spindle.store.errors import NameTakenError
from custom_components.spindle.store.facts import Fact, Field
from custom_components.spindle.store.hide_rules import HideRule
from custom_components.spindle.store.search_index import NameKind

from .conftest import ZONE
from .examples import NOON
from .history_plays import ALBUMS, ARTISTS, PLAYERS, TRACKS, Plays
from .model import Rule

if TYPE_CHECKING:
    from .model import Name

GENRES = ("polka", "drone")
ISRCS = st.sampled_from([None, "GBAYE9500123", "USRC17607839"])
LIMITS = st.integers(1, 3)
RULES = st.builds(
    Rule,
    player=st.none() | st.sampled_from(PLAYERS),
    artist=st.none() | st.sampled_from(ARTISTS),
    genre=st.none() | st.sampled_from(GENRES),
    times=st.none() | st.sampled_from([(0, 60), (1380, 30), (600, 601), (120, 60)]),
).filter(lambda rule: rule != Rule())


class Names(Plays):
    """Drive the store and the model side by side."""

    @rule(one=st.sampled_from(ARTISTS), other=st.sampled_from(ARTISTS), limit=LIMITS)
    def merge_artists(self, one: str, other: str, limit: int) -> None:
        """Make two artists one, in slices, with their tracks and albums."""
        source, target = names.find_artist(self.db, one), names.find_artist(self.db, other)
        if source is None or target is None or source == target:
            return
        gone, kept = self._artist(one), self._artist(other)
        merging.begin(self.db, NameKind.ARTIST, source, target)
        self._finish_merge(limit)
        for track in sorted(track for track in self.model.tracks if track[0] == gone):
            self.model.merge_tracks(track, self._shown(NameKind.TRACK, (kept, track[1])))
        for album in sorted(album for album in self.model.albums if album[0] == gone):
            self.model.merge_albums(album, self._shown(NameKind.ALBUM, (kept, album[1])))
        self.model.rename_artist(gone, kept)
        self._judge(limit)

    @precondition(lambda self: len(self.model.tracks) > 1)
    @rule(data=st.data(), limit=LIMITS)
    def merge_tracks(self, data: st.DataObject, limit: int) -> None:
        """Make two tracks one, perhaps of two artists, in slices."""
        pairs = st.permutations(sorted(self.model.tracks)).map(lambda tracks: (*tracks[:2],))
        twins = [
            (one.track, other.track)
            for one, other in permutations(self.model.plays, 2)
            if (one.at, one.player) == (other.at, other.player) and one.track != other.track
        ]
        gone, kept = data.draw(pairs | st.sampled_from(twins) if twins else pairs)
        self._merge(NameKind.TRACK, gone, kept, limit)
        self.model.merge_tracks(gone, kept)

    @precondition(lambda self: len(self.model.albums) > 1)
    @rule(data=st.data(), limit=LIMITS)
    def merge_albums(self, data: st.DataObject, limit: int) -> None:
        """Make two albums one, perhaps of two artists, in slices."""
        gone, kept = data.draw(st.permutations(sorted(self.model.albums)))[:2]
        self._merge(NameKind.ALBUM, gone, kept, limit)
        self.model.merge_albums(gone, kept)

    def _merge(self, kind: NameKind, gone: Name, kept: Name, limit: int) -> None:
        source, target = self._find(kind, gone), self._find(kind, kept)
        assert source is not None
        assert target is not None
        merging.begin(self.db, kind, source, target)
        assert self._shown(kind, gone) == kept, "new plays go there at once"
        self._finish_merge(limit)

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
        old = self._artist(artist)
        taken = names.find_artist(self.db, new) not in (None, entity)
        try:
            renaming.rename(self.db, NameKind.ARTIST, entity, new)
        except NameTakenError:
            assert taken
            return
        assert not taken
        assert names.find_artist(self.db, artist) == names.find_artist(self.db, new) == entity
        self.model.rename_artist(old, new)

    @rule(track=TRACKS, new=st.sampled_from(["two", "Two?", "Three"]))
    def rename_track(self, track: Name, new: str) -> None:
        """Call a track otherwise, unless another one of its artist is called so."""
        if (old := self._rename(NameKind.TRACK, track, new)) is not None:
            self.model.rename_track(old, (old[0], new))

    @rule(album=ALBUMS, new=st.sampled_from(["Tonight", "TONIGHT!", "Best of"]))
    def rename_album(self, album: Name, new: str) -> None:
        """Call an album otherwise, unless another one of its artist is called so."""
        if (old := self._rename(NameKind.ALBUM, album, new)) is not None:
            self.model.merge_albums(old, (old[0], new))

    def _rename(self, kind: NameKind, told: Name, new: str) -> Name | None:
        """Rename a track or an album; return what it was shown as, None if it is not renamed."""
        entity = self._find(kind, told)
        if entity is None:
            return None
        old = self._shown(kind, told)
        taken = self._find(kind, (old[0], new)) not in (None, entity)
        try:
            renaming.rename(self.db, kind, entity, new)
        except NameTakenError:
            assert taken
            return None
        assert not taken
        assert self._shown(kind, told) == (old[0], new)
        return old

    @precondition(lambda self: len(self.model.hidden_by) < 3)
    @rule(wanted=RULES, limit=LIMITS)
    def hide(self, wanted: Rule, limit: int) -> None:
        """Hide plays by a rule."""
        if wanted.artist is not None:
            if names.find_artist(self.db, wanted.artist) is None:
                return
            wanted = replace(wanted, artist=self._artist(wanted.artist))
        start, end = wanted.times or (None, None)
        told = HideRule(
            speaker=wanted.player,
            artist=wanted.artist,
            genre=wanted.genre,
            start_minute=start,
            end_minute=end,
        )
        shown = [play for play in self.model.plays if not self.model.is_hidden(play)]
        rehearsed = hide_rules.would_hide(self.db, told)
        self.model.hidden_by[hide_rules.add(self.db, told, made_at=NOON)] = wanted
        assert rehearsed.count == sum(map(self.model.is_hidden, shown))
        self._judge(limit)

    @precondition(lambda self: self.model.hidden_by)
    @rule(data=st.data(), limit=LIMITS)
    def unhide(self, data: st.DataObject, limit: int) -> None:
        """Take a rule away."""
        number = data.draw(st.sampled_from(sorted(self.model.hidden_by)))
        rehearsed = hide_rules.would_show(self.db, number)
        hidden = [play for play in self.model.plays if self.model.is_hidden(play)]
        del self.model.hidden_by[number]
        assert hide_rules.remove(self.db, number)
        assert rehearsed.count == sum(not self.model.is_hidden(play) for play in hidden)
        self._judge(limit)

    def _judge(self, limit: int) -> None:
        while hiding.rejudge(self.db, look=4, limit=limit).more:
            assert audit.compare(self.db) == []

    @rule(artist=st.sampled_from(ARTISTS), genres=st.sets(st.sampled_from(GENRES)))
    def tag(self, artist: str, genres: set[str]) -> None:
        """Learn an artist's genres."""
        entity = names.find_artist(self.db, artist)
        if entity is not None:
            genre_tags.set_genres(self.db, entity, dict.fromkeys(genres, 2.5))
            self.model.genres[self._artist(artist)] = set(genres)

    @rule(track=TRACKS, isrc=ISRCS, by=st.sampled_from(["person", "deezer"]))
    def learn(self, track: Name, isrc: str | None, by: str) -> None:
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

    @rule(zone=st.sampled_from([ZONE, "Asia/Kathmandu", "America/St_Johns"]))
    def move(self, zone: str) -> None:
        """Change the household's time zone; the past follows in slices."""
        self.zone = zone
        while zones.set_zone(self.db, zone, limit=3).more:
            assert audit.compare(self.db) == []
        for play in self.model.plays:
            play.offset = self._offset(play.at)
