"""Favourites that fell silent equal those that a scan finds."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.forgotten import forgotten
from custom_components.spindle.insights.names import Kind
from custom_components.spindle.insights.scope import ALWAYS, Scope

from .ranked import ids_of, key_of
from .scanned import DAY, NOW, SCOPES, SERVICES, Drawn, history

# Few names with many plays, so that some are favourites.
PLAYS = st.lists(
    st.builds(
        Drawn,
        at=st.integers(0, 400).map(lambda hours: NOW - hours * 3600 * 20),
        artist=st.sampled_from((0, 0, 0, 1)),
        title=st.sampled_from((0, 0, 0, 1)),
        album=st.none() | st.just(0),
        room=st.sampled_from(("kitchen", "bath")),
        service=st.sampled_from(SERVICES),
        origin=st.just("sonos"),
        listened=st.none() | st.integers(30, 400),
        is_hidden=st.integers(0, 9).map(lambda number: number == 0),
    ),
    max_size=50,
)


@given(
    drawn=PLAYS,
    scope=SCOPES,
    kind=st.sampled_from(Kind),
    silent_days=st.sampled_from((1, 5, 30)),
    limit=st.sampled_from((1, 20)),
    later=st.sampled_from((0, 20 * DAY)),
)
@settings(max_examples=100)
def test_they_equal_a_scan(
    *, drawn: list[Drawn], scope: Scope, kind: Kind, silent_days: int, limit: int, later: int
) -> None:
    now = NOW + later
    with history(drawn) as given:
        found = forgotten(
            given.db,
            scope,
            f"{kind}s",
            silent_days=silent_days,
            least_plays=9,
            limit=limit,
            zone=given.zone,
            now=now,
        )
        ids = ids_of(given.db, kind)
        expected = []
        for key, entity in ids.items():
            its = [play for play in given.of(scope.within(ALWAYS)) if key_of(play, kind) == key]
            if len(its) >= 9 and its[-1].at < now - silent_days * DAY:
                expected.append((-len(its), entity, its))
        expected.sort(key=lambda one: one[:2])
    assert [one.id for one in found] == [entity for _, entity, _ in expected][:limit]
    for one, (_, _, its) in zip(found, expected, strict=False):
        assert one.plays == len(its)
        assert one.seconds == sum(play.seconds for play in its)
        assert (one.first_at, one.last_at) == (its[0].at, its[-1].at)
        assert one.days_silent == (now - its[-1].at) // DAY
        assert ids[one.name, one.artist or ""] == one.id


def test_of_names_in_one_tier_the_most_played_comes_first() -> None:
    drawn = [
        Drawn(NOW - number * 999, artist, 0, None, "bath", "tunein", "sonos", 60, is_hidden=False)
        for number, artist in enumerate([0] * 8 + [1] * 9)
    ]
    with history(drawn) as given:
        (first,) = forgotten(
            given.db, Scope(), silent_days=1, limit=1, zone=given.zone, now=NOW + 2 * DAY
        )
    assert (first.name, first.plays) == ("Artist 1", 9)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "moods"}, "The kind must be one of artists, albums, tracks."),
        ({"limit": 0}, "The limit must be from 1 to 1000."),
        ({"least_plays": 7}, "A favourite has at least 8 plays."),
        ({"silent_days": 0}, "A favourite is forgotten after one day at least."),
    ],
)
def test_unknown_arguments_are_refused(wrong: dict[str, object], sentence: str) -> None:
    with history([]) as given, pytest.raises(ValueError, match=sentence):
        forgotten(given.db, Scope(), zone=given.zone, now=NOW, **wrong)  # type: ignore[arg-type]  # Wrong on purpose.
