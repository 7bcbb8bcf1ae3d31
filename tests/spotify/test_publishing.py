"""The difference-writer: any list becomes any other in few calls, and a person's items stay."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from itertools import permutations
from random import Random
from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.spotify.client import WRITTEN
from custom_components.spindle.spotify.publishing import (
    Insert,
    Remove,
    Replace,
    Write,
    arranged,
    publish,
    unwanted,
    writes,
)
from custom_components.spindle.upstream.errors import UpstreamError
from tests.simulators.limited_server.faults import Fault, Weather
from tests.simulators.spotify.music import uri_of as uri
from tests.simulators.spotify.stage import Account, living

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


def uris(*numbers: int) -> tuple[str, ...]:
    return tuple(map(uri, numbers))


LOCAL = "spotify:local:Somebody:Demos:Song:180"
LONG = tuple(map(uri, range(350)))


def after(present: Sequence[str], steps: Iterable[Write]) -> list[str]:
    """Do what Spotify does with each call."""
    held = list(present)
    for step in steps:
        assert len(step.uris) <= WRITTEN
        match step:
            case Replace(items):
                held = list(items)
            case Remove(items):
                assert items
                held = [each for each in held if each not in items]
            case Insert(items, place):
                assert items
                assert 0 <= place <= len(held)
                held[place:place] = items
    return held


numbers = st.integers(0, 30)
short = st.lists(numbers.map(uri) | st.just(LOCAL), max_size=40)
cut = st.tuples(st.integers(0, 350), st.integers(0, 350), st.booleans())


@st.composite
def long_lists(draw: st.DrawFn) -> list[str]:
    """Draw a list of hundreds of items that is another one in a few places."""
    held = list(LONG)
    for begin, end, turned in draw(st.lists(cut, max_size=4)):
        piece = held[begin:end]
        held[begin:end] = [] if not turned else piece[::-1]
    for place in draw(st.lists(st.integers(0, 350), max_size=8)):
        held.insert(place, uri(1000 + place))
    return held


@given(
    present=short | long_lists(),
    wanted=(short | long_lists()).map(lambda each: list(dict.fromkeys(each))),
    ours=st.sets(numbers.map(uri)) | st.just(frozenset(LONG)),
)
@settings(max_examples=40, deadline=None)
def test_any_list_becomes_any_other_and_what_is_a_persons_stays(
    present: list[str], wanted: list[str], ours: Collection[str]
) -> None:
    steps = writes(present, wanted, ours)
    held = after(present, steps)
    assert held == arranged(present, wanted, ours)
    mine = frozenset(ours) | (frozenset(wanted) - frozenset(present))
    assert [each for each in held if each not in mine] == [
        each for each in present if each not in mine
    ]
    own = [each for each in held if each in mine]
    assert sorted(own) == sorted(each for each in wanted if each in mine and each != LOCAL)
    assert writes(held, wanted, mine) == ()
    if mine.issuperset(present):
        assert held == [each for each in wanted if each != LOCAL]
        assert len(steps) <= max(1, -(-len(held) // WRITTEN))
    if LOCAL not in held and len(held) <= WRITTEN:
        assert len(steps) <= 1


def test_what_is_there_already_is_not_written() -> None:
    assert writes(LONG, LONG, LONG) == ()
    assert writes((), (), ()) == ()


def test_one_call_is_enough_for_a_hundred_items() -> None:
    present, wanted = uris(*range(100)), uris(*range(99, 20, -1), 300)
    assert writes(present, wanted, present) == (Replace(wanted),)


def test_of_equally_short_ways_the_one_is_taken_that_leaves_items_where_they_are() -> None:
    ours = uris(1, 2, 3)
    assert writes(ours, uris(1, 2, 3, 4, 5), ours) == (Insert(uris(4, 5), 3),)
    assert writes(ours, uris(1, 3), ours) == (Remove(uris(2)),)
    assert writes(ours, uris(7, 1, 2, 3), ours) == (Insert(uris(7), 0),)


def test_what_a_person_has_put_in_stays_behind_what_it_stands_behind() -> None:
    present = [*uris(1, 2), LOCAL, *uris(3)]
    steps = writes(present, [*uris(4, 1), LOCAL, *uris(3, 5)], uris(1, 2, 3))
    assert after(present, steps) == [*uris(4, 1), LOCAL, *uris(3, 5)]
    assert not any(isinstance(step, Replace) for step in steps)


def test_what_a_person_has_put_in_twice_stays_twice() -> None:
    present = uris(1, 9, 2, 9)
    assert arranged(present, uris(1, 9, 2), uris(1, 2)) == list(uris(1, 9, 9, 2))
    held = after(present, writes(present, uris(2, 9), uris(1, 2)))
    assert [each for each in held if each == uri(9)] == [uri(9)] * 2


def test_ours_that_is_there_twice_is_there_once_afterwards() -> None:
    present = uris(1, 2, 1)
    assert after(present, writes(present, uris(1, 2), present)) == list(uris(1, 2))


def test_a_long_list_with_something_of_a_persons_is_never_replaced_in_pieces() -> None:
    present = [uri(900), *LONG]
    wanted = [uri(900), *reversed(LONG)]
    steps = writes(present, wanted, LONG)
    assert not any(isinstance(step, Replace) for step in steps)
    assert after(present, steps) == wanted
    assert len(steps) == 8


def test_a_long_list_of_ours_alone_is_written_anew_where_that_is_shorter() -> None:
    steps = writes(LONG, LONG[::-1], LONG)
    assert [type(step) for step in steps] == [Replace, Insert, Insert, Insert]
    assert writes(LONG, (), LONG) == (Replace(()),)


@pytest.mark.parametrize("order", permutations(range(4)), ids=str)
def test_what_moves_is_taken_out_in_one_call(order: tuple[int, ...]) -> None:
    """With a local file beside them nothing can be replaced."""
    present, wanted = [LOCAL, *uris(0, 1, 2, 3)], [LOCAL, *uris(*order)]
    steps = writes(present, wanted, uris(0, 1, 2, 3))
    assert after(present, steps) == wanted
    assert [type(step) for step in steps] in (
        [],
        [Remove, Insert],
        [Remove, Insert, Insert],
    )


def test_what_is_remembered_while_writing_is_only_what_goes() -> None:
    assert unwanted(uris(1, 2, 3), uris(2, 4)) == uris(1, 3)


def spoilt(share: float, *faults: Fault, seed: int = 1) -> Weather:
    return Weather(Random(seed), share=share, kinds=faults)  # noqa: S311 (it guards nothing)


def test_a_playlist_is_read_merged_and_written_with_the_difference() -> None:
    async def story(account: Account) -> None:
        mine = account.server.library.create("Mine", range(60))
        mine.insert([uri(200)], account.server.now(), 30)
        wanted = [*mine.uris[10:], uri(250)]
        before = tuple(mine.uris)
        done = await publish(account.client, mine.id, lambda _: wanted, before[:30])
        assert (done.before, done.after, done.calls) == (before, tuple(wanted), 1)
        assert mine.uris == wanted
        again = await publish(account.client, mine.id, lambda _: wanted, wanted)
        assert again.calls == 0
        assert [key.partition("?")[0] for key in account.asked] == [
            f"GET /playlists/{mine.id}/items",
            f"GET /playlists/{mine.id}/items",
            f"PUT /playlists/{mine.id}/items",
            f"GET /playlists/{mine.id}/items",
            f"GET /playlists/{mine.id}/items",
        ]

    living(story)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_goes_wrong_on_the_way_everything_is_in_it_once_in_the_end(seed: int) -> None:
    async def story(account: Account) -> None:
        mine = account.server.library.create("Mine")
        mine.insert([uri(290)], account.server.now())
        planned = [uri(number) for number in range(250)]

        def merge(present: Sequence[str]) -> list[str]:
            return [*planned, *(each for each in present if each not in planned)]

        account.server.weather = spoilt(0.4, Fault.RESET, Fault.TRUNCATED, Fault.ERROR, seed=seed)
        for _ in range(60):
            with suppress(UpstreamError):
                done = await publish(account.client, mine.id, merge, planned)
                assert done.after == tuple(mine.uris)
                break
            await asyncio.sleep(900)
        else:
            pytest.fail("never written")
        assert sorted(mine.uris) == sorted([*planned, uri(290)])
        assert [each for each in mine.uris if each != uri(290)] == planned

    living(story)
