"""What gates and caches remember over a restart, and that nobody waits for the disk."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, field
import json
import sqlite3
import threading
import time
from typing import TYPE_CHECKING, Any

from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.spindle.listening.types import Counted
from custom_components.spindle.outbox import Outbox
from custom_components.spindle.store import cached_answers, gate_states
from custom_components.spindle.store.commands import set_meta
from custom_components.spindle.store.connection import snapshot, transaction
from custom_components.spindle.upstream.cache import Cache
from custom_components.spindle.upstream.memory import CachedAnswer
from custom_components.spindle.upstream.types import Answer, Request
from custom_components.spindle.upstream_memory import ANSWER_BYTES, SAVE_AFTER
from tests.sonos_household import Home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

    from custom_components.spindle.listening.types import Step
    from custom_components.spindle.upstream_memory import UpstreamMemory

A_TICK = 3.0
"""Real seconds that no turn of the loop takes, however slow the machine; a stall takes longer."""
SAFETY = 60.0
"""Real seconds after which a stalled disk moves again, so that a test fails instead of hanging."""


@pytest.fixture(name="home")
async def home_fixture(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """A home whose history is set up."""
    home = Home.make(hass, freezer, tmp_path)
    home.speaker("Kitchen")
    await home.set_up()
    return home


@pytest.fixture(name="memory")
def memory_fixture(home: Home) -> UpstreamMemory:
    """What the home's gates and caches remember."""
    return home.house.upstream_memory


def an_answer(body: bytes = b"[1]") -> CachedAnswer:
    """Return an answer of an hour."""
    return CachedAnswer(
        status=200, body=body, answered_at=1.5, fresh_until=3601.5, etag="e", snapshot_id="s"
    )


def stored_state(db: Connection) -> Any:
    """Return what is durable of Deezer's gate."""
    return gate_states.load(db, "deezer")


async def test_a_deadline_is_written_at_once(home: Home, memory: UpstreamMemory) -> None:
    memory.save("deezer", {"until": 7}, at_once=True)
    assert await memory.load("deezer") == {"until": 7}
    await home.settle()
    assert await home.house.read(stored_state) == {"until": 7}


async def test_a_ledger_is_written_once_a_minute(home: Home, memory: UpstreamMemory) -> None:
    for spent in range(50):
        memory.save("deezer", {"spent": spent}, at_once=False)
    await home.wait(SAVE_AFTER - 10)
    assert await home.house.read(stored_state) is None
    assert await memory.load("deezer") == {"spent": 49}
    await home.wait(20)
    assert await home.house.read(stored_state) == {"spent": 49}
    assert await memory.load("deezer") == {"spent": 49}
    assert await memory.load("spotify") is None


async def test_nothing_is_lost_by_a_reload(home: Home, memory: UpstreamMemory) -> None:
    memory.save("deezer", {"spent": 1}, at_once=False)
    memory.write("deezer", "a", an_answer())
    await home.reload()
    assert await home.house.read(stored_state) == {"spent": 1}
    assert await home.house.read(cached_answers.read, "deezer", "a") is not None


async def test_answers_are_written_together_and_come_back_as_they_were(
    home: Home, memory: UpstreamMemory
) -> None:
    memory.write("deezer", "a", an_answer())
    memory.write("deezer", "b", an_answer(b"[2]"))
    assert await memory.read("deezer", "a") == an_answer()
    assert await home.house.read(cached_answers.size) == 0
    await home.wait(20)
    assert await home.house.read(cached_answers.size) > 0
    assert await memory.read("deezer", "b") == an_answer(b"[2]")
    assert await memory.read("musicbrainz", "a") is None


def used_at(db: Connection) -> dict[str, int]:
    """Return when each answer was used, as far as it is durable."""
    return dict(db.execute("SELECT key, used_at FROM cached_answer"))


