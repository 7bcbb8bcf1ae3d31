"""A list that a person has changed keeps what the person did."""

from __future__ import annotations

from hypothesis import given, strategies as st

from custom_components.spindle.playlists.merging import merged

ENTRIES = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(ENTRIES, ENTRIES, ENTRIES)
def test_of_a_list_everybody_gets_what_is_theirs(
    planned: list[str], written: list[str], present: list[str]
) -> None:
    result = merged(planned, written, present)
    added_by_person = set(present) - set(written)
    taken_out = set(written) - set(present)
    assert len(set(result)) == len(result)
    assert set(result) == (set(planned) - taken_out) | added_by_person
    assert [one for one in result if one in planned] == [
        one for one in planned if one not in taken_out
    ]


@given(ENTRIES, ENTRIES, ENTRIES)
def test_merged_again_nothing_changes(
    planned: list[str], written: list[str], present: list[str]
) -> None:
    once = merged(planned, written, present)
    assert merged(planned, planned, once) == once


def test_an_addition_stays_where_it_was_put() -> None:
    assert merged(["a", "b", "d"], ["a", "b", "c"], ["a", "mine", "b", "c"]) == [
        "a",
        "mine",
        "b",
        "d",
    ]
    assert merged(["a"], ["a"], ["mine", "a"]) == ["mine", "a"]
