"""The store and its model side by side: what is told of plays, and what is taken out again."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
import tempfile
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from custom_components.spindle.catalogue.folding import fold
from custom_components.spindle.catalogue.identity import track_key
from custom_components.spindle.store import batches, bulk, names, playlist_library, plays, removal
from custom_components.spindle.store.playlist_types import LibraryTrack
from custom_components.spindle.store.search_index import NameKind
from custom_components.spindle.store.told import UNKNOWN
from custom_components.spindle.store.types import NewPlay, Selection, Written

from .conftest import ZONE, create
from .examples import NOON
from .model import Had, Heard, Model, Name

LIVE = "sonos"
ARTISTS = ("Anna", "Bert", "Cleo")
TITLES = ("one more", "two", "Tonight")
RECORDS = ("Tonight", "Some record")
SERVICES = (UNKNOWN, "spotify", "tunein")
PLAYERS = ("kitchen", "bath")
TRACKS = st.tuples(st.sampled_from(ARTISTS), st.sampled_from(TITLES))
ALBUMS = st.tuples(st.sampled_from(ARTISTS), st.sampled_from(RECORDS))
MOMENTS = st.builds(
    lambda day, step: NOON + day * 86_400 + step * 31,
    st.sampled_from([-30, 0, 0, 0, 20]),
    st.integers(0, 11),
)
TRACK_SHOWN = (
    "SELECT name, title FROM track JOIN artist ON artist.id = artist_id WHERE track.id = ?"
)
ALBUM_SHOWN = (
    "SELECT name, title FROM album JOIN artist ON artist.id = artist_id WHERE album.id = ?"
)


@st.composite
def tellings(draw: st.DrawFn, players: tuple[str | None, ...], origin: str = LIVE) -> NewPlay:
    """Draw what is told of a play, mostly without an album and in one room."""
    artist, title = draw(TRACKS)
    album = draw(st.none() | ALBUMS)
    player = draw(st.sampled_from(players))
    return NewPlay(
        played_at=draw(MOMENTS),
        title=title,
        artist=artist,
        album=album and album[1],
        album_artist=album and album[0],
        service=draw(st.sampled_from(SERVICES)),
        player=player,
        rooms=() if player is None else draw(st.sampled_from([(), (), (), ("bath",), ("attic",)])),
        listened=draw(st.none() | st.integers(30, 400)),
        origin=origin,
    )


LIVE_PLAYS = tellings(PLAYERS)
IMPORTED = tellings((None, None, None, "kitchen"), "import")


class Plays(RuleBasedStateMachine):
    """Drive the store and the model side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = tempfile.TemporaryDirectory()
        self.db = create(Path(self.directory.name) / "spindle.db")
        self.model = Model()
        self.zone = ZONE
        self.batches: list[int] = []

    def teardown(self) -> None:
        """Close the database."""
        with closing(self.db):
            pass
        self.directory.cleanup()

    @initialize(told=st.lists(LIVE_PLAYS, min_size=4, max_size=10))
    def begin(self, told: list[NewPlay]) -> None:
        """Begin with some plays, and with two imports."""
        self.batches = [
            batches.start(self.db, f"import:{name}", "", started_at=NOON) for name in "ab"
        ]
        self.listen(told)

    @rule(told=st.lists(LIVE_PLAYS, min_size=1, max_size=4))
    def listen(self, told: list[NewPlay]) -> None:
        """A speaker's own plays, or their growth."""
        for one in told:
            self._record(one, None)

    @rule(told=IMPORTED, number=st.integers(0, 1))
    def bring(self, told: NewPlay, number: int) -> None:
        """A play of an import, which mostly knows no room."""
        if not self._is_undone(number):
            self._record(told._replace(origin=f"import:{'ab'[number]}"), self.batches[number])

    @rule(told=st.lists(IMPORTED, max_size=6), number=st.integers(0, 1))
    def bring_many(self, told: list[NewPlay], number: int) -> None:
        """Many plays of an import at once."""
        if self._is_undone(number):
            return
        new = [one._replace(origin=f"import:{'ab'[number]}") for one in told]
        heard = [self._heard(one, self.batches[number]) for one in new]
        tally = bulk.record_many(self.db, new, batch=self.batches[number])
        assert tally.added == sum(self.model.record(one) for one in heard)

    @rule(number=st.integers(0, 1))
    def undo(self, number: int) -> None:
        """Undo an import, in slices."""
        while batches.undo(self.db, self.batches[number], limit=2).more:
            pass
        self.model.undo(self.batches[number])

    @precondition(lambda self: self.model.plays)
    @rule(data=st.data())
    def delete_one(self, data: st.DataObject) -> None:
        """Delete the plays of one moment."""
        at = data.draw(st.sampled_from(sorted(play.at for play in self.model.plays)))
        self._delete(Selection(start=at, end=at + 1), [p for p in self.model.plays if p.at == at])

    @rule(artist=st.sampled_from(ARTISTS))
    def delete_artist(self, artist: str) -> None:
        """Delete all plays of an artist."""
        shown = self._artist(artist)
        self._delete(Selection(artist=artist), [p for p in self.model.plays if p.track[0] == shown])

    @rule(title=st.sampled_from(RECORDS), service=st.sampled_from(SERVICES))
    def delete_from_album(self, title: str, service: str) -> None:
        """Delete what a service played of the albums of a title."""
        self._delete(
            Selection(album=title, service=service),
            [
                play
                for play in self.model.plays
                if play.album and fold(play.album[1]) == fold(title) and play.service == service
            ],
        )

    @rule(recipe=st.sampled_from("xy"), track=TRACKS, album=ALBUMS, stamp=st.sampled_from("12"))
    def have(self, recipe: str, track: Name, album: Name, stamp: str) -> None:
        """A library has a track, perhaps as before."""
        artist, title = track
        had = LibraryTrack(
            item=f"{artist}/{title}",
            stamp=stamp,
            key=track_key(artist, title),
            artist=artist,
            title=title,
            album=album[1],
            album_artist=album[0],
            spotify_uri=f"spotify:track:{artist}{title}",
        )
        now = Had(self._shown(NameKind.TRACK, track), self._shown(NameKind.ALBUM, album))
        before = playlist_library.known(self.db, recipe, "spotify_saved", [had.item])
        playlist_library.keep(self.db, recipe, "spotify_saved", [had])
        # What is the same row as before keeps its names.
        if before.get(had.item) != had:
            self.model.had[recipe, had.item] = now

    @rule(recipe=st.sampled_from("xy"), kept=st.sets(TRACKS))
    def lose(self, recipe: str, kept: set[Name]) -> None:
        """A library has lost what a whole scan does not see."""
        items = {f"{artist}/{title}" for artist, title in kept}
        ids = {
            row
            for row, item in self.db.execute("SELECT id, item FROM library_track")
            if item in items
        }
        playlist_library.forget_unseen(self.db, recipe, "spotify_saved", ids, [])
        self.model.had = {
            (other, item): had
            for (other, item), had in self.model.had.items()
            if other != recipe or item in items
        }

    def _record(self, told: NewPlay, batch: int | None) -> None:
        added = self.model.record(self._heard(told, batch))
        recorded = plays.record(self.db, told, batch=batch)
        assert (recorded.written is Written.ADDED) is added

    def _delete(self, selection: Selection, chosen: list[Heard]) -> None:
        assert removal.delete(self.db, selection).count == len(chosen)
        for play in chosen:
            self.model.plays.remove(play)

    def _is_undone(self, number: int) -> bool:
        found = batches.find(self.db, self.batches[number])
        assert found is not None
        return found.state == "undone"

    def _heard(self, told: NewPlay, batch: int | None) -> Heard:
        """Return what the model is told: its names are those that the spellings lead to."""
        album = None
        if told.album is not None:
            album = self._shown(NameKind.ALBUM, (told.album_artist or told.artist, told.album))
        return Heard(
            at=int(told.played_at),
            track=self._shown(NameKind.TRACK, (told.artist, told.title)),
            album=album,
            service=told.service,
            player=told.player,
            rooms={*told.rooms} - {told.player or ""},
            origin=told.origin,
            batch=batch,
            listened=None if told.listened is None else int(told.listened),
            offset=self._offset(int(told.played_at)),
        )

    def _offset(self, at: int) -> int:
        ahead = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(self.zone)).utcoffset()
        assert ahead is not None
        return round(ahead.total_seconds() / 60)

    def _find(self, kind: NameKind, told: Name) -> int | None:
        find = names.find_album if kind is NameKind.ALBUM else names.find_track
        return find(self.db, *told)

    def _shown(self, kind: NameKind, told: Name) -> Name:
        """Return the track or album that a spelling leads to; what is new is as told."""
        entity = self._find(kind, told)
        if entity is None:
            return self._artist(told[0]), told[1]
        statement = ALBUM_SHOWN if kind is NameKind.ALBUM else TRACK_SHOWN
        artist, title = self.db.execute(statement, (entity,)).fetchone()
        return artist, title

    def _artist(self, told: str) -> str:
        """Return the artist that a spelling leads to, as it is shown."""
        entity = names.find_artist(self.db, told)
        row = self.db.execute("SELECT name FROM artist WHERE id = ?", (entity,)).fetchone()
        return told if row is None else row[0]
