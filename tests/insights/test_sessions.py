"""Sessions: where they begin and end, in the household and in each room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.sessions import Session, sessions
from custom_components.spindle.store import names

from .scanned import DAY, HOUR, NOW, PLAYS, SCOPES, Drawn, Heard, history

if TYPE_CHECKING:
    from collections.abc import Iterable

GAPS = st.sampled_from((60, 1799, 1800, 3600, DAY))


def a_play(at: int, listened: int | None = 200, room: str | None = "kitchen") -> Drawn:
    return Drawn(at, 0, at % 7, None, room, "spotify", "sonos", listened, is_hidden=False)


def gathered(plays: Iterable[Heard], gap: int, *, by_room: bool) -> list[Session]:
    """Return the sessions, each play joined to any that it is near enough to."""
    rooms: dict[str | None, list[list[Heard]]] = {}
    for play in plays:
        groups = rooms.setdefault(play.room if by_room else None, [])
        if groups and play.at - max(map(end, groups[-1])) <= gap:
            groups[-1].append(play)
        else:
            groups.append([play])
    return [
        Session(
            start=group[0].at,
            end=max(map(end, group)),
            plays=len(group),
            speaker=room,
            room=room,
        )
        for room, groups in rooms.items()
        for group in groups
    ]


def end(play: Heard) -> int:
    return play.at + (play.listened if play.listened is not None else play.duration or 0)


def as_ranked(session: Session) -> tuple[Any, ...]:
    return (-session.seconds, session.start)


@given(drawn=PLAYS, scope=SCOPES, gap=GAPS, by=st.sampled_from(("household", "room")))
@settings(max_examples=100)
def test_they_equal_a_scan(drawn: list[Drawn], scope: Scope, gap: int, by: str) -> None:
    with history(drawn) as given:
        expected = gathered(given.of(scope), gap, by_room=by == "room")
        found = sessions(given.db, scope, by=by, gap=gap, limit=3, zone=given.zone, now=NOW)
    assert found.count == len(expected)
    if expected:
        assert found.average_seconds == sum(one.seconds for one in expected) / len(expected)
        assert found.average_plays == sum(one.plays for one in expected) / len(expected)
    else:
        assert found.average_seconds == found.average_plays == 0
    assert [*map(as_ranked, found.longest)] == sorted(map(as_ranked, expected))[:3]
    assert set(found.longest) <= set(expected)


def test_half_an_hour_of_silence_ends_a_session() -> None:
    with history([a_play(NOW), a_play(NOW + 200 + 1800), a_play(NOW + 400 + 3601)]) as given:
        found = sessions(given.db, Scope(), zone=given.zone, now=NOW)
    assert found.longest == (
        Session(start=NOW, end=NOW + 2200, plays=2),
        Session(start=NOW + 4001, end=NOW + 4201, plays=1),
    )


def test_a_long_mix_in_another_room_keeps_the_household_listening() -> None:
    mix, later = a_play(NOW, 2 * HOUR, "bath"), a_play(NOW + 2 * HOUR)
    with history([mix, a_play(NOW + 60), later]) as given:
        names.name_players(given.db, {"bath": "Bath room"})
        together = sessions(given.db, Scope(), zone=given.zone, now=NOW)
        apart = sessions(given.db, Scope(), by="room", zone=given.zone, now=NOW)
    assert (together.count, apart.count) == (1, 3)
    assert (apart.longest[0].speaker, apart.longest[0].room) == ("bath", "Bath room")


def test_a_play_of_unknown_length_is_over_at_once() -> None:
    with history([a_play(NOW, None, None)]) as given:
        found = sessions(given.db, Scope(), by="room", zone=given.zone, now=NOW)
    assert found.longest == (Session(start=NOW, end=NOW, plays=1, speaker=None, room=None),)


def test_a_session_may_last_longer_than_what_is_read_at_once() -> None:
    with history([a_play(NOW + number * 40_000, 40_000) for number in range(80)]) as given:
        found = sessions(given.db, Scope(), zone=given.zone, now=NOW)
    assert found.longest == (Session(start=NOW, end=NOW + 80 * 40_000, plays=80),)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"by": "street"}, "by household or by room"),
        ({"gap": 0}, "between a minute and a day"),
        ({"gap": float("nan")}, "between a minute and a day"),
        ({"limit": 0}, "between 1 and 100"),
    ],
)
def test_unknown_arguments_are_refused(arguments: dict[str, Any], words: str) -> None:
    with history([]) as given, pytest.raises(ValueError, match=words):
        sessions(given.db, Scope(), **arguments, zone=given.zone, now=NOW)
