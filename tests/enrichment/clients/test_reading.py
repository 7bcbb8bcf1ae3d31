"""Whatever a service sends, a reader returns a value of ours or refuses it, and does nothing else."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.enrichment.clients import (
    deezer,
    listenbrainz,
    musicbrainz,
    musicbrainz_answers,
    reading,
)
from custom_components.spindle.enrichment.clients.client import CONTACT, user_agent
from custom_components.spindle.upstream.errors import BadAnswer
from custom_components.spindle.upstream.types import Verdict
from tests.simulators.records import SNOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from custom_components.spindle.upstream.types import Classify

KEYS = (
    *("id", "title", "name", "score", "length", "date", "status", "first-release-date", "isrcs"),
    *("releases", "release-group", "secondary-types", "primary-type", "tags", "genres", "count"),
    *("artist-credit", "artist", "joinphrase", "relations", "url", "resource", "disambiguation"),
    *("recording", "data", "album", "isrc", "duration", "release_date", "upc", "release", "tag"),
    *("artists", "artist_mbid", "join_phrase", "release_group_mbid", "year", "genre_mbid", "error"),
    *("release_group", "code", "message", "reason"),
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from((SNOW.mbid, SNOW.isrcs[0], "1999-06-21", "0000-00-00", 9001, 10**400)),
)
BODIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    ),
    max_leaves=12,
)
ROWS = st.dictionaries(st.sampled_from(KEYS), BODIES, max_size=8).map(
    # So that the reader comes to see the rest.
    lambda row: {"id": SNOW.mbid, "title": "x", "name": "x"} | row
)


@pytest.mark.parametrize(
    "read",
    [
        musicbrainz_answers.recording,
        musicbrainz_answers.artist,
        musicbrainz_answers.recording_of,
        lambda row: musicbrainz_answers.release_group(row, (row,)),
        lambda row: deezer._track({**row, "id": 1, "artist": {"name": "x"}}),
        lambda row: deezer._album({**row, "id": 1}),
        listenbrainz._recording,
        lambda row: dict(listenbrainz._by_mbid(row)),
    ],
    ids=[
        "recording",
        "artist",
        "address",
        "release group",
        "track",
        "album",
        "metadata",
        "metadata by mbid",
    ],
)
@given(row=ROWS)
def test_a_reader_returns_or_refuses(read: Callable[[dict[str, Any]], object], row: Any) -> None:
    with suppress(BadAnswer):  # Any other exception is a fault.
        read(row)


@pytest.mark.parametrize(
    "classify",
    [musicbrainz.classify, deezer.classify, listenbrainz.classify],
    ids=["musicbrainz", "deezer", "listenbrainz"],
)
@given(
    status=st.integers(100, 599),
    headers=st.dictionaries(
        st.sampled_from(
            ("X-RateLimit-Zone", "x-ratelimit-remaining", "X-RateLimit-Reset-In", "Date")
        ),
        st.text(max_size=8),
    ),
    body=BODIES,
)
def test_every_answer_gets_a_verdict(
    classify: Classify, status: int, headers: dict[str, str], body: Any
) -> None:
    verdict = classify(status, headers, body)
    assert isinstance(verdict, Verdict)
    assert verdict.retry_after is None or verdict.retry_after >= 0


@pytest.mark.parametrize(
    ("told", "year"),
    [
        ("1999-06-21", 1999),
        ("2004", 2004),
        ("1983-05", 1983),
        (1994, 1994),
        ("0000-00-00", None),
        ("", None),
        ("19990621", None),
        ("3004", None),
        (None, None),
        (0, None),
    ],
    ids=str,
)
def test_the_year_of_a_date(told: object, year: int | None) -> None:
    assert reading.year({"date": told}, "date") == year


@pytest.mark.parametrize("told", [True, 3.5, [], {}], ids=str)
def test_a_year_of_another_type_is_refused(told: object) -> None:
    with pytest.raises(BadAnswer):
        reading.year({"date": told}, "date")


@pytest.mark.parametrize(
    ("told", "identifier"),
    [(302127, "302127"), ("302127", "302127")],
)
def test_an_identifier_is_a_number(told: object, identifier: str) -> None:
    assert reading.identifier({"id": told}, "id") == identifier


@pytest.mark.parametrize(
    "told", [None, 0, -1, 1.0, True, "", "0", "1/2", "\uff11", 10**30], ids=str
)
def test_an_identifier_that_could_be_anything_is_refused(told: object) -> None:
    with pytest.raises(BadAnswer):
        reading.identifier({"id": told}, "id")


def test_lists_end_where_nobody_would_look_any_further() -> None:
    assert len(reading.values({"all": list(range(5_000))}, "all")) == reading.MOST_ROWS


def test_names_are_cleaned_and_bounded() -> None:
    assert reading.text({"name": "  A\u202eB\n C" + "x" * 5_000}, "name") == "AB C" + "x" * 508
    assert reading.text({"name": " \n"}, "name") is None


def test_we_say_who_we_are_and_where_to_complain() -> None:
    assert user_agent("1.2.3") == f"Spindle/1.2.3 ( {CONTACT} )"
