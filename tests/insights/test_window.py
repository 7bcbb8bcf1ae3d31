"""Spans of local time: whole days, however long, and what came before them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
import math
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.window import (
    PERIODS,
    Window,
    add_months,
    day_of,
    named,
    of_days,
    of_month,
    of_year,
    start_of_day,
)

from .scanned import DAY, HOUR, MOMENTS, ZONES, day_start

BERLIN = ZoneInfo("Europe/Berlin")
SUNDAY = datetime(2024, 3, 31, 20, tzinfo=UTC).timestamp()
"""The day on which clocks went forward in Berlin."""


def days(window: Window) -> tuple[date, date]:
    """Return the first day of a window and the first after it, in Berlin."""
    assert window.start is not None
    assert window.end is not None
    assert window.start == start_of_day(day_of(window.start, BERLIN), BERLIN)
    assert window.end == start_of_day(day_of(window.end, BERLIN), BERLIN)
    return day_of(window.start, BERLIN), day_of(window.end, BERLIN)


@pytest.mark.parametrize(
    ("period", "first", "end", "before"),
    [
        ("today", date(2024, 3, 31), date(2024, 4, 1), date(2024, 3, 30)),
        ("yesterday", date(2024, 3, 30), date(2024, 3, 31), date(2024, 3, 29)),
        ("this_week", date(2024, 3, 25), date(2024, 4, 1), date(2024, 3, 18)),
        ("last_week", date(2024, 3, 18), date(2024, 3, 25), date(2024, 3, 11)),
        ("this_month", date(2024, 3, 1), date(2024, 4, 1), date(2024, 2, 1)),
        ("last_month", date(2024, 2, 1), date(2024, 3, 1), date(2024, 1, 1)),
        ("this_year", date(2024, 1, 1), date(2025, 1, 1), date(2023, 1, 1)),
        ("last_year", date(2023, 1, 1), date(2024, 1, 1), date(2022, 1, 1)),
        ("last_7_days", date(2024, 3, 25), date(2024, 4, 1), date(2024, 3, 18)),
        ("last_30_days", date(2024, 3, 2), date(2024, 4, 1), date(2024, 2, 1)),
        ("last_90_days", date(2024, 1, 2), date(2024, 4, 1), date(2023, 10, 4)),
        ("last_365_days", date(2023, 4, 2), date(2024, 4, 1), date(2022, 4, 2)),
    ],
)
def test_periods_are_whole_local_days(period: str, first: date, end: date, before: date) -> None:
    window = named(period, BERLIN, SUNDAY)
    assert days(window) == (first, end)
    previous = window.previous()
    assert previous is not None
    assert days(previous) == (before, first)


def test_every_period_is_tried() -> None:
    assert len(PERIODS) == 13
    assert named("all", BERLIN, SUNDAY) == Window()


def test_a_day_is_as_long_as_its_clocks_make_it() -> None:
    today = named("today", BERLIN, SUNDAY)
    assert today.start is not None
    assert today.end is not None
    assert today.end - today.start == 23 * HOUR


def test_an_unknown_period_is_refused_with_all_that_are_known() -> None:
    with pytest.raises(ValueError, match=r"must be one of today, yesterday, .*last_365_days, all"):
        named("fortnight", BERLIN, SUNDAY)


def test_other_spans_come_after_one_as_long() -> None:
    assert Window(start=100.0, end=250.0).previous() == Window(start=-50.0, end=100.0)
    assert Window(start=100.0).previous() is None
    assert Window(end=100.0).previous() is None
    assert Window().previous() is None


def test_the_span_before_the_farthest_one_ends_at_the_bound() -> None:
    window = Window(start=-249_999_999_999.0, end=0.0)
    previous = window.previous()
    assert previous is not None
    assert previous.start == -250_000_000_000.0


@pytest.mark.parametrize("moment", [math.nan, math.inf, -math.inf, 1e12])
def test_what_is_no_moment_is_refused(moment: float) -> None:
    with pytest.raises(ValueError, match="moments in epoch seconds"):
        Window(start=moment)
    with pytest.raises(ValueError, match="moments in epoch seconds"):
        Window(end=moment)


def test_a_window_must_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="must not end before"):
        Window(start=2.0, end=1.0)
    with pytest.raises(ValueError, match="must not end before"):
        of_days(date(2024, 1, 2), date(2024, 1, 1), BERLIN)


def test_half_open() -> None:
    window = Window(start=10.0, end=20.0)
    assert 10 in window
    assert 20 not in window
    assert 9.9 not in window
    assert 1e9 in Window(start=10.0)
    assert -5 in Window(end=20.0)


@given(moment=MOMENTS, zone=st.sampled_from(ZONES))
@settings(max_examples=100)
def test_days_begin_where_the_clock_first_shows_them(moment: int, zone: str) -> None:
    where = ZoneInfo(zone)
    day = day_of(moment, where)
    assert start_of_day(day, where) == day_start(day, where)
    today = named("today", where, moment)
    assert moment in today


@given(moment=MOMENTS, zone=st.sampled_from(ZONES), period=st.sampled_from(sorted(PERIODS)))
@settings(max_examples=100)
def test_periods_follow_each_other(moment: int, zone: str, period: str) -> None:
    window = named(period, ZoneInfo(zone), moment)
    previous = window.previous()
    if period == "all":
        assert previous is None
    else:
        assert previous is not None
        assert previous.end == window.start
        assert previous.start is not None
        assert previous.end is not None
        assert previous.start < previous.end


def test_months_and_years() -> None:
    assert days(of_month(2024, 12, BERLIN)) == (date(2024, 12, 1), date(2025, 1, 1))
    assert days(of_year(2024, BERLIN)) == (date(2024, 1, 1), date(2025, 1, 1))
    assert add_months(date(2024, 1, 1), -1) == date(2023, 12, 1)
    assert add_months(date(2024, 1, 1), 12) == date(2025, 1, 1)


def test_days_before_are_as_many_though_the_clock_changed() -> None:
    window = of_days(date(2024, 3, 30), date(2024, 4, 1), BERLIN)
    previous = window.previous()
    assert window.start is not None
    assert window.end is not None
    assert window.end - window.start == 2 * DAY - HOUR
    assert previous is not None
    assert days(previous) == (date(2024, 3, 30) - timedelta(days=2), date(2024, 3, 30))
