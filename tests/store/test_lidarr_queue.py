"""The queue of Lidarr: what is asked for once, told once, and takes one place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store import jobs, lidarr_pruning, lidarr_queue, lidarr_reads
from custom_components.spindle.store.lidarr_reads import Tab
from custom_components.spindle.store.lidarr_types import (
    ADD_QUEUE,
    SEARCH_QUEUE,
    Evidence,
    WantedOrigin,
    WantedReason,
    WantedStatus,
)

from .wanted import add, an_album, an_artist, item, known_to_lidarr, mbid

if TYPE_CHECKING:
    from sqlite3 import Connection

DAY = 86_400.0
EVIDENCE = Evidence(plays=7, tracks=4, days=3, last_at=90.0, minutes=31)


def searching(db: Connection, *, now: float = 110.0, sent: bool = True) -> int:
    """Return the id of an album for which a search was asked."""
    (item_id,) = known_to_lidarr(db, an_album())
    (claim,) = lidarr_queue.claim_searches(db, now, 1)
    if sent:
        lidarr_queue.search_sent(db, claim, 77, now)
    return item_id


def test_what_is_wanted_is_kept_as_it_was_told(db: Connection) -> None:
    wish = replace(an_album(), artist_mbid=mbid(9), evidence=EVIDENCE)
    (item_id,) = lidarr_queue.put(db, (wish,), now=100)
    kept = item(db, item_id)
    assert (kept.mbid, kept.artist_mbid, kept.artist, kept.album) == (
        mbid(1),
        mbid(9),
        "Artist 1",
        "Album 1",
    )
    assert (kept.status, kept.origin, kept.evidence) == (
        WantedStatus.QUEUED,
        WantedOrigin.RULE,
        EVIDENCE,
    )
    assert (kept.attempts, kept.next_attempt_at, kept.created_at) == (0, 100, 100)


def test_a_thing_is_on_the_queue_once(db: Connection) -> None:
    ids = lidarr_queue.put(db, (an_album(), an_album()), now=100)
    assert len(ids) == 1
    assert lidarr_queue.put(db, (an_album(artist="Other"),), now=200) == ()


def test_without_an_id_it_is_put_aside_until_there_is_one(db: Connection) -> None:
    nameless = an_album(mbid=None, album_id=None)
    assert lidarr_queue.put(db, (nameless,), now=100) == ()
    assert (item(db).status, item(db).reason) == (
        WantedStatus.NOT_ELIGIBLE,
        WantedReason.NO_MBID,
    )
    assert lidarr_queue.claim_adds(db, 200, 5) == ()


def test_an_id_that_becomes_known_leads_to_the_same_item(db: Connection) -> None:
    db.execute("INSERT INTO artist (id, key, name) VALUES (1, 'a', 'A')")
    db.execute("INSERT INTO album (id, artist_id, key, title) VALUES (5, 1, 'b', 'B')")
    lidarr_queue.put_aside(db, an_album(mbid=None, album_id=5), WantedReason.NO_MBID, now=100)
    assert lidarr_queue.put(db, (an_album(album_id=5),), now=200) == (1,)
    assert item(db).key == f"album:{mbid(1)}"
    assert item(db).status is WantedStatus.QUEUED


def test_an_id_that_another_edition_has_already_leaves_one_item(db: Connection) -> None:
    db.execute("INSERT INTO artist (id, key, name) VALUES (1, 'a', 'A')")
    db.execute("INSERT INTO album (id, artist_id, key, title) VALUES (5, 1, 'b', 'B')")
    lidarr_queue.put(db, (an_album(),), now=100)
    lidarr_queue.put_aside(db, an_album(mbid=None, album_id=5), WantedReason.NO_MBID, now=110)
    assert lidarr_queue.put(db, (an_album(album_id=5),), now=200) == ()
    assert lidarr_reads.counted(db) == {WantedStatus.QUEUED: 1}


def test_what_a_person_refused_no_rule_suggests_again(db: Connection) -> None:
    (item_id,) = lidarr_queue.put(db, (an_album(),), status=WantedStatus.SUGGESTED, now=100)
    assert lidarr_queue.refuse(db, (item_id,), 110) == 1
    assert lidarr_queue.put(db, (an_album(),), now=120) == ()
    assert lidarr_queue.put(db, (an_album(),), status=WantedStatus.SUGGESTED, now=120) == ()
    assert (item(db).status, item(db).reason) == (
        WantedStatus.CANCELLED,
        WantedReason.BY_PERSON,
    )
    by_person = an_album(origin=WantedOrigin.PERSON)
    assert lidarr_queue.put(db, (by_person,), now=130) == (item_id,)


def test_suggestions_wait_for_a_person(db: Connection) -> None:
    lidarr_queue.put(db, (an_album(),), status=WantedStatus.SUGGESTED, now=100)
    assert lidarr_queue.claim_adds(db, 200, 5) == ()
    assert lidarr_reads.work(db, 200).next_due is None
    assert lidarr_queue.approve(db, (1, 1, 99), 210) == 1
    assert len(lidarr_queue.claim_adds(db, 210, 5)) == 1


def test_automatic_rules_take_up_what_was_only_suggested(db: Connection) -> None:
    lidarr_queue.put(db, (an_album(),), status=WantedStatus.SUGGESTED, now=100)
    assert lidarr_queue.put(db, (an_album(),), now=120) == (1,)


def test_artists_come_first_then_what_was_queued_first(db: Connection) -> None:
    lidarr_queue.put(db, (an_album(1),), now=100)
    lidarr_queue.put(db, (an_album(2), an_artist(3)), now=101)
    lidarr_queue.put(db, (an_artist(4),), now=102)
    claims = lidarr_queue.claim_adds(db, 200, 10)
    names = [claim.item.artist for claim in claims]
    assert names == ["Artist 3", "Artist 4", "Artist 1", "Artist 2"]
    assert lidarr_queue.claim_adds(db, 200, 10) == ()


def test_searches_come_in_the_order_in_which_things_were_queued(db: Connection) -> None:
    for number in (1, 2, 3):
        lidarr_queue.put(db, (an_album(number),), now=100 + number)
    for claim in reversed(lidarr_queue.claim_adds(db, 200, 3)):
        add(db, claim, 210)
    claims = lidarr_queue.claim_searches(db, 220, 2)
    assert [claim.item.album for claim in claims] == ["Album 1", "Album 2"]


def test_an_artist_is_done_when_lidarr_knows_it(db: Connection) -> None:
    (item_id,) = known_to_lidarr(db, an_artist())
    assert item(db, item_id).status is WantedStatus.MONITORED
    assert lidarr_queue.claim_searches(db, 200, 5) == ()
    assert lidarr_reads.work(db, 200).next_due is None


def test_place_is_reserved_before_the_search_is_asked_for(db: Connection) -> None:
    item_id = searching(db, sent=False)
    waiting = item(db, item_id)
    assert (waiting.status, waiting.reserved_at, waiting.searched_at) == (
        WantedStatus.SEARCHING,
        110,
        110,
    )
    assert lidarr_reads.work(db, 120).reserved == 1


def test_untried_search_leaves_no_trace(db: Connection) -> None:
    (item_id,) = known_to_lidarr(db, an_album())
    before = item(db, item_id)
    (claim,) = lidarr_queue.claim_searches(db, 110, 1)
    lidarr_queue.give_back(db, claim)
    assert item(db, item_id) == before
    (claim,) = lidarr_queue.claim_searches(db, 110, 1)
    lidarr_queue.give_back(db, claim, 300)
    assert item(db, item_id) == replace(before, next_attempt_at=300)
    assert lidarr_queue.claim_searches(db, 299, 1) == ()


def test_search_that_may_have_been_sent_is_looked_for_with_its_own_time(db: Connection) -> None:
    item_id = searching(db, sent=False)
    assert lidarr_queue.take_up(db) == 1
    (claim,) = lidarr_queue.claim_searches(db, 500, 1)
    assert claim.is_again
    assert item(db, item_id).searched_at == 110
    lidarr_queue.give_back(db, claim, 600)
    assert item(db, item_id).reserved_at == 110, "nobody knows, so the place stays taken"
    (claim,) = lidarr_queue.claim_searches(db, 600, 1)
    lidarr_queue.search_sent(db, claim, 5, 600)
    assert item(db, item_id).searches == 1


def test_who_gives_back_what_is_claimed_anew_frees_no_place(db: Connection) -> None:
    item_id = searching(db, sent=False)
    lidarr_queue.take_up(db)
    (claim,) = lidarr_queue.claim_searches(db, 120, 1)
    late = replace(claim, item=replace(claim.item, status=WantedStatus.SUBMITTED, reserved_at=None))
    lidarr_queue.give_back(db, replace(late, job=replace(late.job, attempts=1)))
    assert (item(db, item_id).status, item(db, item_id).reserved_at) == (
        WantedStatus.SEARCHING,
        110,
    )


@pytest.mark.parametrize("keeps_place", [True, False])
def test_search_that_failed_takes_its_place_only_if_it_may_have_been_sent(
    db: Connection, *, keeps_place: bool
) -> None:
    item_id = searching(db, sent=False)
    lidarr_queue.take_up(db)
    (claim,) = lidarr_queue.claim_searches(db, 120, 1)
    reason = WantedReason.UNREACHABLE
    assert lidarr_queue.tried(db, claim, reason, "x" * 999, 400, keeps_place=keeps_place, now=120)
    tried = item(db, item_id)
    assert (tried.reserved_at is not None) == keeps_place
    assert tried.status is (WantedStatus.SEARCHING if keeps_place else WantedStatus.SUBMITTED)
    assert (tried.reason, tried.next_attempt_at, tried.attempts) == (reason, 400, 2)
    assert tried.last_error == tried.detail == "x" * 300


def test_place_of_what_is_asked_for_again_by_a_person_is_looked_at_first(db: Connection) -> None:
    item_id = searching(db, sent=False)
    lidarr_queue.take_up(db)
    (claim,) = lidarr_queue.claim_searches(db, 120, 1)
    lidarr_queue.tried(db, claim, WantedReason.GAVE_UP, None, None, keeps_place=True, now=120)
    assert item(db, item_id).status is WantedStatus.FAILED
    assert lidarr_queue.retry(db, None, 130) == 1
    (claim,) = lidarr_queue.claim_searches(db, 140, 1)
    assert claim.is_again


def test_nothing_found_is_searched_for_again_and_frees_its_place(db: Connection) -> None:
    item_id = searching(db)
    reason = WantedReason.NOTHING_FOUND
    assert lidarr_queue.search_again(db, item_id, reason, 5000, now=200)
    assert not lidarr_queue.search_again(db, item_id, reason, 9000, now=300), "said twice"
    again = item(db, item_id)
    assert (again.status, again.reserved_at, again.next_attempt_at, again.searches) == (
        WantedStatus.MONITORED,
        None,
        5000,
        1,
    )
    (claim,) = lidarr_queue.claim_searches(db, 5000, 1)
    assert not claim.is_again
    assert claim.item.searches == 1


def test_the_last_search_that_finds_nothing_is_a_failure_with_its_reason(db: Connection) -> None:
    item_id = searching(db)
    reason = WantedReason.NOTHING_FOUND
    assert lidarr_queue.search_again(db, item_id, reason, None, detail="no luck", now=200)
    failed = item(db, item_id)
    assert (failed.status, failed.reason, failed.last_error) == (
        WantedStatus.FAILED,
        reason,
        "no luck",
    )
    assert lidarr_queue.claim_searches(db, 1e9, 1) == ()
    assert lidarr_queue.found(db, item_id, WantedStatus.AVAILABLE, keeps_place=False, now=300)


def test_what_lidarr_found_by_itself_is_not_searched_for(db: Connection) -> None:
    (item_id,) = known_to_lidarr(db, an_album())
    seen = WantedStatus.DOWNLOADING
    assert lidarr_queue.found(db, item_id, seen, progress=0.256, keeps_place=False, now=200)
    assert item(db, item_id).progress == 0.26
    assert lidarr_queue.claim_searches(db, 1e9, 1) == ()


def test_only_what_changes_is_written(db: Connection) -> None:
    item_id = searching(db)
    seen = WantedStatus.DOWNLOADING
    lidarr_queue.found(db, item_id, seen, progress=0.25, keeps_place=False, now=200)
    before = db.total_changes
    lidarr_queue.found(db, item_id, seen, progress=0.251, keeps_place=False, now=300)
    assert db.total_changes == before
    lidarr_queue.found(db, item_id, seen, progress=0.5, keeps_place=False, now=300)
    assert (item(db, item_id).progress, item(db, item_id).changed_at) == (0.5, 200)


def test_what_was_cancelled_while_it_was_added_stays_so(db: Connection) -> None:
    lidarr_queue.put(db, (an_album(),), now=100)
    (claim,) = lidarr_queue.claim_adds(db, 110, 1)
    assert lidarr_queue.cancel(db, (1,), 120) == 1
    assert not add(db, claim, 130, lidarr_id=9)
    cancelled = item(db)
    assert (cancelled.status, cancelled.lidarr_id) == (WantedStatus.CANCELLED, 9)
    assert lidarr_queue.claim_searches(db, 1e9, 1) == ()
    by_person = an_album(origin=WantedOrigin.PERSON)
    lidarr_queue.put(db, (by_person,), now=140)
    assert item(db).status is WantedStatus.SUBMITTED, "Lidarr knows it already"


def test_what_lidarr_searches_cannot_be_cancelled(db: Connection) -> None:
    item_id = searching(db)
    assert lidarr_queue.cancel(db, (item_id,), 200) == 0


def test_two_ids_of_one_album_are_searched_for_once(db: Connection) -> None:
    lidarr_queue.put(db, (an_album(1), an_album(2)), now=100)
    first, second = lidarr_queue.claim_adds(db, 110, 2)
    assert add(db, first, 120, lidarr_id=7)
    assert not add(db, second, 120, lidarr_id=7)
    assert (item(db, 2).status, item(db, 2).reason) == (
        WantedStatus.NOT_ELIGIBLE,
        WantedReason.DUPLICATE,
    )
    assert len(lidarr_queue.claim_searches(db, 200, 5)) == 1


def test_what_lidarr_forgot_is_added_anew(db: Connection) -> None:
    (item_id,) = known_to_lidarr(db, an_album())
    assert lidarr_queue.forgotten(db, item_id, 200)
    assert item(db, item_id).lidarr_id is None
    assert len(lidarr_queue.claim_adds(db, 200, 5)) == 1
    assert jobs.find(db, SEARCH_QUEUE, item(db, item_id).key) is None


def test_settled_without_a_search(db: Connection) -> None:
    lidarr_queue.put(db, (an_album(),), now=100)
    (claim,) = lidarr_queue.claim_adds(db, 110, 1)
    aside, excluded = WantedStatus.NOT_ELIGIBLE, WantedReason.EXCLUDED
    assert lidarr_queue.settle_aside(db, claim, aside, excluded, detail="list", now=120)
    assert not lidarr_queue.settle_aside(db, 1, aside, excluded, detail="list", now=130)
    assert (item(db).reason, item(db).changed_at) == (excluded, 120)
    assert lidarr_queue.put(db, (an_album(),), now=140) == (), "Lidarr decided, not the rule"


def test_done_things_leave_after_a_week_and_are_remembered(db: Connection) -> None:
    item_id = searching(db)
    lidarr_queue.found(db, item_id, WantedStatus.AVAILABLE, keeps_place=False, now=200)
    (artist,) = known_to_lidarr(db, an_artist(2), now=200)
    assert lidarr_queue.prune(db, 200 + 7 * DAY - 1) == 0
    assert lidarr_queue.prune(db, 200 + 7 * DAY) == 2
    assert lidarr_reads.item(db, item_id) is lidarr_reads.item(db, artist) is None
    assert jobs.counts(db) == {}
    assert lidarr_queue.put(db, (an_album(1), an_artist(2)), now=9e5) == (), "it is there"
    lidarr_queue.put_aside(db, an_album(1), WantedReason.LIVE, now=9e5)
    assert lidarr_reads.counted(db) == {}
    by_person = an_album(origin=WantedOrigin.PERSON)
    assert len(lidarr_queue.put(db, (by_person,), now=9e5)) == 1


def test_failures_wait_a_month_for_a_person(db: Connection) -> None:
    lidarr_queue.put(db, (an_album(),), now=100)
    (claim,) = lidarr_queue.claim_adds(db, 110, 1)
    lidarr_queue.tried(db, claim, WantedReason.REFUSED, "no", None, now=200)
    assert lidarr_queue.prune(db, 200 + 30 * DAY - 1) == 0
    assert lidarr_queue.prune(db, 200 + 30 * DAY) == 1
    assert jobs.find(db, ADD_QUEUE, an_album().key) is None


def test_what_takes_a_place_is_not_pruned(db: Connection) -> None:
    item_id = searching(db)
    lidarr_queue.found(db, item_id, WantedStatus.AVAILABLE, keeps_place=True, now=200)
    assert lidarr_queue.prune(db, 1e9) == 0


def test_of_too_many_that_are_not_eligible_the_oldest_go(
    db: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        lidarr_pruning, "ASIDE", lidarr_pruning.ASIDE.replace("OFFSET 5000", "OFFSET 3")
    )
    for number in range(5):
        lidarr_queue.put_aside(db, an_album(number), WantedReason.LIVE, now=100 + number)
    assert lidarr_queue.prune(db, 200) == 2
    left = lidarr_reads.page(db, Tab.NOT_ELIGIBLE, 0, 10)
    assert [one.album for one in left.items] == ["Album 4", "Album 3", "Album 2"]


def test_a_page_of_what_waits_is_in_the_order_of_its_turn(db: Connection) -> None:
    lidarr_queue.put(db, [an_album(number) for number in range(5)], now=100)
    lidarr_queue.put(db, (an_artist(9),), now=101)
    page = lidarr_reads.page(db, Tab.WAITING, 0, 3)
    assert page.total == 6
    assert [one.artist for one in page.items] == ["Artist 9", "Artist 0", "Artist 1"]
    page = lidarr_reads.page(db, Tab.WAITING, 5, 3)
    assert [one.artist for one in page.items] == ["Artist 4"]


def test_every_status_is_on_one_page(db: Connection) -> None:
    shown = [status for statuses in lidarr_reads.STATUSES.values() for status in statuses]
    assert sorted(shown) == sorted(WantedStatus)
    assert lidarr_reads.page(db, Tab.IN_LIDARR, 0, 5) == lidarr_reads.Page(items=(), total=0)


def test_suggestions_come_before_failures_and_no_more_than_asked_for(db: Connection) -> None:
    lidarr_queue.put(db, (an_album(1),), now=100)
    (claim,) = lidarr_queue.claim_adds(db, 110, 1)
    lidarr_queue.tried(db, claim, WantedReason.REFUSED, None, None, now=300)
    for number in (2, 3):
        lidarr_queue.put(db, (an_album(number),), status=WantedStatus.SUGGESTED, now=100 + number)
    shown = lidarr_reads.suggestions_and_failures(db)
    assert [one.album for one in shown] == ["Album 3", "Album 2", "Album 1"]
    assert len(lidarr_reads.suggestions_and_failures(db, 2)) == 2


def test_items_are_found_by_lidarrs_own_ids(db: Connection) -> None:
    known_to_lidarr(db, an_album(1), an_artist(2), an_album(3))
    found = lidarr_reads.by_lidarr_ids(db, {1, 2, 3, 4})
    assert sorted(one.album or "" for those in found.values() for one in those) == [
        "Album 1",
        "Album 3",
    ]
    assert all(one.lidarr_id == number for number, (one,) in found.items())


def test_throughput_and_age_of_the_queue(db: Connection) -> None:
    searching(db)
    lidarr_queue.put(db, (an_album(2),), now=150)
    lidarr_queue.put(db, (an_artist(3),), now=160)
    work = lidarr_reads.work(db, 200)
    assert (work.oldest_at, work.searched_last_day, work.adds_due) == (150, 1, 2)
    assert [one.album for one in work.in_flight] == ["Album 1"]
    assert lidarr_reads.work(db, 110 + DAY).searched_last_day == 0


def test_the_view_tells_the_job_behind_each_item(db: Connection) -> None:
    lidarr_queue.put(db, (an_album(),), now=100)
    (claim,) = lidarr_queue.claim_adds(db, 110, 1)
    lidarr_queue.tried(db, claim, WantedReason.UNREACHABLE, "down", 400, now=120)
    row = db.execute(
        """SELECT kind, mbid, artist, album, status, attempts, last_error, next_attempt_at,
        created_at, submitted_at FROM lidarr_queue"""
    ).fetchone()
    assert row == (
        "album", mbid(1), "Artist 1", "Album 1", "queued", 1, "down", 400, 100, None,
    )  # fmt: skip
