"""What is told of a play or a name to somebody from whom some rooms are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store import plays, seen
from custom_components.spindle.store.connection import transaction
from custom_components.spindle.store.names import find_album, find_track
from custom_components.spindle.store.search_index import NameKind
from tests.plans import both, plan, skewed_history
from tests.store.conftest import create
from tests.store.examples import NOON, a_play

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

plain, analysed, db = both(skewed_history)

KITCHEN, BATH = "RINCON_KITCHEN", "RINCON_BATH"


def test_a_play_of_a_hidden_room_is_none(tmp_path: Path) -> None:
    db = create(tmp_path / "spindle.db")
    with transaction(db):
        one = plays.record(db, a_play(title="A", artist="X", album="Y", player=KITCHEN))
        other = plays.record(
            db, a_play(played_at=NOON + 60, title="B", artist="X", album=None, player=BATH)
        )
    track = find_track(db, "X", "A")
    assert track is not None
    assert seen.of_play(db, one.play_id, NameKind.TRACK, ()) == track
    assert seen.of_play(db, one.play_id, NameKind.ALBUM, ()) == find_album(db, "X", "Y")
    assert seen.of_play(db, one.play_id, NameKind.TRACK, [KITCHEN]) is None
    assert seen.of_play(db, other.play_id, NameKind.TRACK, [KITCHEN]) is not None
    assert seen.of_play(db, other.play_id, NameKind.ALBUM, ()) is None
    assert seen.was_played(db, NameKind.TRACK, track, [BATH])
    assert not seen.was_played(db, NameKind.TRACK, track, [BATH, KITCHEN])
    db.close()


@pytest.mark.parametrize("kind", list(NameKind), ids=lambda kind: kind.table)
def test_a_name_is_found_by_its_index(db: Connection, kind: NameKind) -> None:
    steps = plan(db, seen.WAS_PLAYED[kind])
    found_by = f"SEARCH play USING INDEX play_{kind.table} ({kind.table}_id=?"
    assert any(step.startswith(found_by) for step in steps), steps
