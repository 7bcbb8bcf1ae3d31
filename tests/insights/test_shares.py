"""Shares of services and rooms, what is unknown among them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given, settings
import pytest

from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.shares import shares
from custom_components.spindle.store import names

from .scanned import (
    NOW,
    PLAYS,
    SCOPES,
    Drawn,
    history,
    unknown_time,
)

if TYPE_CHECKING:
    from custom_components.spindle.insights.shares import Share


def told(shares_of: tuple[Share, ...]) -> dict[str, tuple[int, int]]:
    return {share.key: (share.plays, share.seconds) for share in shares_of}


@given(drawn=PLAYS, scope=SCOPES)
@settings(max_examples=80)
def test_they_equal_a_scan(drawn: list[Drawn], scope: Scope) -> None:
    with history(drawn) as given:
        heard = given.of(scope)
        found = shares(given.db, scope, zone=given.zone, now=NOW)
    assert (found.plays, found.seconds) == (len(heard), sum(play.seconds for play in heard))
    assert found.unknown_time == unknown_time(heard)
    for shown, each in (
        (found.services, [(play.service, play.seconds) for play in heard]),
        (found.rooms, [(play.room, play.seconds) for play in heard]),
    ):
        plays = Counter(name for name, _ in each)
        assert told(shown) == {
            name: (count, sum(seconds for other, seconds in each if other == name))
            for name, count in plays.items()
            if name not in (None, "unknown")
        }
        assert [share.plays for share in shown] == sorted(
            (share.plays for share in shown), reverse=True
        )
    for part, unknown in ((found.unknown_service, "unknown"), (found.unknown_room, None)):
        count = sum(unknown in (play.service, play.room) for play in heard)
        assert part == (count / len(heard) if heard else 0)


def test_a_room_has_its_present_name_and_its_part() -> None:
    drawn = [
        Drawn(NOW + 300 * number, 0, number, None, room, "spotify", "sonos", 100, is_hidden=False)
        for number, room in enumerate(("kitchen", "kitchen", "bath", None))
    ]
    with history(drawn) as given:
        names.name_players(given.db, {"kitchen": "Kitchen"})
        found = shares(given.db, Scope(), zone=given.zone, now=NOW)
    kitchen, bath = found.rooms
    assert (kitchen.name, kitchen.of_plays, kitchen.of_seconds) == ("Kitchen", 0.5, 0.5)
    assert bath.name == "bath"
    assert found.unknown_room == pytest.approx(0.25)
