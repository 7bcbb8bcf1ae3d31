"""The Confirmation of ADR-0029, "Rate-Limited Lidarr Submission Queue", line by line.

Each test bears one line of it, in its order; the last is the load test.
"""

from __future__ import annotations

import ast
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from custom_components.spindle import enrichment
from custom_components.spindle.lidarr.types import Hold, Phase
from custom_components.spindle.store import lidarr_queue, lidarr_reads
from custom_components.spindle.store.lidarr_types import WantedReason, WantedStatus
from tests.simulators.lidarr.fates import Fate, Plain
from tests.simulators.lidarr.in_memory import InMemorySession
from tests.simulators.lidarr.machine import Machine
from tests.simulators.lidarr.music import made_up
from tests.simulators.lidarr.naive import Naive
from tests.simulators.lidarr.others import Doing, Others, Visit
from tests.simulators.lidarr.server import Server
from tests.simulators.lidarr.stage import Caller
from tests.simulators.lidarr.weather import Weather
from tests.simulators.virtual_time import run_virtually, world_time

from .world import WAKE, Household, empty_database, live, wanted, wanted_artist

if TYPE_CHECKING:
    from collections.abc import Iterator
    import sqlite3

    from tests.simulators.lidarr.music import Music

HOUR: Final = 3_600.0
CAP: Final = 50
GROUPS: Final = tuple(made_up(3, 5).groups.values())
LOAD: Final = 520
"""Albums that are discovered in one cycle."""
BUSY: Final = Plain(Fate(search=40.0, download=1_500.0, importing=2.0), refresh=3.0, scan=0.5)
"""So that Lidarr's threads would have a longer queue than the cap allows."""


def test_1_the_queue_exists_with_queued_submitted_and_failed() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(group) for group in GROUPS[:3]])
        claims = lidarr_queue.claim_adds(house.db, house.clock.time(), 3)
        lidarr_queue.added(
            house.db,
            claims[1],
            lidarr_id=7,
            lidarr_artist_id=3,
            foreign_id=GROUPS[1].mbid,
            is_our_artist=True,
            now=house.clock.time(),
        )
        lidarr_queue.tried(
            house.db, claims[2], WantedReason.REFUSED, "No.", None, now=house.clock.time()
        )
        rows = house.db.execute("SELECT status FROM lidarr_queue ORDER BY id").fetchall()
        assert [row[0] for row in rows] == ["queued", "submitted", "failed"]

    live(story)


def test_2_enrichment_never_calls_lidarr_and_what_is_wanted_is_only_a_row() -> None:
    assert [
        module for module in _imports_of(Path(enrichment.__file__).parent) if "lidarr" in module
    ] == []

    async def story(house: Household) -> None:
        house.want([wanted(group) for group in GROUPS])
        await house.clock.sleep(HOUR)
        assert house.calls == []
        assert house.counts == {WantedStatus.QUEUED: len(GROUPS)}

    live(story)


def test_3_the_submitter_reads_the_depth_before_everything_it_submits() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(group) for group in GROUPS])
        await house.live(2 * HOUR)
        assert len(house.searches()) == len(GROUPS)
        has_read = False
        for call in house.server.calls:
            if call.method == "GET" and call.path == "/api/v1/queue":
                has_read = True
            elif call.method == "POST" and _submits(call.path, call.body):
                assert has_read, f"{call} without having read the depth anew"
                has_read = False

    live(story)


def test_4_at_the_cap_nothing_is_submitted_until_the_queue_is_below_it() -> None:
    async def story(house: Household) -> None:
        others = Others(house.machine)
        theirs = Fate(download=3 * HOUR)
        others.do(Visit(at=0, doing=Doing.FEED, count=4, fate=theirs))
        house.machine.pending = 1
        await house.clock.sleep(2 * WAKE)
        house.want([wanted(group) for group in GROUPS])
        await house.live(2 * HOUR)
        assert [call for call in house.server.calls if call.method in {"POST", "PUT"}] == []
        assert house.submitter.state.phase is Phase.BACKPRESSURE
        assert house.submitter.state.hold is Hold.CAP_REACHED
        assert house.submitter.state.depth == 5
        await house.live(3 * HOUR)
        assert house.searches(), "the queue has drained below the cap"

    live(story, cap=5)


def test_5_what_is_not_yet_sent_is_shown_as_queued_and_as_nothing_else() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(group) for group in GROUPS])
        await house.wake()
        sent = {body["foreignAlbumId"] for body in house.written("album")}
        waiting = lidarr_reads.page(house.db, lidarr_reads.Tab.WAITING, 0, 100)
        assert sent
        assert waiting.items
        for item in house.items():
            is_queued = item.status is WantedStatus.QUEUED
            assert is_queued is (item.submitted_at is None)
            assert not (is_queued and item.mbid in sent)

    live(story)


def test_6_more_than_500_albums_in_one_cycle_never_push_the_queue_above_the_cap() -> None:
    music = made_up(LOAD // 5, 5)

    async def world(db: sqlite3.Connection) -> Household:
        house = Household(db, cap=CAP, adds=40, server=_loaded(music))
        house.want([wanted_artist(each) for each in music.performers.values()])
        house.want([wanted(each) for each in music.groups.values()])
        await house.drain(within=48 * HOUR)
        return house

    with empty_database() as db:
        house = run_virtually(world(db))
        assert house.counts[WantedStatus.AVAILABLE] >= LOAD
    watch = house.machine.watch
    assert (watch.over, watch.again) == ([], [])
    assert len(watch.asks) == LOAD
    assert CAP - 5 <= watch.most <= CAP, "full, and never fuller"


def test_6_a_submitter_that_goes_by_the_depth_alone_does() -> None:
    music = made_up(LOAD // 5, 5)

    async def world() -> Machine:
        server = _loaded(music)
        await Naive(Caller(InMemorySession(server)), music.groups, cap=CAP, adds=40).run()
        server.machine.timeline.catch_up()
        return server.machine

    watch = run_virtually(world()).watch
    assert watch.over
    assert watch.most_caused > CAP


def _loaded(music: Music) -> Server:
    machine = Machine(world_time().true, music=music, fates=BUSY, cap=CAP)
    return Server(machine, weather=Weather(Random(1), share=0.0))  # noqa: S311 (it guards nothing)


def _submits(path: str, body: object) -> bool:
    """Tell whether a POST adds something, or has something searched for."""
    if path == "/api/v1/command":
        assert isinstance(body, dict)
        return bool(body["name"] == "AlbumSearch")
    return True


def _imports_of(folder: Path) -> Iterator[str]:
    """Yield the names of the modules that a room imports."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                yield f"{node.module or ''}.{','.join(alias.name for alias in node.names)}"
            elif isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
