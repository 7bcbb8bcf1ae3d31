"""The walls themselves: where they stand, for whom, and for how long."""

from __future__ import annotations

from .limiter import DAY, Limiter, Limits, Refused

T = 1_000_000.0


def test_a_window_lets_through_as_many_as_it_holds_and_no_more() -> None:
    limiter = Limiter(Limits(calls=3, rate_penalty=1))
    assert [limiter.admit("tracks", T + n, sent_at=T + n) for n in range(3)] == [None] * 3
    refusal = limiter.admit("albums", T + 29.9, sent_at=T + 29.9)
    assert refusal is not None
    assert (refusal.why, refusal.penalty.until) == (Refused.RATE, T + 30.9)
    assert limiter.admit("tracks", T + 30.95, sent_at=T + 30.95) is None


def test_a_quota_holds_for_its_family_until_its_first_call_is_a_day_old() -> None:
    limiter = Limiter(Limits(calls=100, quotas={"tracks": 2}))
    assert limiter.admit("tracks", T, sent_at=T) is None
    assert limiter.admit("tracks", T + 50, sent_at=T + 50) is None
    refusal = limiter.admit("tracks", T + 60, sent_at=T + 60)
    assert refusal is not None
    assert (refusal.why, refusal.penalty.until) == (Refused.QUOTA, T + DAY)
    assert limiter.admit("albums", T + 61, sent_at=T + 61) is None
    assert limiter.admit("tracks", T + DAY, sent_at=T + DAY) is None
    again = limiter.admit("tracks", T + DAY + 1, sent_at=T + DAY + 1)
    assert again is not None
    assert again.why is Refused.QUOTA


def test_a_penalty_grows_with_each_call_of_one_who_knew_and_with_no_other() -> None:
    limiter = Limiter(Limits(calls=1, rate_penalty=100, growth=2))
    limiter.admit("tracks", T, sent_at=T)
    first = limiter.admit("tracks", T + 1, sent_at=T + 1)
    assert first is not None
    in_flight = limiter.admit("tracks", T + 1.2, sent_at=T + 0.9)
    assert in_flight is not None
    assert (in_flight.why, in_flight.knew) == (Refused.PENALTY, False)
    assert first.penalty.until == T + 101
    first.tell(T + 1.5)
    hammering = limiter.admit("tracks", T + 51, sent_at=T + 51)
    assert hammering is not None
    assert hammering.knew
    assert hammering.penalty.until == T + 151


def test_a_ban_falls_on_the_next_call_and_holds_a_day() -> None:
    limiter = Limiter(Limits(calls=100, bans=(T + 10,)))
    assert limiter.admit("tracks", T, sent_at=T) is None
    ban = limiter.admit("tracks", T + 12, sent_at=T + 12)
    assert ban is not None
    assert (ban.why, ban.penalty.until) == (Refused.BAN, T + 12 + DAY)
    held = limiter.admit("albums", T + DAY, sent_at=T + DAY)
    assert held is not None
    assert held.why is Refused.PENALTY
    assert limiter.admit("albums", T + DAY + 13, sent_at=T + DAY + 13) is None


def test_families_that_share_a_quota_each_learn_of_it_by_themselves() -> None:
    limits = Limits(calls=100, quotas={"tracks": 1}, bucket_of={"search": "tracks"})
    limiter = Limiter(limits)
    assert limiter.admit("tracks", T, sent_at=T) is None
    first = limiter.admit("tracks", T + 1, sent_at=T + 1)
    assert first is not None
    first.tell(T + 2)
    other = limiter.admit("search", T + 3, sent_at=T + 3)
    assert other is not None
    assert (other.why, other.knew) == (Refused.QUOTA, False)
    other.tell(T + 4)
    again = limiter.admit("search", T + 5, sent_at=T + 5)
    assert again is not None
    assert (again.why, again.knew) == (Refused.PENALTY, True)
