"""The page of a name equals a look through every play."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.names import Kind
from custom_components.spindle.insights.pages import Page, Part, Streak, longest_streak, page
from custom_components.spindle.insights.scope import Scope

from .ranked import ids_of, key_of, ranked, sums_of
from .scanned import (
    NOW,
    PLAYS,
    SCOPES,
    ZONES,
    Drawn,
    Heard,
    History,
    history,
    unknown_time,
)


@given(
    drawn=PLAYS,
    scope=SCOPES,
    zone=st.sampled_from(ZONES),
    is_summed=st.booleans(),
    kind=st.sampled_from(Kind),
)
@settings(max_examples=100)
def test_it_equals_a_scan(
    *, drawn: list[Drawn], scope: Scope, zone: str, is_summed: bool, kind: Kind
) -> None:
    with history(drawn, zone, is_summed=is_summed) as given:
        for key, entity in ids_of(given.db, kind).items():
            its = [play for play in given.of(scope) if key_of(play, kind) == key]
            if scope.without_speakers and not its:
                with pytest.raises(ValueError, match="There is no"):
                    page(given.db, scope, kind, entity, zone=given.zone, now=NOW)
                continue
            found = page(given.db, scope, kind, entity, zone=given.zone, now=NOW)
            assert (found.name, found.artist or "") == key
            assert_figures(found, its)
            assert_days(found, given, its)
            assert_parts(found, given, kind, its)
            assert_rank(found, given, scope, kind)


def assert_figures(found: Page, its: list[Heard]) -> None:
    assert found.plays == len(its)
    assert found.seconds == sum(play.seconds for play in its)
    assert found.unknown_time == unknown_time(its)
    assert found.first_at == min((play.at for play in its), default=None)
    assert found.last_at == max((play.at for play in its), default=None)


def assert_days(found: Page, given: History, its: list[Heard]) -> None:
    days = sorted({given.local(play).date() for play in its})
    assert found.days == len(days)
    runs = [
        [day for _, day in run]
        for _, run in groupby(enumerate(days), key=lambda one: one[1].toordinal() - one[0])
    ]
    if runs:
        longest = max(reversed(runs), key=len)
        assert found.streak == Streak(days=len(longest), first=longest[0], last=longest[-1])
    else:
        assert found.streak is None
    months = [given.local(play).date().replace(day=1) for play in its]
    assert {month.first: month.plays for month in found.months if month.plays} == Counter(months)
    assert sum(month.seconds for month in found.months) == found.seconds
    firsts = [month.first for month in found.months]
    assert firsts[:1] == [min(months)] if months else not firsts
    assert firsts == sorted(set(firsts))


def assert_parts(found: Page, given: History, kind: Kind, its: list[Heard]) -> None:
    def counted(parts: tuple[Part, ...]) -> dict[int | str, int]:
        assert [part.plays for part in parts] == sorted((p.plays for p in parts), reverse=True)
        return {part.key: part.plays for part in parts}

    for part_kind, parts in ((Kind.TRACK, found.tracks), (Kind.ALBUM, found.albums)):
        ids = ids_of(given.db, part_kind)
        keys = [key_of(play, part_kind) for play in its]
        expected = Counter(ids[key] for key in keys if key is not None)
        assert counted(parts) == ({} if kind is part_kind else dict(expected.most_common(10)))
    assert counted(found.services) == Counter(play.service for play in its)
    assert counted(found.rooms) == Counter(play.room for play in its if play.room is not None)


def assert_rank(found: Page, given: History, scope: Scope, kind: Kind) -> None:
    if not scope.is_whole or not scope.window.is_all_time or not found.plays:
        assert found.rank is None
    else:
        assert found.rank == ranked(sums_of(given, Scope(), kind), "plays").index(found.id) + 1


def test_the_rank_of_what_was_played_much() -> None:
    drawn = [
        Drawn(NOW - number * 700, artist, 0, None, "bath", "tunein", "sonos", 60, is_hidden=False)
        for number, artist in enumerate([0] * 9 + [1] * 12 + [2] * 9 + [3] * 3)
    ]
    with history(drawn) as given:
        ids = ids_of(given.db, Kind.ARTIST)
        ranks = {
            name: page(given.db, Scope(), "artist", entity, zone=given.zone, now=NOW).rank
            for (name, _), entity in ids.items()
        }
        order = ranked(sums_of(given, Scope(), Kind.ARTIST), "plays")
    assert ranks == {name: order.index(entity) + 1 for (name, _), entity in ids.items()}


def test_the_longest_streak_is_the_latest_of_equal_ones() -> None:
    assert longest_streak([1, 2, 5, 6, 9]) == Streak(
        days=2, first=date(1970, 1, 6), last=date(1970, 1, 7)
    )
    assert longest_streak([]) is None


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("artists", "There is no artist with the id 77."),
        ("album", "There is no album with the id 77."),
        ("tracks", "There is no track with the id 77."),
        ("moods", "The kind must be one of artists, albums, tracks."),
    ],
)
def test_what_is_unknown_is_refused(kind: str, sentence: str) -> None:
    with history([]) as given, pytest.raises(ValueError, match=sentence):
        page(given.db, Scope(), kind, 77, zone=given.zone, now=NOW)
