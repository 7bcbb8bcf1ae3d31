"""A slow, obvious model of the history: every play in one list, and the rules that hide some."""

from __future__ import annotations

from dataclasses import dataclass

from custom_components.spindle.store.near import Telling, nearest


@dataclass
class Heard:
    """A play, as the model keeps it."""

    at: int
    track: tuple[str, str]
    player: str | None
    origin: str
    batch: int | None
    listened: int | None
    told_by: set[int]
    offset: int = 0
    """Minutes by which local time was ahead."""

    @property
    def telling(self) -> Telling:
        """Return what the near rule looks at."""
        rooms = frozenset({self.player} if self.player else ())
        return Telling(self.at, self.listened, self.origin, rooms)


class Model:
    """Every play in one list, looked through from end to end."""

    def __init__(self) -> None:
        self.plays: list[Heard] = []

    def record(self, told: Heard) -> bool:
        """Add a play or let another grow; tell whether it was added."""
        known = self._exact(told) or self._near(told)
        if known is None:
            self.plays.append(told)
            return True
        if known.player is None and not self._taken(known, told):
            known.player = told.player
        if told.listened is not None:
            known.listened = max(known.listened or 0, told.listened)
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

    def merge(self, source: tuple[str, str], target: tuple[str, str]) -> None:
        """Let a track's plays be another's; of two at one second and speaker one stays."""
        moving = [play for play in self.plays if play.track == source]
        for gone in moving:
            twin = next(
                (
                    play
                    for play in self.plays
                    if (play.at, play.track, play.player) == (gone.at, target, gone.player)
                ),
                None,
            )
            if twin is None:
                gone.track = target
            else:
                self.plays.remove(gone)
                self._unite(twin, gone)

    def _unite(self, kept: Heard, gone: Heard) -> None:
        if gone.listened is not None:
            kept.listened = max(kept.listened or 0, gone.listened)
        if kept.batch is None or gone.batch is None:
            kept.batch = None
            kept.told_by.clear()
        else:
            kept.told_by |= {*gone.told_by, gone.batch} - {kept.batch}

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
        name = (known.at, known.track, told.player)
        return any((p.at, p.track, p.player) == name for p in self.plays)


@dataclass(frozen=True)
class Rule:
    """What hides plays, as the model judges it; names are those that are shown."""

    player: str | None = None
    artist: str | None = None
    genre: str | None = None
    times: tuple[int, int] | None = None

    def hides(self, play: Heard, genres: dict[str, set[str]]) -> bool:
        """Tell whether every given part matches."""
        minute = (play.at // 60 + play.offset) % 1440
        start, end = self.times or (0, 1440)
        return (
            self.player in (None, play.player)
            and self.artist in (None, play.track[0])
            and (self.genre is None or self.genre in genres.get(play.track[0], set()))
            and (start <= minute < end if start < end else minute >= start or minute < end)
        )