async def test_what_is_used_stays_longer(home: Home, memory: UpstreamMemory) -> None:
    memory.write("deezer", "a", an_answer())
    memory.write("deezer", "b", an_answer())
    await home.wait(20)
    home.freezer.tick(2 * cached_answers.USED_EVERY)
    await memory.read("deezer", "a")
    memory.write("deezer", "c", an_answer())
    await home.wait(20)
    used = await home.house.read(used_at)
    assert used["a"] == used["c"] > used["b"]


async def test_a_closed_house_remembers_no_penalty_and_says_so(
    home: Home, memory: UpstreamMemory
) -> None:
    assert await home.hass.config_entries.async_unload(home.entry.entry_id)
    with pytest.raises(HomeAssistantError):
        await memory.load("deezer")
    assert await memory.read("deezer", "a") is None


async def test_a_gate_waits_until_the_store_can_tell_of_its_penalty(
    home: Home, memory: UpstreamMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.save("deezer", {"until": 7}, at_once=True)
    await home.settle()
    errors = [sqlite3.OperationalError("disk I/O error"), sqlite3.OperationalError("no such table")]
    load = gate_states.load

    def load_at_last(db: Connection, account: str) -> Any:
        if errors:
            raise errors.pop()
        return load(db, account)

    monkeypatch.setattr(gate_states, "load", load_at_last)
    monkeypatch.setattr("custom_components.spindle.upstream_memory.LOAD_AGAIN", 0.0)
    assert await memory.load("deezer") == {"until": 7}
    assert errors == []


@dataclass
class Disk:
    """A disk that can stop, under the writer and under the readers."""

    moves: threading.Event = field(default_factory=threading.Event)
    stopped: int = 0
    """How often a thread has come to a stop."""
    waited: set[threading.Thread] = field(default_factory=set)
    """Who it was."""

    def pass_by(self) -> None:
        """Wait while it stands still."""
        if not self.moves.is_set():
            self.stopped += 1
            self.waited.add(threading.current_thread())
            assert self.moves.wait(SAFETY), "somebody waited for the disk, and it for them"

    @contextmanager
    def transaction(self, db: Connection) -> Iterator[None]:
        """Commit, once the disk takes it."""
        with transaction(db):
            yield
            self.pass_by()

    @contextmanager
    def snapshot(self, db: Connection) -> Iterator[None]:
        """Read, once the disk gives it."""
        with snapshot(db):
            self.pass_by()
            yield


@pytest.fixture(name="disk")
def disk_fixture(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """The disk below the home, which moves."""
    disk = Disk()
    disk.moves.set()
    monkeypatch.setattr("custom_components.spindle.store.writer.transaction", disk.transaction)
    monkeypatch.setattr("custom_components.spindle.store.reader_pool.snapshot", disk.snapshot)
    yield disk
    disk.moves.set()


class Impatient:
    """A clock by which any time has passed after a few turns of the loop."""

    def time(self) -> float:
        """Tell the house's time."""
        return dt_util.utcnow().timestamp()

    def monotonic(self) -> float:
        """Tell the same."""
        return self.time()

    async def boot(self) -> str | None:
        """Name no run of the machine."""
        return None

    async def sleep(self, _seconds: float) -> None:
        """Let others have their turn."""
        for _ in range(5):
            await asyncio.sleep(0)


class Service:
    """A service that answers each address."""

    def __init__(self) -> None:
        """Be asked by nobody yet."""
        self.asked: list[str] = []

    async def call(self, request: Request) -> Answer:
        """Answer."""
        self.asked.append(request.url)
        return Answer(status=200, headers={}, body={"url": request.url}, answered_at=1.0)


@dataclass
class Decisions:
    """What the listener decided, and when."""

    counted: list[tuple[str | None, float]] = field(default_factory=list)

    def note(self, step: Step) -> None:
        """Take note of what has counted."""
        now = dt_util.utcnow().timestamp()
        for one in step.outcomes:
            if isinstance(one, Counted):
                self.counted.append((one.listening.title, now))


class Ticks:
    """Turns of the event loop, counted and timed by a clock that nobody freezes."""

    def __init__(self) -> None:
        """Count from the next turn on."""
        self.count = 0
        self.longest = 0.0
        """Real seconds from one turn to the next, at most."""
        self._loop = asyncio.get_running_loop()
        self._at = self._now()
        self._next = self._loop.call_soon(self._tick)

    def stop(self) -> None:
        """Count no more."""
        self._next.cancel()

    def _tick(self) -> None:
        now = self._now()
        self.longest, self._at = max(self.longest, now - self._at), now
        self.count += 1
        self._next = self._loop.call_soon(self._tick)

    @staticmethod
    def _now() -> float:
        return time.clock_gettime(time.CLOCK_MONOTONIC)


async def pass_time(home: Home, seconds: int) -> None:
    """Let time pass second by second, without a look at the store."""
    for _ in range(seconds):
        home.freezer.tick(1)
        async_fire_time_changed(home.hass)
        for _ in range(20):
            await asyncio.sleep(0)


async def test_a_disk_that_stalls_for_30_seconds_delays_nothing(
    home: Home, memory: UpstreamMemory, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    decisions = Decisions()
    send = Outbox.send

    def send_noted(self: Outbox, step: Step) -> None:
        decisions.note(step)
        send(self, step)

    monkeypatch.setattr(Outbox, "send", send_noted)
    kitchen = home.speaker("Kitchen", alone=False)
    begun = dt_util.utcnow().timestamp()
    kitchen.play("Sinnerman")
    await home.wait(80)
    disk.moves.clear()

    service = Service()
    cache = Cache(service, service="deezer", clock=Impatient(), memory=memory)
    ticks = Ticks()
    for second in range(30):
        before = ticks.count
        memory.save("deezer", {"until": second}, at_once=True)
        memory.save("musicbrainz", {"spent": second}, at_once=False)
        request = Request(url=f"https://deezer.example/{second}", family="track", ttl=3600)
        assert (await cache.call(request)).body == {"url": request.url}
        assert (await cache.call(request)).from_cache
        await pass_time(home, 1)
        assert ticks.count - before >= 20, "the loop turns in every second"
    ticks.stop()
    assert ticks.longest < A_TICK
    assert disk.stopped >= 1, "the disk stood still for somebody"
    assert threading.main_thread() not in disk.waited
    assert not disk.moves.is_set()
    ((title, decided_at),) = decisions.counted
    assert title == "Sinnerman"
    assert decided_at == pytest.approx(begun + 100, abs=1)
    assert home.scrobbled == [], "it is told once it is durable"
    assert len(service.asked) == 30

    disk.moves.set()
    await home.settle()
    assert [one["title"] for one in home.scrobbled] == ["Sinnerman"]
    assert await home.house.read(stored_state) == {"until": 29}
    await home.wait(SAVE_AFTER)
    assert await home.house.read(gate_states.load, "musicbrainz") == {"spent": 29}
    for second in range(30):
        key = f"https://deezer.example/{second}?"
        kept = await home.house.read(cached_answers.read, "deezer", key)
        assert kept is not None
        assert json.loads(kept.body) == {"url": key.rstrip("?")}


async def test_what_waits_for_a_stalled_disk_is_bounded(
    home: Home, memory: UpstreamMemory, disk: Disk
) -> None:
    disk.moves.clear()
    writing = asyncio.ensure_future(home.house.write(set_meta, "colour", "green"))
    body = b"1" * (ANSWER_BYTES // 10)
    for number in range(40):
        memory.write("deezer", f"{number}", an_answer(body))
        await pass_time(home, 1)
    kept = [number for number in range(40) if memory._answers.get(("deezer", f"{number}"))]
    assert len(kept) < 20
    assert kept[-1] == 39
    disk.moves.set()
    await writing
    await home.wait(20)
    assert await memory.read("deezer", "39") == an_answer(body)
