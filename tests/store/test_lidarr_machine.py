"""Whatever is wanted, claimed, told late, twice or never: the queue is what a slow model says."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
import sqlite3
import tempfile
from typing import TYPE_CHECKING

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from custom_components.spindle.store import lidarr_queue, lidarr_reads, lidarr_wishes
from custom_components.spindle.store.connection import transaction
from custom_components.spindle.store.lidarr_types import (
    ADD_QUEUE,
    SEARCH_QUEUE,
    Wanted,
    WantedKind,
    WantedOrigin,
    WantedReason,
    WantedStatus as Status,
)

from .conftest import create
from .lidarr_model import RULES, Model

if TYPE_CHECKING:
    from sqlite3 import Connection

    from custom_components.spindle.store.lidarr_types import Claim

    from .lidarr_model import Taken

THINGS = [(WantedKind.ARTIST, 1), *((WantedKind.ALBUM, number) for number in range(4))]
KEYS = st.sampled_from(THINGS)
REASONS = st.sampled_from([WantedReason.UNREACHABLE, WantedReason.NOTHING_FOUND])
OWN_REASONS = st.sampled_from([WantedReason.AMBIGUOUS, WantedReason.EXCLUDED])
SOON = st.sampled_from([None, 1, 3])
"""When to try again, in seconds."""


@cache
def template() -> Connection:
    """Return an empty database, to be copied."""
    return create(Path(tempfile.mkdtemp()) / "spindle.db")


def wanted(thing: tuple[WantedKind, int], origin: WantedOrigin) -> Wanted:
    """Return a wish for one of the things."""
    kind, number = thing
    mbid = f"00000000-0000-0000-0000-{number + 1:012d}"
    album = None if kind is WantedKind.ARTIST else f"Album {number}"
    return Wanted(kind=kind, mbid=mbid, artist="Artist", album=album, origin=origin)


class Queue(RuleBasedStateMachine):
    """People, rules, a submitter that may die, and Lidarr, all at the same queue."""

    def __init__(self) -> None:
        """Begin with an empty queue."""
        super().__init__()
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        template().backup(self.db)
        self.model = Model()
        self.now = 1000.0
        self.held: list[tuple[Claim, Taken]] = []

    def teardown(self) -> None:
        """Let the database go."""
        self.db.close()

    def ids(self) -> dict[str, int]:
        """Return the items' ids by their keys."""
        return dict(self.db.execute("SELECT key, id FROM lidarr_item"))

    def known(self, thing: tuple[WantedKind, int]) -> tuple[str, int] | None:
        """Return a thing's key and id, if it is on the queue."""
        self.now += 1
        key = wanted(thing, WantedOrigin.RULE).key
        item_id = self.ids().get(key)
        return None if item_id is None else (key, item_id)

    @rule(
        thing=KEYS,
        origin=st.sampled_from(WantedOrigin),
        status=st.sampled_from([Status.QUEUED, Status.SUGGESTED]),
    )
    def put(self, thing: tuple[WantedKind, int], origin: WantedOrigin, status: Status) -> None:
        """Ask for something, or suggest it."""
        self.now += 1
        wish = wanted(thing, origin)
        before = self.model.things.get(wish.key)
        was = before and before.status
        with transaction(self.db):
            opened = lidarr_queue.put(self.db, (wish,), status=status, now=self.now)
        self.model.put(wish, status, self.now)
        assert bool(opened) == (self.model.things[wish.key].status is not was)

    @rule(thing=KEYS, reason=OWN_REASONS)
    def put_aside(self, thing: tuple[WantedKind, int], reason: WantedReason) -> None:
        """Find that a rule does not ask for something."""
        self.now += 1
        wish = wanted(thing, WantedOrigin.RULE)
        lidarr_queue.put_aside(self.db, wish, reason, now=self.now)
        self.model.put_aside(wish, reason, self.now)

    @rule(thing=KEYS, command=st.sampled_from(["approve", "retry", "refuse", "cancel"]))
    def decide(self, thing: tuple[WantedKind, int], command: str) -> None:
        """Let a person decide about something."""
        if (known := self.known(thing)) is None:
            return
        key, item_id = known
        getattr(lidarr_queue, command)(self.db, (item_id,), self.now)
        if command in {"approve", "retry"}:
            status = Status.SUGGESTED if command == "approve" else Status.FAILED
            self.model.open(key, status, self.now)
            return
        refused = {Status.SUGGESTED, Status.FAILED, Status.NOT_ELIGIBLE}
        waiting = {Status.QUEUED, Status.SUBMITTED, Status.MONITORED}
        cancelled = waiting | {Status.SUGGESTED, Status.FAILED}
        self.model.give_up(key, refused if command == "refuse" else cancelled)

    @rule(searches=st.booleans(), limit=st.integers(1, 3))
    def claim(self, *, searches: bool, limit: int) -> None:
        """Let the submitter take what is due."""
        self.now += 1
        due = self.model.due(self.now, searches=searches)
        take = lidarr_queue.claim_searches if searches else lidarr_queue.claim_adds
        with transaction(self.db):
            claims = take(self.db, self.now, limit)
        assert len(claims) == min(limit, len(due))
        if searches:
            dues = [claim.job.next_attempt_at for claim in claims]
            assert dues == [work.due for _, work in due[:limit]], "the first due first"
        else:
            assert [claim.item.key for claim in claims] == [key for key, _ in due[:limit]]
        for claim in claims:
            taken = self.model.claim(claim.item.key)
            assert claim.is_again == taken.is_again
            # There is one submitter: it takes up again only what it has no word to say on.
            self.held = [one for one in self.held if one[1].key != taken.key]
            self.held.append((claim, taken))

    def pick(self, number: int, *, search: bool | None = None) -> tuple[Claim, Taken] | None:
        """Return one of the claims on which nothing was said yet, of one phase."""
        self.now += 1
        fitting = [one for one in self.held if search is None or one[1].is_search is search]
        if not fitting:
            return None
        chosen = fitting[-1 - number % len(fitting)]
        self.held.remove(chosen)
        return chosen

    @precondition(lambda self: self.held)
    @rule(number=st.integers(0, 3), lidarr_id=st.integers(1, 3))
    def added(self, number: int, lidarr_id: int) -> None:
        """Let Lidarr know what was claimed."""
        if (one := self.pick(number, search=False)) is None:
            return
        claim, taken = one
        lidarr_queue.added(
            self.db,
            claim,
            lidarr_id=lidarr_id,
            lidarr_artist_id=1,
            foreign_id=claim.item.mbid or "",
            is_our_artist=True,
            now=self.now,
        )
        self.model.added(taken, lidarr_id)

    @precondition(lambda self: self.held)
    @rule(number=st.integers(0, 3))
    def sent(self, number: int) -> None:
        """Let a search be sent."""
        if (one := self.pick(number, search=True)) is not None:
            lidarr_queue.search_sent(self.db, one[0], 7, self.now)
            self.model.sent(one[1])

    @precondition(lambda self: self.held)
    @rule(number=st.integers(0, 3), until=SOON)
    def give_back(self, number: int, until: int | None) -> None:
        """Let a claim go untried."""
        if (one := self.pick(number)) is not None:
            when = None if until is None else self.now + until
            with transaction(self.db):
                lidarr_queue.give_back(self.db, one[0], when)
            self.model.give_back(one[1], when)

    @precondition(lambda self: self.held)
    @rule(number=st.integers(0, 3), reason=REASONS, again=SOON, keeps_place=st.booleans())
    def tried(
        self, number: int, reason: WantedReason, again: int | None, *, keeps_place: bool
    ) -> None:
        """Let an attempt fail."""
        if (one := self.pick(number)) is None:
            return
        retry_at = None if again is None else self.now + again
        with transaction(self.db):
            heard = lidarr_queue.tried(
                self.db, one[0], reason, "why", retry_at, keeps_place=keeps_place, now=self.now
            )
        assert heard == self.model.counts(one[1])
        self.model.tried(one[1], reason, retry_at, keeps_place=keeps_place)

    @rule(
        thing=KEYS,
        status=st.sampled_from(
            [
                Status.DOWNLOADING,
                Status.IMPORTING,
                Status.AVAILABLE,
                Status.FAILED,
                Status.NOT_ELIGIBLE,
            ]
        ),
        keeps_place=st.booleans(),
    )
    def found(self, thing: tuple[WantedKind, int], status: Status, *, keeps_place: bool) -> None:
        """See where something is in Lidarr, twice."""
        if (known := self.known(thing)) is None or thing[0] is WantedKind.ARTIST:
            return
        key, item_id = known
        reason = WantedReason.IMPORT_BLOCKED if status is Status.FAILED else None
        for _ in range(2):
            lidarr_queue.found(
                self.db, item_id, status, reason=reason, keeps_place=keeps_place, now=self.now
            )
        self.model.found(key, status, reason, keeps_place=keeps_place)

    @rule(thing=KEYS, again=SOON)
    def search_again(self, thing: tuple[WantedKind, int], again: int | None) -> None:
        """Let a search come to nothing."""
        if (known := self.known(thing)) is None or thing[0] is WantedKind.ARTIST:
            return
        reason = WantedReason.NOTHING_FOUND
        retry_at = None if again is None else self.now + again
        lidarr_queue.search_again(self.db, known[1], reason, retry_at, now=self.now)
        self.model.search_again(known[0], reason, retry_at)

    @rule(thing=KEYS)
    def forgotten(self, thing: tuple[WantedKind, int]) -> None:
        """Let Lidarr know something no more."""
        if (known := self.known(thing)) is None or thing[0] is WantedKind.ARTIST:
            return
        lidarr_queue.forgotten(self.db, known[1], self.now)
        self.model.forgotten(known[0], self.now)

    @rule()
    def die(self) -> None:
        """Let another submitter take the place of this one."""
        lidarr_queue.take_up(self.db)
        self.model.take_up()

    @invariant()
    def is_what_the_model_says(self) -> None:
        """Hold the items against the model."""
        stored = {}
        for key, item_id in self.ids().items():
            item = lidarr_reads.item(self.db, item_id)
            assert item is not None
            stored[key] = (
                item.status,
                item.reason,
                item.reserved_at is not None,
                item.searches,
                item.lidarr_id,
            )
        assert stored == {
            key: (one.status, one.reason, one.is_reserved, one.searches, one.lidarr_id)
            for key, one in self.model.things.items()
        }

    @invariant()
    def work_is_what_the_model_says(self) -> None:
        """Hold what is to be done against the model."""
        stored = {
            key: (queue, state, due)
            for key, queue, state, due in self.db.execute(
                """SELECT key, queue, state, next_attempt_at FROM job
                WHERE state IN ('waiting', 'running')"""
            )
        }
        assert stored == {
            key: (
                SEARCH_QUEUE if one.work.is_search else ADD_QUEUE,
                "waiting" if one.work.holder is None else "running",
                one.work.due,
            )
            for key, one in self.model.things.items()
            if one.work
        }

    @invariant()
    def work_is_summed_up(self) -> None:
        """Hold what the submitter is told against the model."""
        work = lidarr_reads.work(self.db, self.now)
        things = self.model.things.values()
        assert work.counts == Counter(one.status for one in things)
        assert work.reserved == sum(one.is_reserved for one in things)
        assert (work.adds_due, work.searches_due) == (
            len(self.model.due(self.now, searches=False)),
            len(self.model.due(self.now, searches=True)),
        )
        flying = {Status.SEARCHING, Status.DOWNLOADING, Status.IMPORTING}
        assert {item.key for item in work.in_flight} == {
            key for key, one in self.model.things.items() if one.status in flying or one.is_reserved
        }


TestQueue = Queue.TestCase
TestQueue.settings = settings(max_examples=14, stateful_step_count=40, deadline=None)


def test_the_model_knows_the_same_reasons() -> None:
    assert RULES == lidarr_wishes.BY_RULE
