"""The queue of Lidarr as a table of plain objects, slow and without SQL, to hold the store against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from custom_components.spindle.store.lidarr_types import (
    WantedKind,
    WantedOrigin,
    WantedReason,
    WantedStatus as Status,
)

if TYPE_CHECKING:
    from custom_components.spindle.store.lidarr_types import Wanted

THERE: Final = {
    Status.SUBMITTED,
    Status.SEARCHING,
    Status.MONITORED,
    Status.DOWNLOADING,
    Status.IMPORTING,
}
RULES: Final = {
    WantedReason.NO_MBID,
    WantedReason.AMBIGUOUS,
    WantedReason.COMPILATION,
    WantedReason.SINGLE,
    WantedReason.LIVE,
    WantedReason.VARIOUS_ARTISTS,
    WantedReason.RADIO_ONLY,
}


@dataclass(slots=True)
class Work:
    """The one job that somebody may claim, or has claimed."""

    is_search: bool
    due: float
    holder: int | None = None
    """The claim that holds it."""


@dataclass(slots=True)
class Thing:
    """One item."""

    kind: WantedKind
    origin: WantedOrigin
    status: Status
    created_at: float
    reason: WantedReason | None = None
    work: Work | None = None
    is_reserved: bool = False
    searches: int = 0
    lidarr_id: int | None = None

    def begin(self, now: float) -> None:
        """Wait, to be worked on from where Lidarr knows it."""
        is_search = self.lidarr_id is not None and self.kind is WantedKind.ALBUM
        self.status = Status.SUBMITTED if is_search else Status.QUEUED
        self.reason, self.searches, self.created_at = None, 0, now
        self.work = Work(is_search=is_search, due=now)

    def end(self, status: Status, reason: WantedReason | None) -> None:
        """Be somewhere where nothing waits."""
        self.status, self.reason, self.work = status, reason, None


@dataclass(frozen=True, slots=True)
class Taken:
    """A claim, and what the thing was before."""

    number: int
    key: str
    is_search: bool
    is_again: bool
    reason: WantedReason | None


class Model:
    """All things by their keys."""

    def __init__(self) -> None:
        """Begin with none."""
        self.things: dict[str, Thing] = {}
        self.claims = 0

    def put(self, wanted: Wanted, status: Status, now: float) -> None:
        """Ask for something."""
        known = self.things.get(wanted.key)
        if known is None:
            known = Thing(wanted.kind, wanted.origin, status, now)
            self.things[wanted.key] = known
            if status is Status.QUEUED:
                known.begin(now)
            return
        closed = {Status.SUGGESTED, Status.CANCELLED, Status.FAILED, Status.NOT_ELIGIBLE}
        by_person = wanted.origin is WantedOrigin.PERSON
        may = known.status in closed if by_person else self._is_the_rules(known)
        if not may or known.status is status:
            return
        known.origin = wanted.origin
        if status is Status.QUEUED:
            known.begin(now)
        else:
            known.end(Status.SUGGESTED, None)
            known.created_at = now

    def put_aside(self, wanted: Wanted, reason: WantedReason, now: float) -> None:
        """Keep why something is not asked for."""
        known = self.things.get(wanted.key)
        if known is None:
            self.things[wanted.key] = Thing(
                wanted.kind, wanted.origin, Status.NOT_ELIGIBLE, now, reason
            )
        elif self._is_the_rules(known):
            known.end(Status.NOT_ELIGIBLE, reason)

    def open(self, key: str, status: Status, now: float) -> None:
        """Approve what is suggested, or try again what failed."""
        if self.things[key].status is status:
            self.things[key].begin(now)

    def give_up(self, key: str, statuses: set[Status]) -> None:
        """Refuse or cancel."""
        if self.things[key].status in statuses:
            self.things[key].end(Status.CANCELLED, WantedReason.BY_PERSON)

    def due(self, now: float, *, searches: bool) -> list[tuple[str, Work]]:
        """Return what may be claimed, in its order as far as that is told by time."""
        due = [
            (thing.kind is WantedKind.ALBUM and not searches, thing.created_at, key, thing.work)
            for key, thing in self.things.items()
            if thing.work and thing.work.holder is None and thing.work.due <= now
            if thing.work.is_search == searches
        ]
        if searches:
            return sorted(((key, work) for *_, key, work in due), key=lambda one: one[1].due)
        return [(key, work) for *_, key, work in sorted(due, key=lambda one: one[:2])]

    def claim(self, key: str) -> Taken:
        """Take a thing's work."""
        thing = self.things[key]
        assert thing.work is not None
        self.claims += 1
        thing.work.holder = self.claims
        is_again = thing.status is Status.SEARCHING or thing.is_reserved
        taken = Taken(self.claims, key, thing.work.is_search, is_again, thing.reason)
        if taken.is_search and not is_again:
            thing.status, thing.reason, thing.is_reserved = Status.SEARCHING, None, True
        return taken

    def counts(self, taken: Taken) -> bool:
        """Tell whether the word on a claim is heard."""
        work = self.things[taken.key].work
        return work is not None and work.holder == taken.number

    def added(self, taken: Taken, lidarr_id: int) -> None:
        """Let Lidarr know a thing."""
        thing = self.things[taken.key]
        thing.lidarr_id = lidarr_id
        if not self.counts(taken):
            return
        twins = (
            other
            for other in self.things.values()
            if other is not thing and other.kind is WantedKind.ALBUM
            if other.lidarr_id == lidarr_id and other.status in THERE | {Status.AVAILABLE}
        )
        if thing.kind is WantedKind.ARTIST:
            thing.end(Status.MONITORED, None)
        elif any(True for _ in twins):
            thing.end(Status.NOT_ELIGIBLE, WantedReason.DUPLICATE)
        else:
            thing.status, thing.reason = Status.SUBMITTED, None
            thing.work = Work(is_search=True, due=thing.created_at)

    def sent(self, taken: Taken) -> None:
        """Let a search be sent."""
        thing = self.things[taken.key]
        thing.reason = None
        if self.counts(taken):
            thing.work = None
            thing.searches += 1

    def give_back(self, taken: Taken, until: float | None) -> None:
        """Let a claim go untried."""
        thing = self.things[taken.key]
        if not self.counts(taken):
            return
        assert thing.work is not None
        thing.work.holder = None
        thing.work.due = thing.work.due if until is None else until
        if taken.is_search and not taken.is_again:
            self._undo(thing)
            thing.reason = taken.reason

    def tried(
        self, taken: Taken, reason: WantedReason, retry_at: float | None, *, keeps_place: bool
    ) -> None:
        """Let an attempt fail."""
        thing = self.things[taken.key]
        if not self.counts(taken):
            return
        assert thing.work is not None
        thing.reason = reason
        if taken.is_search and not keeps_place:
            self._undo(thing)
        if retry_at is None:
            thing.end(Status.FAILED, reason)
        else:
            thing.work.holder, thing.work.due = None, retry_at

    def found(
        self, key: str, status: Status, reason: WantedReason | None, *, keeps_place: bool
    ) -> None:
        """See where a thing is."""
        thing = self.things[key]
        thing.is_reserved = thing.is_reserved and keeps_place
        before = set(THERE)
        if status is not Status.NOT_ELIGIBLE:
            before.add(Status.FAILED)
        if status in {Status.AVAILABLE, Status.FAILED, Status.NOT_ELIGIBLE}:
            before.add(Status.QUEUED)
        if thing.status in before and (thing.status, thing.reason) != (status, reason):
            thing.end(status, reason)

    def search_again(self, key: str, reason: WantedReason, retry_at: float | None) -> None:
        """Let a search come to nothing."""
        thing = self.things[key]
        if retry_at is None:
            self.found(key, Status.FAILED, reason, keeps_place=False)
            return
        thing.is_reserved = False
        if thing.status in {Status.SEARCHING, Status.DOWNLOADING, Status.IMPORTING}:
            thing.status, thing.reason = Status.MONITORED, reason
            thing.work = Work(is_search=True, due=retry_at)

    def forgotten(self, key: str, now: float) -> None:
        """Let Lidarr know a thing no more."""
        thing = self.things[key]
        if thing.status in THERE:
            thing.lidarr_id, thing.is_reserved = None, False
            thing.begin(now)

    def take_up(self) -> None:
        """Let everything wait that was held."""
        for thing in self.things.values():
            if thing.work:
                thing.work.holder = None

    @staticmethod
    def _is_the_rules(thing: Thing) -> bool:
        if thing.origin is not WantedOrigin.RULE:
            return False
        aside = thing.status is Status.NOT_ELIGIBLE and thing.reason in RULES
        return thing.status is Status.SUGGESTED or aside

    @staticmethod
    def _undo(thing: Thing) -> None:
        thing.is_reserved = False
        if thing.status is Status.SEARCHING:
            thing.status = Status.MONITORED if thing.searches else Status.SUBMITTED
