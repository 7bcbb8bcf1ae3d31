"""What an account of a music service tells of its plays, wherever they were heard.

It tells them late, and not in their order: a phone may have been without a net for hours. It
names no room and one moment of each, mostly its end, sometimes its beginning
(https://github.com/spotify/web-api/issues/1083), and only the latest of them. So a play that the
speakers have told already is recognised by that moment, one that they refused stays refused, and
where plays have been missed the gap is kept.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, replace
import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..catalogue.folding import fold
from . import meta, names, near, plays
from .types import Written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from .types import NewPlay

REMEMBERED: Final = 20
"""Gaps that are kept with their times; older ones are only counted."""
TAKEN: Final = 50
"""Moments that are known one by one: as many as the service tells of plays."""

REFUSED_AROUND: Final = """
SELECT at, listened, title FROM not_counted_example WHERE at BETWEEN ? AND ?"""
NAMED_BY_ITEM: Final = """
SELECT artist.name, track.title FROM track_item
JOIN service ON service.id = track_item.service_id
JOIN track ON track.id = track_item.track_id
JOIN artist ON artist.id = track.artist_id
WHERE service.slug = ? AND track_item.item_id = ?"""


class AwayPlay(NamedTuple):
    """One play that the account tells of."""

    play: NewPlay
    """Its ``played_at`` is reckoned."""
    told_at: float
    """The moment the service names, epoch."""


class Gap(NamedTuple):
    """A time from which plays are missing; epochs."""

    since: float
    until: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayState:
    """How far an account was read."""

    cursor: float | None = None
    """Epoch up to which nothing is taken any more; None before there is any such moment."""
    taken: tuple[float, ...] = ()
    """Moments behind it of which the plays are taken, oldest first: others are new."""
    is_stopped: bool = False
    """Whether nobody wants these plays just now."""
    gap_count: int = 0
    gaps: tuple[Gap, ...] = ()
    """The latest of them, oldest first."""

    @property
    def latest(self) -> float | None:
        """The latest moment that is known of; None before there is any."""
        return self.taken[-1] if self.taken else self.cursor


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayRecorded:
    """What became of the plays that were told."""

    state: AwayState
    added: int
    known: int
    """Those that the speakers, or the account itself, had told before."""
    refused: int
    """Those that were not to be recorded."""


def load(db: Connection, account: str) -> AwayState:
    """Return how far an account was read."""
    noted = meta.read(db, _name(account))
    if noted is None:
        return AwayState()
    said: dict[str, Any] = json.loads(noted)
    return AwayState(
        cursor=said["cursor"],
        taken=tuple(said.get("taken", ())),
        is_stopped=said.get("is_stopped", False),
        gap_count=said["gap_count"],
        gaps=tuple(Gap(since, until) for since, until in said["gaps"]),
    )


def record(
    db: Connection,
    account: str,
    told: Iterable[AwayPlay],
    *,
    taken: Iterable[float],
    gap: Gap | None,
) -> AwayRecorded:
    """Write plays, oldest first, and that all is ``taken`` that was told of these moments."""
    became = Counter(_write(db, one) for one in told)
    state = load(db, account)
    gaps = (*state.gaps, gap) if gap else state.gaps
    known = sorted({*state.taken, *taken})
    state = AwayState(
        cursor=known[-TAKEN - 1] if len(known) > TAKEN else state.cursor,
        taken=tuple(known[-TAKEN:]),
        gap_count=state.gap_count + (gap is not None),
        gaps=gaps[-REMEMBERED:],
    )
    _save(db, account, state)
    added, refused = became[Written.ADDED], became[Written.REFUSED]
    return AwayRecorded(
        state=state, added=added, known=became.total() - added - refused, refused=refused
    )


def skip(db: Connection, account: str, until: float) -> AwayState:
    """Have nothing recorded that was played before ``until`` (epoch)."""
    state = load(db, account)
    state = AwayState(cursor=until, gap_count=state.gap_count, gaps=state.gaps)
    _save(db, account, state)
    return state


def stop(db: Connection, account: str) -> None:
    """Note that nobody wants these plays until ``skip`` says from when on."""
    _save(db, account, replace(load(db, account), is_stopped=True))


def forget(db: Connection, account: str) -> None:
    """Forget how far an account was read; its plays stay."""
    meta.remove(db, _name(account))


def _write(db: Connection, told: AwayPlay) -> Written:
    """Write one play, and tell what became of it."""
    if _was_refused(db, told):
        return Written.REFUSED
    return plays.record(db, _as_known(db, told)).written


def _was_refused(db: Connection, told: AwayPlay) -> bool:
    """Tell whether a speaker heard it and it did not count; of some not even the title is kept.

    Its beginning or its end lies in what the speaker heard: only a pause moves the other.
    """
    around = (told.told_at - near.REACH, told.told_at + near.SLACK)
    moments, title = (told.play.played_at, told.told_at), fold(told.play.title)
    return any(
        any(-near.SLACK <= moment - at <= listened + near.SLACK for moment in moments)
        and (said is None or fold(said) == title)
        for at, listened, said in db.execute(REFUSED_AROUND, around)
    )


def _as_known(db: Connection, told: AwayPlay) -> NewPlay:
    """Give the play the names that its track has here, and the start that others have told."""
    play = told.play
    named = db.execute(NAMED_BY_ITEM, (play.service, play.item_id)).fetchone()
    if named is not None:
        play = play._replace(artist=named[0], title=named[1])
    track_id = names.find_track(db, play.artist, play.title)
    if track_id is None:
        return play
    around = plays.tellings_around(db, int(told.told_at), track_id)
    started_at = near.under_way(told.told_at, play.origin, around)
    if started_at is None:
        return play
    # How much of it was heard is known better by who heard it.
    return play._replace(played_at=started_at, listened=None)


def _save(db: Connection, account: str, state: AwayState) -> None:
    meta.write(db, _name(account), json.dumps(asdict(state)))


def _name(account: str) -> str:
    return f"away {account}"
