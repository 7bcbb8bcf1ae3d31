"""One title as one listener hears it, from its first second to its last."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from .clock import PlayClock
from .radio import judge_title
from .types import Instant, Kind, Listening, Playback, Reason, Repeat, Snapshot, Source

AMENDABLE: Final = 15.0
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
SHORTEST_LOOP: Final = 10.0
"""Seconds that a title must last for its repetitions to be told apart by time alone."""
SHARED: Final = "x-sonos-vli:"
"""Begins the addresses of AirPlay and Spotify Connect: one for all that a sender plays."""

type Stamp = tuple[float | None, float | None]
"""A position as the speaker told it, and when: its ``position`` and ``position_at``."""


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
    stamp: Stamp = (None, None)
    """The last position the speaker told, so that only a new one is news."""
    echo: bool = False
    """It began as what its group had just played, and may be no more than that."""
    counted_for: str | None = None
    """The speaker it was counted for, once it is; stands, whatever becomes private."""
    refused: Reason | None = None
    """Decided: it was heard for long enough, and does not count for this reason."""

    @property
    def counted(self) -> bool:
        """Tell whether it was counted as a play."""
        return self.counted_for is not None

    @property
    def passing(self) -> bool:
        """Tell whether it only interrupts: an announcement, a jingle, no title at all."""
        if self.source.kind is Kind.ANNOUNCEMENT:
            return True
        if self.source.kind not in {Kind.MUSIC, Kind.RADIO}:
            return False
        if self.title is None or not self.source.live:
            return self.title is None
        return self.artist is None or bool(judge_title(self.title, self.artist, self.station))

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
        live = self.source.live
        if live or snapshot.source.live or self.uri is None or snapshot.uri is None:
            return live == snapshot.source.live and self._is_named_as(snapshot)
        if self.uri != snapshot.uri:
            return False
        if snapshot.title is None:
            return True
        return self._is_named_as(snapshot) if self._shared else _alike(self.title, snapshot.title)

    def has_begun_again(self, snapshot: Snapshot, now: Instant) -> bool:
        """Tell whether the same title has ended and stands at its beginning once more."""
        if self.source.live or self.duration is None or not self.is_of(snapshot):
            return False
        expected = self.clock.position_at(now.monotonic)
        at_end = expected >= self.duration - AT_END
        places = {snapshot.queue_position, self.queue_position} - {None}
        moved_on = len(places) > 1
        position = self.told_position(snapshot, now)
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
        if self.uri is not None and self.uri == snapshot.uri:
            return self.title is None or (young and not self._shared)
        return young and self.title is not None and self._is_named_as(snapshot)

    def _is_named_as(self, snapshot: Snapshot) -> bool:
        """Tell whether the snapshot names title and artist alike, as far as it does."""
        return _alike(self.title, snapshot.title) and _compatible(self.artist, snapshot.artist)

    @property
    def _shared(self) -> bool:
        """Tell whether other titles come under the same address."""
        return self.uri is not None and self.uri.startswith(SHARED)

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
        after = (self.title, self.artist, self.album, self.uri, self.source, self.duration)
        if before != after and self.refused is Reason.NO_METADATA:
            self.refused = None
        return before != after

    def note_group(self, speaker: str, snapshot: Snapshot) -> bool:
        """Note who hears it now; tell whether that changed."""
        members = snapshot.group if speaker in snapshot.group else (speaker,)
        if members == self.members:
            return False
        self.members = members
        self.rooms.extend(room for room in members if room not in self.rooms)
        return True

    def note_repeat(self, snapshot: Snapshot) -> None:
        """Note whether it begins again by itself, and where in the queue it stands."""
        self.loops = begins_again(snapshot)
        self.queue_position = snapshot.queue_position

    def told_position(self, snapshot: Snapshot, now: Instant) -> float | None:
        """Return where in the title the speaker says it is now; None if that is no news."""
        return None if stamp_of(snapshot) == self.stamp else position_now(snapshot, now)

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


def begin(
    speaker: str,
    snapshot: Snapshot,
    now: Instant,
    *,
    unseen: float | None = 0.0,
    stale: Stamp = (None, None),
) -> Session:
    """Begin a session with what a playing speaker says.

    The true start lies the position back, if that is small or the title began in the
    ``unseen`` seconds for which the speaker was out of sight. None says that it has never
    been in sight: the start may lie far back, but what was not seen is not heard. A
    position that was told before, ``stale``, belongs to another title.
    """
    stamp = stamp_of(snapshot)
    position = 0.0 if stamp == stale else position_now(snapshot, now) or 0.0
    fresh = position <= FRESH_START + (unseen or 0.0)
    back = position if fresh or (unseen is None and position <= LONGEST_START) else 0.0
    session = Session(
        started_at=now.epoch - back,
        began=now.monotonic - back,
        source=snapshot.source,
        clock=PlayClock(
            heard=position if fresh and unseen is not None else 0.0,
            position=position,
            since=now.monotonic,
            length=snapshot.duration,
        ),
        stamp=stamp,
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
        counted_for=None,
        refused=None,
    )


def begins_again(snapshot: Snapshot) -> bool:
    """Tell whether the speaker repeats the title by itself."""
    if snapshot.source.live or (snapshot.duration or 0.0) < SHORTEST_LOOP:
        return False
    alone = snapshot.repeat is Repeat.ALL and snapshot.queue_size == 1
    return alone or snapshot.repeat is Repeat.ONE


def stamp_of(snapshot: Snapshot) -> Stamp:
    """Return the position as the snapshot tells it."""
    return snapshot.position, snapshot.position_at


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
