"""Ask for what was heard: from the history and what is known of it onto the queue.

Where everything that is discovered is asked for, so is what a library at Spotify has.

Nothing here calls Lidarr, or anybody else: it reads what the store knows, judges it by the
rules, and writes rows. What nobody knows the id of yet is looked at again at the next round.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ..store import lidarr_candidates, lidarr_library, lidarr_queue, lidarr_reads
from ..store.lidarr_candidates import Threshold
from ..store.lidarr_pruning import MOST_ASIDE
from ..store.lidarr_types import Wanted, WantedKind, WantedOrigin, WantedReason, WantedStatus
from ..store.lidarr_wishes import BY_RULE
from ..store.search_index import NameKind
from .rules import DAY, judge
from .types import Policy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from ..enrichment.desk import Store
    from ..store.lidarr_candidates import Candidate
    from ..upstream.clock import Clock
    from .rules import Rules

PAGE: Final = 200
"""Names that are looked at, and written, together."""
PAGES: Final = 10
"""Pages of one step."""
SPOTIFY: Final = "spotify"

type Way = tuple[NameKind, bool]
"""Whether artists or albums are gone through, and whether those that were heard."""
type Verdict = tuple[Wanted, WantedReason | None]
"""Something to be asked for, or put aside for a reason."""


class Resolver:
    """Judges what was discovered, round after round, each in steps of bounded size."""

    def __init__(self, store: Store, rules: Rules, clock: Clock) -> None:
        """Prepare; nothing is read before the first step."""
        self._store = store
        self._rules = rules.effective()
        self._clock = clock
        self._ways = _ways(self._rules)
        self._way = 0
        self._place = 0
        self._has_more = False

    def leave_out(self, rooms: frozenset[str]) -> None:
        """Count no more what was heard in these rooms, unless a rule names them itself."""
        self._rules = replace(self._rules, not_rooms=rooms - self._rules.rooms)

    @property
    def has_more(self) -> bool:
        """Tell whether the round goes on: another step may find more at once."""
        return self._has_more

    async def step(self) -> int:
        """Go on with the round, or begin another; return how many things were asked for."""
        if self._rules.policy is Policy.OFF:
            return 0
        put = 0
        for _ in range(PAGES):
            put += await self._page()
            if not self._has_more:
                break
        return put

    async def _page(self) -> int:
        """Judge the next page of names; return how many were asked for."""
        now = self._clock.time()
        page = await self._look(now)
        counts = await self._store.read(lidarr_reads.counted)
        verdicts = self._verdicts(page, counts)
        put = 0
        if verdicts:
            put = await self._store.write_bulk(_write, verdicts, self._status, now)
        self._turn(page, put)
        return put

    async def _look(self, now: float) -> Sequence[Candidate]:
        """Return the next page of names."""
        if not self._rules.everything:
            return await self._store.read(
                lidarr_candidates.most_heard, self._threshold(now), limit=PAGE, skip=self._place
            )
        kind, was_heard = self._ways[self._way]
        if was_heard:
            return await self._store.read(
                lidarr_candidates.in_order,
                kind,
                self._threshold(now),
                limit=PAGE,
                after=self._place,
            )
        return await self._store.read(lidarr_library.in_order, kind, limit=PAGE, after=self._place)

    @property
    def _status(self) -> WantedStatus:
        is_automatic = self._rules.policy is Policy.AUTOMATIC
        return WantedStatus.QUEUED if is_automatic else WantedStatus.SUGGESTED

    def _threshold(self, now: float) -> Threshold:
        rules = self._rules
        return Threshold(
            since=0.0 if rules.within_days is None else max(0.0, now - rules.within_days * DAY),
            tracks=rules.tracks,
            days=rules.days,
            plays=rules.plays,
            minutes=rules.minutes,
            services=rules.services,
            rooms=rules.rooms,
            not_rooms=rules.not_rooms,
        )

    def _verdicts(
        self, page: Sequence[Candidate], counts: dict[WantedStatus, int]
    ) -> list[Verdict]:
        """Return what is to be written of a page: what changes, and what there is room for."""
        room = self._rules.most_open - counts.get(WantedStatus.SUGGESTED, 0)
        aside = MOST_ASIDE - counts.get(WantedStatus.NOT_ELIGIBLE, 0)
        verdicts: list[Verdict] = []
        for candidate in page:
            reason = judge(candidate, self._rules)
            if not self._changes(candidate, reason):
                continue
            if reason is not None:
                is_new = candidate.status is None
                if not is_new or aside > 0:
                    verdicts.append((_wanted(candidate), reason))
                    aside -= is_new
            elif self._status is WantedStatus.QUEUED or room > 0:
                verdicts.append((_wanted(candidate), None))
                room -= 1
        return verdicts

    def _changes(self, candidate: Candidate, reason: WantedReason | None) -> bool:
        """Tell whether a judgement is another than the one that stands."""
        if candidate.status is None:
            return True
        if candidate.status is WantedStatus.SUGGESTED:
            return reason is not None or self._status is WantedStatus.QUEUED
        return (
            candidate.status is WantedStatus.NOT_ELIGIBLE
            and candidate.reason in BY_RULE
            and candidate.reason is not reason
        )

    def _turn(self, page: Sequence[Candidate], put: int) -> None:
        """Choose where the next page begins; after the last one it is the first again."""
        self._has_more = len(page) == PAGE
        if not self._rules.everything:
            # What was queued is not counted any more, so that the rest moves up.
            gone = put if self._status is WantedStatus.QUEUED else 0
            self._place = self._place + len(page) - gone if self._has_more else 0
        elif self._has_more:
            last = page[-1]
            self._place = last.artist_id if last.album_id is None else last.album_id
        else:
            self._way = (self._way + 1) % len(self._ways)
            self._has_more = self._way > 0
            self._place = 0


def _ways(rules: Rules) -> tuple[Way, ...]:
    """Return the ways of one round, artists before their albums.

    A library is in no room, and only music of Spotify is discovered in it.
    """
    heard = ((NameKind.ARTIST, True), (NameKind.ALBUM, True))
    if rules.rooms or (rules.services and SPOTIFY not in rules.services):
        return heard
    return (*heard, (NameKind.ARTIST, False), (NameKind.ALBUM, False))


def _wanted(candidate: Candidate) -> Wanted:
    return Wanted(
        kind=WantedKind.ARTIST if candidate.is_artist else WantedKind.ALBUM,
        mbid=candidate.mbid,
        artist=candidate.artist,
        album=candidate.album,
        artist_mbid=candidate.artist_mbid,
        artist_id=candidate.artist_id,
        album_id=candidate.album_id,
        origin=WantedOrigin.RULE,
        evidence=candidate.evidence,
    )


def _write(db: Connection, verdicts: Sequence[Verdict], status: WantedStatus, now: float) -> int:
    """Put on the queue what is asked for, and put the rest aside; return how many were put."""
    wanted = [each for each, reason in verdicts if reason is None]
    for each, reason in verdicts:
        if reason is not None:
            lidarr_queue.put_aside(db, each, reason, now=now)
    return len(lidarr_queue.put(db, wanted, status=status, now=now))
