"""What the history holds, beside a scan of all plays."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st

from custom_components.spindle.insights.holdings import ENDS, SERVICES, holdings
from custom_components.spindle.insights.scope import Scope
from tests.plans import plan, skewed_history

from .scanned import NOW, PLAYS, Drawn, history

if TYPE_CHECKING:
    from pathlib import Path


@given(drawn=PLAYS, unseen=st.frozensets(st.sampled_from(("kitchen", "bath", "nowhere"))))
@settings(max_examples=60)
def test_it_equals_a_scan(drawn: list[Drawn], unseen: frozenset[str]) -> None:
    scope = Scope(without_speakers=unseen)
    with history(drawn) as given:
        held = holdings(given.db, scope, zone=given.zone, now=NOW)
        heard = given.of(scope)
    assert held.plays == len(heard)
    assert held.seconds == sum(play.seconds for play in heard)
    assert held.first_at == min((play.at for play in heard), default=None)
    assert held.last_at == max((play.at for play in heard), default=None)
    assert set(held.services) == {play.service for play in heard}
    assert {room.id for room in held.rooms} == {play.room for play in heard if play.room}
    if unseen:
        assert (held.artists, held.albums, held.tracks) == (None, None, None)
    else:
        assert held.artists == len({play.artist for play in heard})
        assert held.tracks == len({(play.artist, play.title) for play in heard})
        albums = {(play.artist, play.album) for play in heard if play.album}
        assert held.albums == len(albums)


def test_plays_are_read_from_both_ends_and_by_their_service(tmp_path: Path) -> None:
    with closing(skewed_history(tmp_path / "spindle.db")) as db:
        for _ in range(2):
            ends = plan(db, ENDS)
            assert not any("TEMP B-TREE" in step for step in ends)
            assert not any("INDEX" in step for step in ends if "play " in step)
            assert any(
                step.startswith("SEARCH play USING INDEX play_service (service_id=?")
                for step in plan(db, SERVICES)
            )
            db.execute("ANALYZE")
