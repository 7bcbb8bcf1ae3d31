"""A month or a year looked back on: the same figures that the questions themselves give."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.genres import Reading, genres
from custom_components.spindle.insights.recap import recap
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.window import of_month, of_year

from .known import FACTS, Facts, learn
from .scanned import HOUR, NOW, PLAYS, ZONES, Drawn, day_start, history
from .test_sessions import as_ranked, gathered
from .test_streaks import runs

if TYPE_CHECKING:
    from .scanned import Heard


def a_play(at: int, artist: int = 0, title: int = 0) -> Drawn:
    return Drawn(at, artist, title, 0, "kitchen", "spotify", "sonos", 100, is_hidden=False)


@given(
    drawn=PLAYS,
    facts=FACTS,
    zone=st.sampled_from(ZONES),
    year=st.sampled_from((2023, 2024)),
    month=st.sampled_from((None, 1, 3, 10, 11, 12)),
    is_summed=st.booleans(),
)
@settings(max_examples=60)
def test_it_equals_a_scan(
    drawn: list[Drawn], facts: Facts, zone: str, year: int, month: int | None, *, is_summed: bool
) -> None:
    with history(drawn, zone, is_summed=is_summed) as given:
        context = given

        def is_within(play: Heard) -> bool:
            local = context.local(play)
            return local.year == year and month in (None, local.month)

        learn(given.db, facts)
        found = recap(given.db, Scope(), year, month, zone=given.zone, now=NOW)
        heard = [play for play in given.heard if is_within(play)]
        days = Counter(given.local(play).date() for play in heard)
        hours = Counter(given.local(play).hour for play in heard)
        first_heard = {}
        for play in reversed(given.heard):
            first_heard[play.artist] = play
        scope = Scope(window=found.window)
        by_genre = genres(given.db, scope, limit=5, zone=given.zone, now=NOW)
    assert (found.totals.plays, found.days) == (len(heard), len(days))
    for rows, names in (
        (found.artists, Counter(play.artist for play in heard)),
        (found.tracks, Counter((play.artist, play.title) for play in heard)),
        (found.albums, Counter((play.artist, play.album) for play in heard if play.album)),
    ):
        assert [row.plays for row in rows] == sorted(names.values(), reverse=True)[:5]
    assert found.new_artists == sum(map(is_within, first_heard.values()))
    longest = max(runs(days), key=lambda run: run.days, default=None)
    assert found.longest_streak == longest
    gathered_up = sorted(map(as_ranked, gathered(heard, 1800, by_room=False)))
    assert (found.longest_session and as_ranked(found.longest_session)) == (
        gathered_up[0] if gathered_up else None
    )
    assert (found.genres, found.diversity) == (by_genre.genres, by_genre.diversity)
    assert found.unknown_genre == by_genre.unknown
    assert sum(share.plays for share in found.services) == sum(
        play.service != "unknown" for play in heard
    )
    if heard:
        assert found.biggest_day is not None
        assert (-found.biggest_day.plays, found.biggest_day.day) == min(
            (-count, day) for day, count in days.items()
        )
        assert found.hour == min(hours, key=lambda hour: (-hours[hour], hour))
    else:
        assert found.biggest_day is None
        assert found.hour is None


def test_a_small_march() -> None:
    with history([]) as given:
        first = day_start(date(2024, 3, 4), given.zone)
    drawn = [a_play(first - 20 * 24 * HOUR), a_play(first + 9 * HOUR)]
    drawn += [a_play(first + 33 * HOUR + 150 * number, 1, number) for number in range(3)]
    with history(drawn) as given:
        found = recap(given.db, Scope(), 2024, 3, zone=given.zone, now=NOW)
    assert found.window == of_month(2024, 3, given.zone)
    assert (found.totals.plays, found.totals.previous_plays, found.totals.plays_change) == (4, 1, 3)
    assert [(row.name, row.plays) for row in found.artists] == [("Artist 1", 3), ("Artist 0", 1)]
    assert found.biggest_day is not None
    assert (found.biggest_day.day, found.biggest_day.plays) == (date(2024, 3, 5), 3)
    assert (found.hour, found.new_artists) == (9, 1)
    assert found.longest_session is not None
    assert (found.longest_session.plays, found.longest_session.seconds) == (3, 400)
    assert found.diversity.reading is Reading.UNKNOWN
    assert found.unknown_genre == 1


def test_without_a_year_it_is_about_the_window() -> None:
    with history([a_play(NOW)]) as given:
        scope = Scope(window=of_year(2024, given.zone))
        found = recap(given.db, scope, zone=given.zone, now=NOW)
        assert found == recap(given.db, Scope(), 2024, zone=given.zone, now=NOW)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"month": 3}, "needs its year"),
        ({"year": 0}, "between 1970 and 2200"),
        ({"year": 2024, "month": 13}, "from 1 to 12"),
    ],
)
def test_unknown_arguments_are_refused(arguments: dict[str, Any], words: str) -> None:
    with history([]) as given, pytest.raises(ValueError, match=words):
        recap(given.db, Scope(), **arguments, zone=given.zone, now=NOW)
