"""A slow, obvious model of the history: every play in one list, and what hides or names them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from custom_components.spindle.store.near import Telling, nearest
from custom_components.spindle.store.told import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

type Name = tuple[str, str]
"""Artist and title of a track or an album, as they are shown."""


@dataclass
class Heard:
    """A play, as the model keeps it."""

    at: int
    track: Name
    album: Name | None
    service: str
    player: str | None
    rooms: set[str]
    """The other speakers of the group."""
    origin: str
    batch: int | None
    listened: int | None
    offset: int
    """Minutes by which local time was ahead."""
    told_by: set[int] = field(default_factory=set)

    @property
    def telling(self) -> Telling:
        """Return what the near rule looks at."""
        rooms = frozenset(self.rooms | ({self.player} if self.player else set()))
        return Telling(self.at, self.listened, self.origin, rooms)


@dataclass
class Grown:
    """What a batch has taught a play that is not its own."""

    batch: int
    play: Heard
    known: dict[str, tuple[Any, Any]]
    """What there was, and what there was then."""
    rooms: set[str]


@dataclass(frozen=True)
class Had:
    """What a library has."""

    track: Name
    album: Name | None


@dataclass(frozen=True)
class Rule:
    """What hides plays, as the model judges it; names are those that are shown."""

    player: str | None = None
    artist: str | None = None
    genre: str | None = None
    times: tuple[int, int] | None = None

    def hides(self, play: Heard, genres: dict[str, set[str]]) -> bool:
        """Tell whether every given part matches; a room's leaves alone what others played too."""
        minute = (play.at // 60 + play.offset) % 1440
        start, end = self.times or (0, 1440)
        return (
            (self.player is None or (self.player == play.player and not play.rooms))
            and self.artist in (None, play.track[0])
            and (self.genre is None or self.genre in genres.get(play.track[0], set()))
            and (start <= minute < end if start < end else minute >= start or minute < end)
        )


GROWS = ("album", "service", "player", "listened")


class Model:
    """Every play in one list, looked through from end to end."""

    def __init__(self) -> None:
        self.plays: list[Heard] = []
        self.had: dict[tuple[str, str], Had] = {}
        """Recipe and item → what it is."""
        self.hidden_by: dict[int, Rule] = {}
        self.genres: dict[str, set[str]] = {}
        self.grown: list[Grown] = []

    @property
    def tracks(self) -> set[Name]:
        """Return every track that was played, or that somebody has."""
        return {one.track for one in self._named()}

    @property
    def albums(self) -> set[Name]:
        """Return every album that was played, or that somebody has."""
        return {one.album for one in self._named() if one.album is not None}

    @property
    def artists(self) -> set[str]:
        """Return every artist of these, and of the rules."""
        ruled = {rule.artist for rule in self.hidden_by.values() if rule.artist is not None}
        return ruled | {artist for artist, _ in self.tracks | self.albums}

    def is_hidden(self, play: Heard) -> bool:
        """Tell whether any rule hides a play."""
        return any(rule.hides(play, self.genres) for rule in self.hidden_by.values())

    def is_ruled_out(self, artist: str) -> bool:
        """Tell whether a rule hides an artist wherever and whenever it is played."""
        return any(
            rule.player is None
            and rule.times is None
            and rule.artist in (None, artist)
            and (rule.genre is None or rule.genre in self.genres.get(artist, set()))
            for rule in self.hidden_by.values()
        )

    def record(self, told: Heard) -> bool:
        """Add a play or let another grow; tell whether it was added."""
        known = self._exact(told) or self._near(told)
        if known is None:
            self.plays.append(told)
            return True
        was, rooms = vars(known).copy(), set(known.rooms)
        if known.player is None and not self._taken(known, told):
            known.player = told.player
        known.rooms |= told.rooms | ({told.player} if told.player else set())
        known.rooms.discard(known.player or "")
        _complete(known, told)
        if told.batch not in (None, known.batch):
            is_now = vars(known)
            grown = {name: (was[name], is_now[name]) for name in GROWS if was[name] != is_now[name]}
            self.grown.append(Grown(told.batch, known, grown, known.rooms - rooms))
        if told.batch is None:
            known.batch = None
            known.told_by.clear()
        elif known.batch is not None and known.batch != told.batch:
            known.told_by.add(told.batch)
        return False

    def undo(self, batch: int) -> None:
        """Remove a batch's plays, but those that another has told of."""
        for heard in list(self.plays):
            heard.told_by.discard(batch)
            if heard.batch == batch:
                if heard.told_by:
                    heard.batch = min(heard.told_by)
                    heard.told_by.discard(heard.batch)
                else:
                    self.plays.remove(heard)
        mine = [grown for grown in self.grown if grown.batch == batch]
        self.grown = [grown for grown in self.grown if grown.batch != batch]
        # What it told last is taken back first; of two plays the earlier one.
        mine.reverse()
        mine.sort(key=lambda grown: grown.play.at)
        for grown in mine:
            if any(grown.play is play for play in self.plays):
                self._take_back(grown)

    def _take_back(self, grown: Grown) -> None:
        """Let a play be what it was, where it has not changed since."""
        play = grown.play
        for name, (was, now) in grown.known.items():
            is_free = name != "player" or self._exact(replace(play, player=was)) is None
            if getattr(play, name) == now and is_free:
                setattr(play, name, was)
        play.rooms -= grown.rooms
        for later in self.grown:
            if later.play is play:
                for name, (was, now) in later.known.items():
                    before, after = grown.known.get(name, (was, was))
                    later.known[name] = (before if was == after else was, now)

    def rename_artist(self, old: str, new: str) -> None:
        """Let an artist be called otherwise, with all that is told of it."""
        for track in {track for track in self.tracks if track[0] == old}:
            self.rename_track(track, (new, track[1]))
        for album in {album for album in self.albums if album[0] == old}:
            self.merge_albums(album, (new, album[1]))
        genres = self.genres.pop(old, set())
        self.genres[new] = self.genres.get(new) or genres
        self.hidden_by = {
            number: replace(rule, artist=new) if rule.artist == old else rule
            for number, rule in self.hidden_by.items()
        }

    def rename_track(self, old: Name, new: Name) -> None:
        """Let a track be called otherwise."""
        for play in self.plays:
            play.track = new if play.track == old else play.track
        for place, had in self.had.items():
            self.had[place] = replace(had, track=new) if had.track == old else had

    def merge_albums(self, source: Name, target: Name) -> None:
        """Let what is on an album be on another, or on the same one of another name."""
        for play in self.plays:
            play.album = target if play.album == source else play.album
        for grown in self.grown:
            was, now = grown.known.get("album", (None, None))
            if now == source:
                grown.known["album"] = (was, target)
        for place, had in self.had.items():
            self.had[place] = replace(had, album=target) if had.album == source else had

    def merge_tracks(self, source: Name, target: Name) -> None:
        """Let a track's plays be another's; of two at one second and speaker one stays."""
        for gone in [play for play in self.plays if play.track == source]:
            twin = self._exact(replace(gone, track=target))
            if twin is not None:
                self.plays.remove(gone)
                _unite(twin, gone)
            else:
                gone.track = target
        self.rename_track(source, target)

    def _named(self) -> Iterator[Heard | Had]:
        yield from self.plays
        yield from self.had.values()

    def _exact(self, told: Heard) -> Heard | None:
        name = (told.at, told.track, told.player)
        return next((p for p in self.plays if (p.at, p.track, p.player) == name), None)

    def _near(self, told: Heard) -> Heard | None:
        same = [p for p in self.plays if p.track == told.track]
        # Of two equally near ones the store takes the earlier id, the one told first.
        same.sort(key=lambda p: p.at)
        found = nearest(told.telling, [(number, p.telling) for number, p in enumerate(same)])
        return None if found is None else same[found]

    def _taken(self, known: Heard, told: Heard) -> bool:
        return self._exact(replace(known, player=told.player)) is not None


def _complete(known: Heard, told: Heard) -> None:
    """Let a play learn from another telling what it does not know."""
    known.album = known.album or told.album
    known.service = told.service if known.service == UNKNOWN else known.service
    if told.listened is not None:
        known.listened = max(known.listened or 0, told.listened)


def _unite(kept: Heard, gone: Heard) -> None:
    """Let one play stand for two of the same second and speaker."""
    _complete(kept, gone)
    kept.rooms |= gone.rooms
    if kept.batch is None or gone.batch is None:
        kept.batch = None
        kept.told_by.clear()
    else:
        kept.told_by |= {*gone.told_by, gone.batch} - {kept.batch}
