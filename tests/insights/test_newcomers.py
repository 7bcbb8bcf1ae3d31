"""Artists heard for the first time equal those that a scan finds."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.insights.names import Kind
from custom_components.spindle.insights.newcomers import newcomers
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.window import Window

from .ranked import ids_of
from .scanned import NOW, PLAYS, SCOPES, Drawn, Heard, History, history


def a_play(at: int, artist: int, room: str = "kitchen") -> Drawn:
    return Drawn(at, artist, 0, None, room, "spotify", "sonos", 99, is_hidden=False)


def scanned(given: History, scope: Scope) -> list[tuple[int, str, int, int]]:
    """Return id, name, first play and plays of the artists that are new in a scope."""
    ids = ids_of(given.db, Kind.ARTIST)
    firsts: dict[str, int] = {}
    for play in given.heard:
        firsts.setdefault(play.artist, play.at)
    its: dict[str, list[Heard]] = {}
    for play in given.of(scope):
        if scope.window.start is None or firsts[play.artist] >= scope.window.start:
            its.setdefault(play.artist, []).append(play)
    found = [(ids[name, ""], name, plays[0].at, len(plays)) for name, plays in its.items()]
    return sorted(found, key=lambda one: (-one[2], one[0]))


@given(drawn=PLAYS, scope=SCOPES, limit=st.sampled_from((1, 2, 20)))
@settings(max_examples=100)
def test_they_equal_a_scan(drawn: list[Drawn], scope: Scope, limit: int) -> None:
    with history(drawn) as given:
        found = newcomers(given.db, scope, limit=limit, zone=given.zone, now=NOW)
        expected = scanned(given, scope)[:limit]
    assert [(one.id, one.name, one.first_at, one.plays) for one in found] == expected


def test_nobody_is_new_whom_another_room_has_heard_before() -> None:
    drawn = [a_play(NOW - 9000, 0, "bath"), a_play(NOW - 600, 0), a_play(NOW, 1)]
    with history(drawn) as given:
        kitchen = Scope(window=Window(start=NOW - 3600), speakers=frozenset({"kitchen"}))
        found = newcomers(given.db, kitchen, zone=given.zone, now=NOW)
    assert [one.name for one in found] == ["Artist 1"]


def test_a_room_is_not_told_when_another_heard_them_first() -> None:
    drawn = [a_play(NOW - 3000, 0, "bath"), a_play(NOW - 600, 0), a_play(NOW, 0)]
    with history(drawn) as given:
        window = Window(start=NOW - 3600)
        told = Scope(window=window, without_speakers=frozenset({"bath"}))
        (found,) = newcomers(given.db, told, zone=given.zone, now=NOW)
    assert (found.first_at, found.plays) == (NOW - 600, 2)


@pytest.mark.parametrize("limit", [0, 1001])
def test_limits_are_refused(limit: int) -> None:
    with history([]) as given, pytest.raises(ValueError, match="The limit must be from 1 to 1000"):
        newcomers(given.db, Scope(), limit=limit, zone=given.zone, now=NOW)
