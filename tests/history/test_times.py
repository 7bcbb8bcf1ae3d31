"""Points in time in every writing."""

from __future__ import annotations

from datetime import UTC, datetime
import math
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.history import times

BERLIN = ZoneInfo("Europe/Berlin")
MOMENT = 1_451_606_340.0
"""31 December 2015, 23:59 UTC."""


@pytest.mark.parametrize(
    "text",
    [
        "1451606340",
        "1451606340000",
        "1451606340000000",
        "1451606340000000000",
        "1451606340.0",
        " 1451606340 ",
        "2015-12-31T23:59:00Z",
        "2015-12-31T23:59:00.000Z",
        "2015-12-31 23:59:00 UTC",
        "2016-01-01T00:59:00+01:00",
        "2015-12-31T18:29:00-05:30",
        "2016-01-01 00:59",
        "01.01.2016 00:59",
        "1.1.2016, 0:59:00",
        "01/01/2016 12:59 AM",
        "31 Dec 2015 23:59",
        "31 Dec 2015, 23:59",
        "31 december 2015, 23:59:00",
    ],
)
def test_one_moment_in_many_words(text: str) -> None:
    assert times.read_any(text, BERLIN) == MOMENT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2015-13-01",
        "31.12.15 23:59",
        "32 Dec 2015 23:59",
        "31 Foo 2015 23:59",
        "31 Dec 2015 25:00",
        "12/31/2015 23:59",
        "1e9",
        "nan",
        "-5",
        "9" * 30,
        "x" * 100_000,
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert times.is_never(times.read_any(text, BERLIN))


def test_month_or_day_first() -> None:
    assert times.is_month_first(["1/2/2015 10:00", "12/31/2015"])
    assert not times.is_month_first(["1/2/2015 10:00", "31/12/2015", "12.31.2015"])
    assert times.read_any("1/2/2015", UTC) == datetime(2015, 2, 1, tzinfo=UTC).timestamp()
    assert (
        times.read_any("1/2/2015 1:30 PM", UTC, month_first=True)
        == datetime(2015, 1, 2, 13, 30, tzinfo=UTC).timestamp()
    )
    assert (
        times.read_any("1.2.2015", UTC, month_first=True)
        == datetime(2015, 2, 1, tzinfo=UTC).timestamp()
    )


@pytest.mark.parametrize(
    "texts",
    [
        ["1451606340", "7", "99999999999"],
        ["1451606340", "1451606340000"],
        ["1451606340", "2015-12-31T23:59:00Z", " 5 "],
        ["1451606340", "١٢٣"],
    ],
    ids=str,
)
def test_many_times_are_read_as_each_alone(texts: list[str]) -> None:
    alone = [times.read_any(text, BERLIN) for text in texts]
    assert times.read_all(texts, BERLIN) == pytest.approx(alone, rel=0, abs=0, nan_ok=True)


@pytest.mark.parametrize("value", [None, True, [], {}, "", "abc", math.nan, math.inf, -math.inf])
def test_what_is_no_epoch(value: object) -> None:
    assert not math.isfinite(times.read_epoch(value))


@given(value=st.one_of(st.floats(), st.integers(), st.text(), st.none()))
def test_no_value_raises(value: object) -> None:
    assert isinstance(times.read_epoch(value), float)
    if isinstance(value, str):
        assert isinstance(times.read_any(value, BERLIN), float)
        assert isinstance(times.read_spoken(value), float)


@given(moment=st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=st.just(BERLIN)))  # noqa: DTZ001 (hypothesis wants them naive)
def test_iso_round_trips(moment: datetime) -> None:
    assert times.read_iso(moment.isoformat()) == moment.timestamp()
