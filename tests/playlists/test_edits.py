"""Few edits that lead from one list to another, and never lose what is a person's."""

from __future__ import annotations

from hypothesis import given, strategies as st

from custom_components.spindle.playlists.merging import merged
from custom_components.spindle.playlists.targets.edits import edits

OURS = st.lists(st.sampled_from("abcdefgh"), unique=True)
THERE = st.lists(st.sampled_from("abcdefghXYZ"), unique=True)


def applied(present: list[str], planned: list[str], written: list[str]) -> tuple[list[str], int]:
    """Do the edits one by one, as a speaker does; return the list and how many were put in."""
    ours = frozenset(planned) | frozenset(written)
    wanted = edits(present, merged(planned, written, present), ours)
    entries = [entry for place, entry in enumerate(present) if place not in wanted.taken_out]
    assert tuple(entries) == wanted.kept
    put_in = 0
    for place, entry in enumerate(wanted.after):
        if entry not in wanted.kept:
            assert entry in planned
            entries.insert(place, entry)
            put_in += 1
    assert (tuple(entries), put_in) == (wanted.after, wanted.put_in)
    return entries, put_in


@given(present=THERE, planned=OURS, written=OURS)
def test_what_comes_of_them_is_what_is_wanted(
    present: list[str], planned: list[str], written: list[str]
) -> None:
    entries, _ = applied(present, planned, written)
    taken_out_by_person = set(written) - set(present)
    ours = [entry for entry in planned if entry not in taken_out_by_person]
    theirs = [entry for entry in present if entry not in {*planned, *written}]
    assert [entry for entry in entries if entry in ours] == ours
    assert [entry for entry in entries if entry in theirs] == theirs
    assert len(entries) == len(ours) + len(theirs)


@given(planned=OURS, written=OURS)
def test_only_what_is_new_is_put_in_when_the_order_stays(
    planned: list[str], written: list[str]
) -> None:
    planned.sort()
    written.sort()
    entries, put_in = applied(written, planned, written)
    assert entries == planned
    assert put_in == len(set(planned) - set(written))


def test_what_somebody_put_in_twice_stays_once() -> None:
    assert applied(["X", "a", "X", "b", "b"], ["a", "b"], ["a", "b"])[0] == ["X", "a", "b"]
