"""One title as one listener hears it, from its first second to its last."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from .clock import PlayClock
from .radio import judge_title
from .types import Instant, Kind, Listening, Playback, Reason, Repeat, Snapshot, Source

AMENDABLE: Final = 10.0
"""Seconds in which what a speaker first said of a title may still be set right."""
FRESH_START: Final = 15.0
"""A position up to here tells when the title really began."""
LONGEST_START: Final = 6 * 3600.0
"""A position beyond is no clue to when a title met already under way began."""
ECHO: Final = 15.0
"""Seconds below which an echo of the group's title was not heard by anybody."""
NOTHING: Final = 1.0
"""Seconds below which nothing was heard ..."""
NAMELESS: Final = 3.0
"""... and below which what has no title is not worth telling."""
AT_END: Final = 13.0
"""Seconds before the end from which the end may be near: a crossfade lasts up to 12."""


@dataclass(slots=True, kw_only=True)
class Session:
    """What is known of it so far. ``began`` and the clock are monotonic."""

    started_at: float
    began: float
    source: Source
    clock: PlayClock
    rooms: list[str] = field(default_factory=list)
    """Every room that has heard it, the first coordinator first."""
    members: tuple[str, ...] = ()
    """The rooms that hear it now."""
    uri: str | None = None
    title: str | None = None
    artist: str | None = None
    album: str | None = None
    album_artist: str | None = None
    station: str | None = None
    duration: float | None = None
    queue_position: int | None = None
    loops: bool = False
    """It begins again by itself when it ends."""
    stamp: tuple[float | None, float | None] = (None, None)
    """The last position the speaker told, so that only a new one is news."""
    echo: bool = False
    """It began as what its group had just played, and may be no more than that."""
    counted: bool = False
    refused: Reason | None = None
    """Decided: it was heard for long enough, and does not count for this reason."""

    @property
    def passing(self) -> bool:
        """Tell whether it only interrupts: an announcement, a jingle, no title at all."""
        if self.source.kind is Kind.ANNOUNCEMENT:
            return True
        if self.title is None:
            return self.source.kind in {Kind.MUSIC, Kind.RADIO}
        return self.source.live and judge_title(self.title, self.artist, self.station) is not None

    @property
    def least_told(self) -> float:
        """Seconds that must have been heard for a refusal to be told at all."""
        if self.echo:
            return ECHO
        return NOTHING if self.title else NAMELESS

    def is_same(self, other: Session) -> bool:
        """Tell whether two sessions are of one title."""
        return (
            _alike(self.title, other.title)
            and _compatible(self.artist, other.artist)
            and self.source.live == other.source.live
            and (self.source.live or _compatible(self.uri, other.uri))
        )

    def is_of(self, snapshot: Snapshot) -> bool:
        """Tell whether the snapshot speaks of this very title.

        The artist may arrive later than the title; the address of a live stream may
        change while the song goes on, and a record's title may be missing for a moment.
        """
        named = _alike(self.title, snapshot.title) and _compatible(self.artist, snapshot.artist)
        if self.source.live or snapshot.source.live:
            return named and self.source.live == snapshot.source.live
        if self.uri is None:
            return named
        return self.uri == snapshot.uri and (named or snapshot.title is None)

    def has_begun_again(self, snapshot: Snapshot, now: Instant) -> bool:
        """Tell whether the same title has ended and plays once more: a play of its own."""
        if not self.is_of(snapshot) or self.source.live or self.duration is None:
            return False
        expected = self.clock.position_at(now.monotonic)
        at_end = expected >= self.duration - AT_END
        moved_on = snapshot.queue_position != self.queue_position
        news = (snapshot.position, snapshot.position_at) != self.stamp
        position = position_now(snapshot, now) if news else None
        if position is None:
            return moved_on and at_end
        return (
            position <= FRESH_START
            and (at_end or moved_on)
            and expected - position > min(FRESH_START, self.duration / 2)
        )

    def may_become(self, snapshot: Snapshot, now: float) -> bool:
        """Tell whether the snapshot sets right what the speaker first said of this title.

        At a change of track Home Assistant may show the new address with the old title or
        the other way round, for a moment (https://github.com/home-assistant/core/issues/181315).
        """
        if self.counted or self.source.live or snapshot.source.live:
            return False
        young = now - self.began <= AMENDABLE
        same_address = self.uri is not None and self.uri == snapshot.uri
        same_name = self.title is not None and self.title == snapshot.title
        if same_address:
            return young or self.title is None
        return same_name and young and _compatible(self.artist, snapshot.artist)

    def amend(self, snapshot: Snapshot) -> bool:
        """Take over what the snapshot knows better; tell whether anything changed."""
        before = (self.title, self.artist, self.album, self.uri, self.source, self.duration)
        named = not self.counted
        if named or self.title is None:
            self.title = snapshot.title or self.title
        if named or self.artist is None:
            self.artist = snapshot.artist or self.artist
        self.album = snapshot.album or self.album
        self.album_artist = snapshot.album_artist or self.album_artist
        self.station = snapshot.station or self.station
        self.uri = snapshot.uri or self.uri
        self.source = snapshot.source
        if snapshot.duration is not None:
            self.duration = self.clock.length = snapshot.duration
        return before != (
            self.title, self.artist, self.album, self.uri, self.source, self.duration
        )  # fmt: skip

    def note_group(self, speaker: str, snapshot: Snapshot) -> bool:
        """Note who hears it now; tell whether that changed."""
        members = snapshot.group or (speaker,)
        if members == self.members:
            return False
        self.members = members
        self.rooms.extend(room for room in members if room not in self.rooms)
        return True

    def note_repeat(self, snapshot: Snapshot) -> None:
        """Note whether it begins again by itself, and where in the queue it stands."""
        self.loops = begins_again(snapshot)
        self.queue_position = snapshot.queue_position

    def news_of_position(self, snapshot: Snapshot, now: Instant) -> float | None:
        """Return where in the title the speaker says it is now, if that is news."""
        stamp = (snapshot.position, snapshot.position_at)
        if snapshot.position is None or stamp == self.stamp:
            return None
        self.stamp = stamp
        return position_now(snapshot, now)

    def listening(self, now: float) -> Listening:
        """Return what has been heard until ``now`` (monotonic)."""
        return Listening(
            started_at=self.started_at,
            speaker=self.rooms[0],
            rooms=tuple(self.rooms),
            source=self.source,
            title=self.title,
            artist=self.artist,
            album=self.album,
            album_artist=self.album_artist,
            station=self.station,
            duration=self.duration,
            listened=round(self.clock.heard_at(now), 3),
        )


