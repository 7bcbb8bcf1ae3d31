"""Charts equal a count of every play, whatever the window, the filter and the sums made."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights import charts, heads
from custom_components.spindle.insights.names import Kind
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.top import Movement, Top, top
from custom_components.spindle.insights.window import Window, of_month
from custom_components.spindle.store import plays, zones
from custom_components.spindle.store.types import NewPlay

from .ranked import ranked, sums_of
from .scanned import (
    NOW,
    PLAYS,
    SCOPES,
    ZONES,
    Drawn,
    History,
    history,
    scan,
    unknown_time,
)

MAY = 1_714_600_000
"""The first evening of May 2024."""


def plays_of(*artists: int, start: int = MAY) -> list[Drawn]:
    """Return a play of each artist, ten minutes apart."""
    return [
        Drawn(start + 600 * number, artist, 0, None, "kitchen", "spotify", "sonos", 100, False)  # noqa: FBT003
        for number, artist in enumerate(artists)
    ]


def assert_equal_to_scan(
    given: History, scope: Scope, kind: Kind, figure: str, limit: int, offset: int
) -> None:
    found = top(
        given.db,
        scope,
        f"{kind}s",
        figure=figure,
        limit=limit,
        offset=offset,
        zone=given.zone,
        now=NOW,
    )
    sums = sums_of(given, scope, kind)
    order = ranked(sums, figure)
    part = order[offset : offset + limit]
    of_window = given.of(scope)
    assert found.plays == len(of_window)
    assert found.seconds == sum(play.seconds for play in of_window)
    assert found.unknown_time == unknown_time(of_window)
    assert [row.id for row in found.rows] == part
    assert [row.rank for row in found.rows] == list(range(offset + 1, offset + 1 + len(part)))
    assert [(row.plays, row.seconds) for row in found.rows] == [sums[one] for one in part]
    total = found.plays if figure == "plays" else found.seconds
    for row in found.rows:
        assert row.share == (getattr(row, figure) / total if total else 0)
    assert_moved(given, scope, found, order[: offset + limit], offset=offset, limit=limit)


def assert_moved(
    given: History, scope: Scope, found: Top, present: list[int], *, offset: int, limit: int
) -> None:
    previous = scope.window.previous()
    assert found.previous_window == previous
    if previous is None:
        assert found.gone == ()
        assert {row.movement for row in found.rows} <= {None}
        assert {row.previous_rank for row in found.rows} <= {None}
        assert {row.previous_plays for row in found.rows} <= {None}
        return
    sums = sums_of(given, scope.within(previous), found.kind)
    before = ranked(sums, found.figure)
    for row in found.rows:
        plays_before, seconds_before = sums.get(row.id, (0, 0))
        assert (row.previous_plays, row.previous_seconds) == (plays_before, seconds_before)
        rank = before.index(row.id) + 1 if plays_before else None
        assert row.previous_rank == (rank if rank and rank <= offset + limit else None)
        if rank is None:
            assert row.movement is Movement.NEW
        elif rank == row.rank:
            assert row.movement is Movement.SAME
        else:
            assert row.movement is (Movement.UP if rank > row.rank else Movement.DOWN)
    left = [one for one in before[offset : offset + limit] if one not in present]
    assert [one.id for one in found.gone] == left
    for one in found.gone:
        assert before[one.previous_rank - 1] == one.id
        assert (one.previous_plays, one.previous_seconds) == sums[one.id]


@given(
    drawn=PLAYS,
    scope=SCOPES,
    zone=st.sampled_from(ZONES),
    is_summed=st.booleans(),
    few=st.sampled_from((0, 3000)),
    kind=st.sampled_from(Kind),
    figure=st.sampled_from(("plays", "seconds")),
    limit=st.sampled_from((1, 2, 20)),
    offset=st.sampled_from((0, 0, 1)),
)
@settings(max_examples=150)
def test_it_equals_a_scan(  # noqa: PLR0913  # Whatever may be different is drawn.
    *,
    drawn: list[Drawn],
    scope: Scope,
    zone: str,
    is_summed: bool,
    few: int,
    kind: Kind,
    figure: str,
    limit: int,
    offset: int,
) -> None:
    with (
        patch.object(charts, "FEW_PLAYS", few),
        patch.object(heads, "PATIENCE", 0),
        history(drawn, zone, is_summed=is_summed) as given,
    ):
        assert_equal_to_scan(given, scope, kind, figure, limit, offset)


@given(drawn=PLAYS, scope=SCOPES, zone=st.sampled_from(ZONES), slices=st.integers(0, 3))
@settings(max_examples=40)
def test_it_stays_right_while_the_time_zone_changes(
    drawn: list[Drawn], scope: Scope, zone: str, slices: int
) -> None:
    with patch.object(charts, "FEW_PLAYS", 0), history(drawn, is_summed=True) as given:
        for _ in range(slices):
            zones.set_zone(given.db, zone, limit=5)
        where = zones.current(given.db)
        moved = History(given.db, where, scan(given.db))
        assert_equal_to_scan(moved, scope, Kind.ARTIST, "plays", 3, 0)


def test_it_sees_what_was_played_after_the_sums_were_made() -> None:
    with patch.object(charts, "FEW_PLAYS", 0), history(plays_of(0, 0, 1), is_summed=True) as given:
        for number in range(3):
            plays.record(
                given.db,
                NewPlay(played_at=MAY + 100_000 + number, artist="Artist 1", title=f"{number}"),
            )
        may = Scope(window=of_month(2024, 5, given.zone))
        found = top(given.db, may, zone=given.zone, now=NOW)
    assert [(row.name, row.plays) for row in found.rows] == [("Artist 1", 4), ("Artist 0", 2)]


def test_the_present_month_is_summed_to_midnight_and_counted_from_there() -> None:
    midnight = 1_730_588_400  # In Berlin; now is in the evening of that day.
    drawn = plays_of(0, 0, start=midnight - 3600) + plays_of(1, 1, 1, start=midnight)
    drawn += plays_of(2, start=MAY)
    with patch.object(charts, "FEW_PLAYS", 0), history(drawn, is_summed=True) as given:
        november = Scope(window=of_month(2024, 11, given.zone))
        found = top(given.db, november, zone=given.zone, now=NOW)
    assert [(row.name, row.plays) for row in found.rows] == [("Artist 1", 3), ("Artist 0", 2)]


def test_sums_of_another_time_zone_are_not_used() -> None:
    """The play of 1 May in Berlin is one of 30 April in UTC, though nothing has moved it yet."""
    early = 1_714_519_800  # 23:30 UTC.
    drawn = plays_of(0, 0, start=early - 20 * 86_400) + plays_of(1, 1, 1, start=early)
    drawn += plays_of(2, start=early - 60 * 86_400)
    with patch.object(charts, "FEW_PLAYS", 0), history(drawn, is_summed=True) as given:
        assert zones.set_zone(given.db, "UTC", limit=1).more
        april = Scope(window=of_month(2024, 4, zones.current(given.db)))
        found = top(given.db, april, zone=zones.current(given.db), now=NOW)
    assert [(row.name, row.plays) for row in found.rows] == [("Artist 1", 3), ("Artist 0", 2)]
    assert found.plays == 5


def test_movements() -> None:
    april = plays_of(0, 0, 0, 1, 1, 2, 2, 3, start=MAY - 20 * 86_400)
    may = plays_of(1, 1, 1, 0, 0, 4, 4)
    with history(april + may) as given:
        found = top(
            given.db,
            Scope(window=of_month(2024, 5, given.zone)),
            zone=given.zone,
            now=NOW,
            limit=3,
        )
    assert [(row.name, row.movement, row.previous_rank) for row in found.rows] == [
        ("Artist 1", Movement.UP, 2),
        ("Artist 0", Movement.DOWN, 1),
        ("Artist 4", Movement.NEW, None),
    ]
    assert [(one.name, one.previous_rank, one.previous_plays) for one in found.gone] == [
        ("Artist 2", 3, 2)
    ]
    assert found.rows[0].share == 3 / 7


def test_who_rises_from_below_the_part_asked_for_goes_up() -> None:
    april = plays_of(0, 0, 1, start=MAY - 20 * 86_400)
    with history(april + plays_of(1, 1, 0)) as given:
        may = Scope(window=of_month(2024, 5, given.zone))
        (row,) = top(given.db, may, zone=given.zone, now=NOW, limit=1).rows
    assert (row.movement, row.previous_rank, row.previous_plays) == (Movement.UP, None, 1)


def test_names_of_albums_and_tracks_say_their_artist() -> None:
    with history([plays_of(0)[0]._replace(album=1)]) as given:
        (album,) = top(given.db, Scope(), "albums", zone=given.zone, now=NOW).rows
        (track,) = top(given.db, Scope(), "tracks", zone=given.zone, now=NOW).rows
        (artist,) = top(given.db, Scope(), "artists", zone=given.zone, now=NOW).rows
    assert (album.name, album.artist, album.artist_id) == ("Album 1", "Artist 0", artist.id)
    assert (track.name, track.artist, track.artist_id) == ("Title 0", "Artist 0", artist.id)
    assert (artist.name, artist.artist, artist.artist_id) == ("Artist 0", None, None)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "moods"}, "The kind must be one of artists, albums, tracks."),
        ({"figure": "charm"}, "The figure must be plays or seconds."),
        ({"limit": 0}, "The limit must be from 1 to 1000."),
        ({"limit": 1001}, "The limit must be from 1 to 1000."),
        ({"offset": -1}, "The offset must be from 0 to 10000."),
    ],
)
def test_unknown_arguments_are_refused(wrong: dict[str, object], sentence: str) -> None:
    with history([]) as given, pytest.raises(ValueError, match=sentence):
        top(given.db, Scope(), zone=given.zone, now=NOW, **wrong)  # type: ignore[arg-type]  # Wrong on purpose.


def test_an_empty_history_has_empty_charts() -> None:
    with history([]) as given:
        for window in (Window(), Window(start=0.0, end=1e9)):
            found = top(given.db, Scope(window=window), zone=given.zone, now=NOW)
            assert (found.plays, found.seconds, found.rows, found.gone) == (0, 0, (), ())
