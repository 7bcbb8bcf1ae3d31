"""Outgoing work: at least once, whatever happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store import jobs
from custom_components.spindle.store.types import Job, JobState

if TYPE_CHECKING:
    from sqlite3 import Connection


def claim(db: Connection, now: float = 100.0) -> Job:
    """Take the one job that is due."""
    (job,) = jobs.claim_due(db, ["lidarr"], now)
    return job


def state(db: Connection, key: str = "album") -> JobState:
    """Return what has become of a job."""
    job = jobs.find(db, "lidarr", key)
    assert job is not None
    return job.state


def test_claimed_job_carries_what_was_asked(db: Connection) -> None:
    number = jobs.enqueue(db, "lidarr", "album", {"mbid": "x"}, account="home", due=50)
    assert jobs.claim_due(db, ["lidarr"], 49.9) == ()
    (job,) = jobs.claim_due(db, ["lidarr"], 50)
    assert job == Job(
        id=number,
        queue="lidarr",
        account="home",
        key="album",
        state=JobState.RUNNING,
        attempts=1,
        next_attempt_at=50,
        last_error=None,
        payload={"mbid": "x"},
    )
    assert jobs.claim_due(db, ["lidarr"], 50) == ()


def test_done(db: Connection) -> None:
    jobs.enqueue(db, "lidarr", "album", {})
    assert jobs.complete(db, claim(db))
    assert state(db) is JobState.DONE
    assert jobs.next_due(db, ["lidarr"]) is None


def test_failed_job_waits_for_its_time_and_remembers_why(db: Connection) -> None:
    jobs.enqueue(db, "lidarr", "album", {})
    assert jobs.fail(db, claim(db), "429", retry_at=500)
    assert jobs.next_due(db, ["lidarr", "other"]) == 500
    assert jobs.claim_due(db, ["lidarr"], 499) == ()
    again = claim(db, 500)
    assert (again.attempts, again.last_error) == (2, "429")


def test_failed_for_good_until_a_person_asks_again(db: Connection) -> None:
    number = jobs.enqueue(db, "lidarr", "album", {})
    jobs.fail(db, claim(db), "gone", retry_at=None)
    assert state(db) is JobState.FAILED
    assert jobs.requeue(db, number, 600)
    assert jobs.next_due(db, ["lidarr"]) == 600
    assert claim(db, 600).attempts == 1


def test_parked_job_waits_for_a_person(db: Connection) -> None:
    number = jobs.enqueue(db, "lidarr", "album", {})
    jobs.park(db, claim(db), "sent, no answer")
    assert state(db) is JobState.UNKNOWN
    assert jobs.claim_due(db, ["lidarr"], 1e12) == ()
    assert jobs.cancel(db, number)
    assert state(db) is JobState.CANCELLED


def test_what_runs_cannot_be_cancelled_nor_asked_again(db: Connection) -> None:
    number = jobs.enqueue(db, "lidarr", "album", {})
    claim(db)
    assert not jobs.cancel(db, number)
    assert not jobs.requeue(db, number, 0)
    assert state(db) is JobState.RUNNING


def test_job_of_a_dead_process_waits_again(db: Connection) -> None:
    jobs.enqueue(db, "lidarr", "album", {})
    dead = claim(db)
    assert jobs.recover(db) == 1
    alive = claim(db)
    assert alive.attempts == 2
    assert not jobs.complete(db, dead), "the dead one's word no longer counts"
    assert jobs.complete(db, alive)


def test_job_asked_for_again_while_it_runs_is_done_again(db: Connection) -> None:
    jobs.enqueue(db, "lidarr", "album", {"n": 1})
    first = claim(db)
    jobs.enqueue(db, "lidarr", "album", {"n": 2})
    second = claim(db)
    assert second.payload == {"n": 2}
    assert not jobs.complete(db, first), "its word is about the old payload"
    assert jobs.complete(db, second)


def test_queues_share_the_limit_in_their_order(db: Connection) -> None:
    for key in "abc":
        jobs.enqueue(db, "lidarr", key, {}, due=ord(key))
    jobs.enqueue(db, "spotify", "s", {})
    claimed = jobs.claim_due(db, ["lidarr", "spotify"], 1000, limit=2)
    assert [job.key for job in claimed] == ["a", "b"]
    assert jobs.counts(db) == {
        "lidarr": {JobState.RUNNING: 2, JobState.WAITING: 1},
        "spotify": {JobState.WAITING: 1},
    }


def rewrite(db: Connection) -> Job:
    """Return the statistics' job."""
    job = jobs.find(db, jobs.STATISTICS, jobs.REWRITE)
    assert job is not None
    return job


def test_statistics_are_due_when_the_hour_is_over(db: Connection) -> None:
    jobs.rewrite_statistics(db, 7200)
    assert rewrite(db).next_attempt_at == 10800
    assert rewrite(db).payload == {"from": 7200}


@pytest.mark.parametrize("hours", [(7200, 3600), (3600, 7200), (3600, 7200, 3600)])
def test_statistics_are_rewritten_from_the_earliest_hour(
    db: Connection, hours: tuple[int, ...]
) -> None:
    for hour in hours:
        jobs.rewrite_statistics(db, hour)
    assert rewrite(db).payload == {"from": 3600}
    assert rewrite(db).next_attempt_at == 7200


def test_waiting_statistics_are_not_written_again(db: Connection) -> None:
    jobs.rewrite_statistics(db, 3600)
    before = db.total_changes
    jobs.rewrite_statistics(db, 3600)
    jobs.rewrite_statistics(db, 7200)
    assert db.total_changes == before


def test_hour_changed_during_the_rewriting_keeps_the_earlier_one(db: Connection) -> None:
    jobs.rewrite_statistics(db, 3600)
    (job,) = jobs.claim_due(db, [jobs.STATISTICS], 1e6)
    jobs.rewrite_statistics(db, 36000)
    assert not jobs.complete(db, job)
    assert rewrite(db).state is JobState.WAITING
    assert rewrite(db).payload == {"from": 3600}


def test_done_statistics_begin_at_the_new_hour(db: Connection) -> None:
    jobs.rewrite_statistics(db, 3600)
    (job,) = jobs.claim_due(db, [jobs.STATISTICS], 1e6)
    assert jobs.complete(db, job)
    jobs.rewrite_statistics(db, 36000)
    assert rewrite(db).payload == {"from": 36000}
    assert rewrite(db).next_attempt_at == 39600