def begin(speaker: str, snapshot: Snapshot, now: Instant, *, first_sight: bool) -> Session:
    """Begin a session with what a playing speaker says.

    The true start lies a small position back; at first sight of a speaker it may lie far
    back, but what was not seen is not heard.
    """
    position = position_now(snapshot, now) or 0.0
    fresh = position <= FRESH_START
    back = position if fresh or (first_sight and position <= LONGEST_START) else 0.0
    session = Session(
        started_at=now.epoch - back,
        began=now.monotonic,
        source=snapshot.source,
        clock=PlayClock(
            heard=position if fresh and not first_sight else 0.0,
            position=position,
            since=now.monotonic,
            length=snapshot.duration,
        ),
        stamp=(snapshot.position, snapshot.position_at),
    )
    session.amend(snapshot)
    session.note_group(speaker, snapshot)
    session.note_repeat(snapshot)
    return session


def again(session: Session, start: Instant) -> Session:
    """Begin the session of the same title, played once more from ``start`` on."""
    clock = PlayClock(since=start.monotonic, length=session.clock.length)
    return replace(
        session,
        started_at=start.epoch,
        began=start.monotonic,
        clock=clock,
        rooms=list(session.members),
        echo=False,
        counted=False,
        refused=None,
    )


def begins_again(snapshot: Snapshot) -> bool:
    """Tell whether the speaker repeats the title by itself."""
    if snapshot.source.live or snapshot.duration is None:
        return False
    alone = snapshot.repeat is Repeat.ALL and snapshot.queue_size == 1
    return alone or snapshot.repeat is Repeat.ONE


def position_now(snapshot: Snapshot, now: Instant) -> float | None:
    """Return the seconds into the title at ``now``, as far as the speaker says."""
    if snapshot.source.live or snapshot.position is None:
        return None
    position = snapshot.position
    if snapshot.playback is Playback.PLAYING and snapshot.position_at is not None:
        position += max(0.0, now.epoch - snapshot.position_at)
    return position if snapshot.duration is None else min(position, snapshot.duration)


def _alike(one: str | None, other: str | None) -> bool:
    """Tell whether two names are the same but for case."""
    return one == other or (
        one is not None and other is not None and one.casefold() == other.casefold()
    )


def _compatible(one: str | None, other: str | None) -> bool:
    """Tell whether two names may be the same: one is not known, or they are alike."""
    return one is None or other is None or _alike(one, other)
