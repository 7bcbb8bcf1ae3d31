"""What was answered before is not asked again, and nobody waits for where it is kept."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.upstream.cache import (
    DISK_PATIENCE,
    DISK_REST,
    LARGEST,
    SET_BACK,
    Cache,
    key_of,
)
from custom_components.spindle.upstream.errors import BadAnswer, NotFound, Overdue
from custom_components.spindle.upstream.memory import CachedAnswer
from custom_components.spindle.upstream.shelf import OVERHEAD, Shelf
from custom_components.spindle.upstream.types import Answer, Request, Why
from tests.simulators.virtual_time import VirtualClock

from .world import Asked, Say, World, always, in_turn, live

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from .world import Service

TTL = 3600.0
TRACK = Say(body=b'{"name":"Sinnerman"}', headers={"ETag": 'W/"1"'})
UNCHANGED = Say(status=304, body=b"")
UNKNOWN = Say(status=404, body=b"{}")


@dataclass
class Disk:
    """Keeps answers, and may take its time."""

    answers: dict[tuple[str, str], CachedAnswer] = field(default_factory=dict)
    takes: float = 0.0
    """Seconds that reading takes."""
    breaks: bool = False
    reads: int = 0

    async def read(self, service: str, key: str) -> CachedAnswer | None:
        """Return what is kept."""
        self.reads += 1
        if self.breaks:
            raise OSError("the disk is gone")
        await asyncio.sleep(self.takes)
        return self.answers.get((service, key))

    def write(self, service: str, key: str, answer: CachedAnswer) -> None:
        """Keep an answer."""
        self.answers[service, key] = answer


@dataclass
class Cached:
    """A cache before a gate, and the disk beside it."""

    world: World
    disk: Disk
    cache: Cache

    async def ask(self, path: str = "/", *, snapshot_id: str | None = None, **more: Any) -> Answer:
        """Ask through the cache."""
        told: dict[str, Any] = {"url": f"https://service.example{path}", "family": "tracks"}
        request = Request(**(told | {"ttl": TTL} | more))
        return await self.cache.call(request, snapshot_id=snapshot_id)

    @property
    def asked(self) -> list[Asked]:
        """Every call that was sent."""
        return self.world.asked

    def forget(self) -> None:
        """Start anew with what is on disk."""
        self.cache = a_cache(self.world, self.disk)


def a_cache(world: World, disk: Disk) -> Cache:
    """Put a cache before a gate."""
    return Cache(world.gate, service="test", clock=VirtualClock(world.time), memory=disk)


def cached(service: Service, story: Callable[[Cached], Coroutine[Any, Any, None]]) -> None:
    """Tell a story of a cache before a service, in virtual time."""

    async def tell() -> None:
        async with World(service) as world:
            disk = Disk()
            await story(Cached(world, disk, a_cache(world, disk)))

    live(tell)


def test_an_answer_is_good_for_its_time() -> None:
    async def story(one: Cached) -> None:
        first = await one.ask()
        again = await one.ask()
        assert (first.from_cache, again.from_cache) == (False, True)
        assert (again.status, again.body, again.answered_at) == (
            200,
            {"name": "Sinnerman"},
            first.answered_at,
        )
        assert len(one.asked) == 1
        await asyncio.sleep(TTL + 1)
        assert not (await one.ask()).from_cache
        assert len(one.asked) == 2

    cached(always(replace(TRACK, headers={})), story)


def test_an_answer_outlives_a_restart() -> None:
    async def story(one: Cached) -> None:
        await one.ask()
        one.forget()
        assert (await one.ask()).from_cache
        assert (await one.ask()).from_cache
        assert len(one.asked) == 1
        assert one.disk.reads == 2

    cached(always(TRACK), story)


def test_nobody_changes_what_is_kept() -> None:
    async def story(one: Cached) -> None:
        (await one.ask()).body["name"] = "spoilt"
        (await one.ask()).body["name"] = "spoilt"
        assert (await one.ask()).body == {"name": "Sinnerman"}

    cached(always(TRACK), story)


def test_that_it_is_not_known_is_an_answer_too() -> None:
    async def story(one: Cached) -> None:
        for _ in range(3):
            with pytest.raises(NotFound):
                await one.ask()
        one.forget()
        with pytest.raises(NotFound):
            await one.ask()
        assert len(one.asked) == 1
        await asyncio.sleep(TTL + 1)
        assert (await one.ask()).body == {"name": "Sinnerman"}

    cached(in_turn(UNKNOWN, TRACK), story)


def test_what_has_not_changed_is_good_again() -> None:
    async def story(one: Cached) -> None:
        await one.ask()
        await asyncio.sleep(TTL + 1)
        answer = await one.ask()
        assert (answer.status, answer.body, answer.from_cache) == (
            200,
            {"name": "Sinnerman"},
            True,
        )
        assert one.asked[1].headers["If-None-Match"] == 'W/"1"'
        await asyncio.sleep(TTL - 1)
        assert (await one.ask()).from_cache
        assert len(one.asked) == 2

    cached(in_turn(TRACK, UNCHANGED), story)


def test_a_damaged_answer_is_asked_for_whole() -> None:
    async def story(one: Cached) -> None:
        await one.ask()
        (key,) = one.disk.answers
        kept = one.disk.answers[key]
        one.disk.answers[key] = replace(kept, body=b'{"name"')
        one.forget()
        assert not (await one.ask()).from_cache
        assert "If-None-Match" not in one.asked[1].headers
        one.disk.answers[key] = replace(kept, body=b'{"name"', fresh_until=0.0)
        one.forget()
        assert (await one.ask()).body == {"name": "Sinnerman"}
        assert ["If-None-Match" in asked.headers for asked in one.asked[2:]] == [True, False]

    cached(in_turn(TRACK, TRACK, UNCHANGED, TRACK), story)


PLAYLIST = [
    Say(body=b'{"snapshot_id":"A","items":1}'),
    Say(body=b'{"snapshot_id":"B","items":2}'),
]


def test_a_playlist_s_version_decides_when_it_is_known() -> None:
    async def story(one: Cached) -> None:
        await one.ask()
        await asyncio.sleep(100 * TTL)
        assert (await one.ask(snapshot_id="A")).body["items"] == 1
        assert len(one.asked) == 1
        assert (await one.ask(snapshot_id="B")).body["items"] == 2
        assert (await one.ask(snapshot_id="B")).from_cache
        assert (await one.ask()).from_cache
        assert len(one.asked) == 2

    cached(in_turn(*PLAYLIST), story)


def test_a_page_is_of_the_version_it_was_asked_for() -> None:
    async def story(one: Cached) -> None:
        await one.ask(snapshot_id="A")
        await asyncio.sleep(100 * TTL)
        assert (await one.ask(snapshot_id="A")).from_cache
        assert not (await one.ask(snapshot_id="B")).from_cache

    cached(always(Say(body=b'{"items":[]}')), story)


NOT_KEPT: dict[str, dict[str, Any]] = {
    "no time to live": {"ttl": None},
    "a write": {"method": "POST"},
    "a question with a body": {"json": {"ids": [1]}},
}


@pytest.mark.parametrize("name", NOT_KEPT)
def test_what_is_not_to_be_kept_goes_through(name: str) -> None:
    async def story(one: Cached) -> None:
        await one.ask(**NOT_KEPT[name])
        await one.ask(**NOT_KEPT[name])
        assert len(one.asked) == 2
        assert one.disk.answers == {}
        assert one.disk.reads == 0

    cached(always(TRACK), story)


def test_a_question_under_a_key_of_its_own() -> None:
    async def story(one: Cached) -> None:
        await one.ask("/a", cache_key="isrc:1")
        assert (await one.ask("/b", cache_key="isrc:1")).from_cache

    cached(always(TRACK), story)


def test_the_order_of_parameters_makes_no_other_question() -> None:
    def key(**params: str) -> str:
        return key_of(Request(url="https://service.example/", family="tracks", params=params))

    assert key(a="1", b="2") == key(b="2", a="1")
    assert key(a="1&b=2") != key(a="1", b="2")


def test_an_answer_too_large_is_not_kept() -> None:
    async def story(one: Cached) -> None:
        await one.ask()
        await asyncio.sleep(TTL + 1)
        await one.ask()
        assert not (await one.ask()).from_cache
        assert len(one.disk.answers) == 1

    cached(in_turn(TRACK, Say(body=b'"%b"' % (b"x" * LARGEST))), story)


def test_a_large_answer_is_kept_whole() -> None:
    async def story(one: Cached) -> None:
        first = await one.ask()
        assert (await one.ask()).body == first.body

    cached(always(Say(body=b'"%b"' % (b"x" * (LARGEST - 2)))), story)


def test_a_refusal_is_no_answer() -> None:
    async def story(one: Cached) -> None:
        with pytest.raises(Overdue) as caught:
            await one.ask(patience=0)
        assert caught.value.why is Why.RATE
        assert one.disk.answers == {}

    cached(always(Say(status=429, headers={"Retry-After": "90"})), story)


def test_what_is_no_answer_is_not_kept() -> None:
    async def story(one: Cached) -> None:
        with pytest.raises(BadAnswer):
            await one.ask()
        assert one.disk.answers == {}

    cached(always(Say(body=b"<html>")), story)


def test_a_disk_that_stalls_delays_nobody_for_long() -> None:
    async def story(one: Cached) -> None:
        one.disk.takes = 30.0
        begun = one.world.now
        await one.ask("/a")
        assert one.world.now - begun == pytest.approx(DISK_PATIENCE)
        await one.ask("/b")
        assert one.world.now - begun == pytest.approx(DISK_PATIENCE), "one wait is enough"
        assert (await one.ask("/a")).from_cache
        await asyncio.sleep(DISK_REST)
        one.disk.takes = 0.0
        one.disk.answers["test", "elsewhere"] = one.disk.answers["test", key("/a")]
        assert (await one.ask("/c", cache_key="elsewhere")).from_cache

    def key(path: str) -> str:
        return key_of(Request(url=f"https://service.example{path}", family="tracks"))

    cached(always(TRACK), story)


def test_a_disk_that_breaks_costs_a_call() -> None:
    async def story(one: Cached) -> None:
        one.disk.breaks = True
        assert (await one.ask()).body == {"name": "Sinnerman"}

    cached(always(TRACK), story)


def test_who_gives_up_leaves_no_reading_behind() -> None:
    async def story(one: Cached) -> None:
        one.disk.takes = DISK_PATIENCE / 2
        asking = asyncio.ensure_future(one.ask())
        await asyncio.sleep(0)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert len(asyncio.all_tasks()) == 1
        assert one.asked == []

    cached(always(TRACK), story)


def test_two_who_ask_the_same_cost_one_call() -> None:
    async def story(one: Cached) -> None:
        both = await asyncio.gather(one.ask(), one.ask())
        assert [answer.body for answer in both] == 2 * [{"name": "Sinnerman"}]
        assert len(one.asked) == 1

    cached(always(TRACK), story)


@pytest.mark.parametrize(
    ("set_back", "is_good"),
    [(3600.0, True), (SET_BACK + 60, False)],
    ids=["an hour", "more than a day"],
)
def test_a_clock_that_is_set_back(set_back: float, is_good: bool) -> None:  # noqa: FBT001
    async def story(one: Cached) -> None:
        await one.ask()
        one.world.time.step(-set_back)
        assert (await one.ask()).from_cache is is_good

    cached(always(replace(TRACK, headers={})), story)


@given(
    puts=st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 3000)), max_size=20),
)
def test_a_shelf_holds_so_many_bytes_and_the_latest_used(puts: list[tuple[str, int]]) -> None:
    most = 4 * OVERHEAD + 4000
    shelf = Shelf(most)
    slow: list[tuple[str, int]] = []
    for key, size in puts:
        shelf.put(key, an_answer(size))
        slow = [one for one in slow if one[0] != key] + [(key, size)]
        while sum(size + 2 + OVERHEAD for _, size in slow) > most:
            slow.pop(0)
        if slow:
            used = slow.pop(0)
            assert shelf.get(used[0]) is not None
            slow.append(used)
        assert shelf.bytes == sum(size + 2 + OVERHEAD for _, size in slow)
        assert len(shelf) == len(slow)
        found = {key for key in "abcd" if key in dict(slow)}
        assert {key for key in sorted(found) if shelf.get(key)} == found
        slow.sort()


def an_answer(size: int) -> CachedAnswer:
    """Return an answer of so many bytes."""
    return CachedAnswer(status=200, body=b"1" * size, answered_at=0.0, fresh_until=1.0)
