"""How long a service asks to be left alone: every form, and everything that is none."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
import math

from hypothesis import given, strategies as st
from multidict import CIMultiDict
import pytest

from custom_components.spindle.upstream.retry_after import LONGEST, bounded, retry_after

NOW = datetime(2026, 11, 21, 9, 0, 0, tzinfo=UTC).timestamp()


def read(said: str, **more: str) -> float | None:
    return retry_after(CIMultiDict({"retry-after": said, **more}), NOW)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0", 0.0),
        ("30", 30.0),
        (" 30 ", 30.0),
        ("+30", 30.0),
        ("1.5", 1.5),
        ("86400", 86_400.0),
        ("999999999999", LONGEST),
        ("9" * 400, LONGEST),
        ("Sat, 21 Nov 2026 09:02:00 GMT", 120.0),
        ("Saturday, 21-Nov-26 09:02:00 GMT", 120.0),
        ("Sat Nov 21 09:02:00 2026", 120.0),
        ("Sat, 21 Nov 2026 08:00:00 GMT", 0.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST),
    ],
)
def test_what_can_be_read(said: str, seconds: float) -> None:
    assert read(said) == seconds


@pytest.mark.parametrize(
    "said",
    ["", " ", "soon", "-1", "NaN", "inf", "-inf", "1e9", "0x10", "٣٠", "30s", "1,5", "9" * 5000,
     "Sat, 99 Nov 2026 99:99:99 GMT", "\x00"],
)  # fmt: skip
def test_what_says_nothing(said: str) -> None:
    assert read(said) is None


def test_no_header_says_nothing() -> None:
    assert retry_after({}, NOW) is None


def test_a_date_is_measured_by_the_services_own_clock() -> None:
    until, sent = "Sat, 21 Nov 2026 12:02:00 GMT", "Sat, 21 Nov 2026 12:00:00 GMT"
    assert read(until, Date=sent) == 120.0
    assert read(until, Date="nonsense") == 3 * 3600 + 120.0


@given(st.text(), st.text())
def test_anything_is_a_bounded_wait_or_nothing(said: str, date: str) -> None:
    found = read(said, Date=date)
    assert found is None or 0 <= found <= LONGEST


@given(st.integers(0, int(LONGEST)))
def test_a_date_says_the_same_as_seconds(seconds: int) -> None:
    date = format_datetime(datetime.fromtimestamp(NOW + seconds, UTC), usegmt=True)
    assert read(date) == read(str(seconds)) == seconds


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_a_wait_told_elsewhere_is_bounded_too(seconds: float) -> None:
    found = bounded(seconds)
    assert (found is None) == math.isnan(seconds)
    assert found is None or 0 <= found <= LONGEST
