"""Plays that are to be written lie in the order of their ids, however they were told."""

from __future__ import annotations

import pytest

from custom_components.spindle.store.bulk_new import New, NewPlays


def a_new(play_id: int) -> New:
    return (play_id, 1, play_id * 2, None, 1, None, 60, None, 1, 1, None, None, 0, "music")


@pytest.mark.parametrize("ids", [[1, 2, 3], [3, 2, 1], [2, 3, 1], [2, 1, 3], [7]], ids=str)
def test_they_are_taken_in_their_order(ids: list[int]) -> None:
    new = NewPlays()
    for play_id in ids[:1]:
        new.add(a_new(play_id))
    new.add_all(zip(*map(a_new, ids[1:]), strict=True) if ids[1:] else [()] * len(a_new(1)))
    assert new[0] == a_new(ids[0])
    assert [*zip(*new.take(), strict=True)] == [a_new(play_id) for play_id in sorted(ids)]
    assert not new
