"""Runs, from being asked for to their end, whatever comes between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.playlists.run import (
    MOST_ATTEMPTS,
    OBSTACLE_REST,
    Busy,
    Cancelled,
)
from custom_components.spindle.playlists.types import (
    Impossible,
    Later,
    Phase,
    Problem,
    Rules,
    RunEventType,
    RunState,
)
from custom_components.spindle.store import playlist_library, playlist_runs

from .world import NOON, Killed, Radio, World, a_file

if TYPE_CHECKING:
    from custom_components.spindle.playlists.run import Runs
    from custom_components.spindle.playlists.types import LibraryTrack, Plan

    from .stores import DirectStore


def the_files() -> list[LibraryTrack]:
    """Return music for several lists, one genre in two parts, some of it unknown."""
    return [
        *(a_file(number, "trap") for number in range(10)),
        *(a_file(number, "grunge") for number in range(10, 14)),
        *(a_file(number, "bebop") for number in range(14, 16)),
        *(a_file(number) for number in range(16, 18)),
    ]


@pytest.fixture
def world(store: DirectStore) -> World:
    return World(store.db, the_files())


def told(world: World) -> list[RunEventType]:
    return [event.type for event in world.events]


async def test_a_run_publishes_every_list_and_says_so(world: World) -> None:
    runs, _ = world.start()
    await runs.begin()
    asked = await runs.ask("recipe")
    assert asked.state is RunState.WAITING
    assert await runs.work() is None
    assert set(world.radio.lists) == {"trap#1", "trap#2", "grunge#1"}
    report = await runs.report("recipe")
    assert report is not None
    assert report.state is RunState.DONE
    assert report.phase is Phase.PUBLISH
    assert report.plan is not None
    assert report.plan.unknown_share == 2 / 18
    assert report.plan.too_small == ("jazz",)
    assert list(report.lists) == ["Grunge #1", "Trap #1", "Trap #2"]
    assert sum(report.lists.values()) == report.plan.listed == 14
    (changes,) = report.plan.changes.values()
    assert changes.created == 3
    assert told(world) == [RunEventType.STARTED, RunEventType.FINISHED]
    assert world.percents == sorted(world.percents)
    assert world.percents[-1] == 100
    assert runs.progress is None


async def test_a_second_run_writes_nothing(world: World) -> None:
    runs, _ = world.start()
    for _ in range(2):
        await runs.ask("recipe")
        await runs.work()
    changes_before = world.db.total_changes
    await runs.ask("recipe")
    await runs.work()
    assert world.radio.writes == 3
    # Its job, its report at each turn, its plan: nothing of the library.
    assert world.db.total_changes - changes_before < 20


async def test_what_is_new_and_what_is_gone_changes_a_little(world: World) -> None:
    runs, _ = world.start()
    await runs.ask("recipe")
    await runs.work()
    before = dict(world.radio.lists)
    world.shelf.tracks = [*world.shelf.tracks[1:], a_file(99, "grunge")]
    await runs.ask("recipe")
    await runs.work()
    gone, new = a_file(0).key, a_file(99).key
    after = world.radio.lists
    assert {key: tuple(one for one in was if one != gone) for key, was in before.items()} == {
        key: tuple(one for one in is_now if one != new) for key, is_now in after.items()
    }
    assert new in after["grunge#1"]


async def test_what_a_scan_could_not_see_is_not_forgotten(world: World) -> None:
    runs, _ = world.start()
    await runs.ask("recipe")
    await runs.work()
    world.shelf.tracks = world.shelf.tracks[:3]
    world.shelf.is_whole = False
    world.shelf.problems = (Problem(key="folder_unreadable", detail="/media"),)
    await runs.ask("recipe")
    await runs.work()
    assert playlist_library.count(world.db, "recipe") == 18
    report = await runs.report("recipe")
    assert report is not None
    assert report.plan is not None
    assert report.plan.problems == world.shelf.problems


async def test_a_rehearsal_tells_the_whole_plan_and_writes_nothing_outside(world: World) -> None:
    runs, _ = world.start()
    plan: Plan = await runs.rehearse("recipe")
    assert [one.name for one in plan.lists] == ["Grunge #1", "Trap #1", "Trap #2"]
    assert [changes.created for changes in plan.changes.values()] == [3]
    assert world.radio.writes == 0
    assert await runs.report("recipe") is None
    assert world.events == []


async def test_a_rehearsal_says_what_a_run_then_makes(world: World) -> None:
    runs, _ = world.start()
    plan = await runs.rehearse("recipe")
    await runs.ask("recipe")
    await runs.work()
    assert world.radio.lists == {one.key: one.tracks for one in plan.lists}


async def test_what_is_impossible_is_refused_before_anything_is_read(world: World) -> None:
    world.recipe = replace(world.recipe, rules=Rules(minimum=50, maximum=60))
    runs, _ = world.start()
    with pytest.raises(Impossible) as refusal:
        await runs.ask("recipe")
    assert [problem.key for problem in refusal.value.problems] == ["maximum_too_small"]
    with pytest.raises(Impossible):
        await runs.rehearse("recipe")
    assert world.shelf.scans == 0
    assert await runs.work() is None


async def test_sources_and_targets_are_asked_before_anything_is_read(world: World) -> None:
    world.shelf.obstacles = (Problem(key="folder_missing"),)
    world.obstacles = (Problem(key="not_writable"),)
    runs, _ = world.start()
    with pytest.raises(Impossible) as refusal:
        await runs.ask("recipe")
    assert [one.key for one in refusal.value.problems] == ["folder_missing", "not_writable"]


async def test_what_has_become_impossible_fails_the_run_and_says_why(world: World) -> None:
    runs, _ = world.start()
    await runs.ask("recipe")
    world.recipe = replace(world.recipe, targets=())
    runs, _ = world.start()
    await runs.begin()
    await runs.work()
    report = await runs.report("recipe")
    assert report is not None
    assert (report.state, report.reason) == (RunState.FAILED, "impossible")
    assert report.problems == (Problem(key="no_targets"),)
    assert told(world)[-1] is RunEventType.FAILED


async def test_what_is_not_there_yet_after_a_restart_is_waited_for(world: World) -> None:
    world.later = Later(NOON + 60, "sonos_silent")
    runs, _ = world.start()
    await runs.ask("recipe")
    await runs.work()
    world.at, world.later = NOON + 60, None
    world.obstacles = (Problem(key="sonos_silent"),)
    runs, _ = world.start()
    await runs.begin()
    assert await runs.work() == world.at + OBSTACLE_REST
    report = await runs.report("recipe")
    assert report is not None
    assert (report.state, report.reason) == (RunState.PARKED, "not_now")
    assert (report.phase, report.problems) == (Phase.PUBLISH, world.obstacles)
    world.at, world.obstacles = world.at + OBSTACLE_REST, ()
    assert await runs.work() is None
    report = await runs.report("recipe")
    assert report is not None
    assert (report.state, report.problems) == (RunState.DONE, ())
    assert world.shelf.scans == 1


async def test_asked_for_twice_it_runs_once(world: World) -> None:
    runs, _ = world.start()
    await runs.ask("recipe")
    world.at += 10
    again = await runs.ask("recipe")
    assert again.asked_at == NOON
    await runs.work()
    assert world.shelf.scans == 1


async def test_what_has_to_wait_is_put_off_and_goes_on(world: World) -> None:
    world.later = Later(NOON + 3600, "speakers_silent")
    runs, _ = world.start()
    await runs.ask("recipe")
    assert await runs.work() == NOON + 3600
    report = await runs.report("recipe")
    assert report is not None
    assert (report.state, report.until) == (RunState.PARKED, NOON + 3600)
    assert report.reason == "speakers_silent"
    assert await runs.work() == NOON + 3600
    world.at, world.later = NOON + 3600, None
    await runs.work()
    assert told(world) == [
        RunEventType.STARTED,
        RunEventType.PARKED,
        RunEventType.RESUMED,
        RunEventType.FINISHED,
    ]
    # The plan was made: it is published, and nothing is read again.
    assert world.shelf.scans == 1
    assert world.radio.writes == 3


async def test_a_recipe_that_was_changed_meanwhile_is_planned_anew(world: World) -> None:
    world.later = Later(NOON + 3600, "speakers_silent")
    runs, _ = world.start()
    await runs.ask("recipe")
    await runs.work()
    world.recipe = replace(
        world.recipe, rules=replace(world.recipe.rules, seed=7, minimum=5, maximum=10)
    )
    world.at, world.later = NOON + 3600, None
    runs, _ = world.start()
    await runs.begin()
    await runs.work()
    assert set(world.radio.lists) == {"trap#1"}


async def test_an_error_is_tried_again_ever_later_and_then_told(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.shelf.error = RuntimeError("what nobody thought of")
    runs, _ = world.start()
    await runs.ask("recipe")
    pauses = []
    while (due := await runs.work()) is not None:
        pauses.append(due - world.at)
        world.at = due
    assert pauses == [60, 120, 240, 480]
    assert len(pauses) == MOST_ATTEMPTS - 1
    report = await runs.report("recipe")
    assert report is not None
    assert (report.state, report.reason) == (RunState.FAILED, "error")
    assert "what nobody thought of" in caplog.text


async def test_a_parked_run_can_be_cancelled_and_asked_for_again(world: World) -> None:
    world.later = Later(NOON + 3600, "speakers_silent")
    runs, _ = world.start()
    await runs.ask("recipe")
    await runs.work()
    assert await runs.cancel() == ("recipe",)
    assert await runs.cancel() == ()
    assert await runs.work() is None
    assert told(world)[-1] is RunEventType.CANCELLED
    world.later = None
    await runs.ask("recipe")
    await runs.work()
    assert told(world)[-2:] == [RunEventType.STARTED, RunEventType.FINISHED]


async def test_a_run_under_way_can_be_cancelled_at_any_progress(world: World) -> None:
    runs, _ = world.start()
    await runs.ask("recipe")
    original = runs._progressed
    asked: list[str] = []

    def cancel_soon() -> None:
        original()
        if runs.running and not asked:
            asked.append(runs.running)
            runs._cancelled = True

    runs._progressed = cancel_soon
    await runs.work()
    report = await runs.report("recipe")
    assert report is not None
    assert report.state is RunState.CANCELLED
    assert world.radio.writes == 0
    assert asked == ["recipe"]


async def test_a_run_can_be_cancelled_while_it_is_seen_whether_it_is_possible(world: World) -> None:
    runs, _ = world.start()
    await runs.ask("recipe")

    class _Checking(_Scanning):
        async def check(self) -> tuple[Problem, ...]:
            assert await runs.cancel() == ("recipe",)
            return ()

    world.shelf = _Checking(world.shelf, world.shelf.scan)  # type: ignore[assignment]
    await runs.work()
    assert told(world) == [RunEventType.STARTED, RunEventType.CANCELLED]
    assert world.radio.writes == 0


@pytest.mark.parametrize("error", [Later(NOON + 900, "folders_silent"), RuntimeError("damaged")])
async def test_what_was_cancelled_does_not_go_on_though_it_was_put_off(
    world: World, error: Exception
) -> None:
    runs, _ = world.start()
    await runs.ask("recipe")

    async def scan_and_hang():  # type: ignore[no-untyped-def]  # noqa: ANN202 (stands for one that has its types)
        assert await runs.cancel() == ("recipe",)
        if not told(world):
            yield ()
        raise error

    world.shelf = _Scanning(world.shelf, scan_and_hang)  # type: ignore[assignment]
    assert await runs.work() is None
    assert told(world) == [RunEventType.STARTED, RunEventType.CANCELLED]


async def test_only_one_thing_is_done_at_a_time(world: World) -> None:
    runs, _ = world.start()
    await runs.ask("recipe")
    refused: list[bool] = []
    scan = world.shelf.scan

    async def scan_and_rehearse():  # type: ignore[no-untyped-def]  # noqa: ANN202 (stands for one that has its types)
        with pytest.raises(Busy):
            await runs.rehearse("recipe")
        refused.append(True)
        assert await runs.work() == NOON + 5
        assert runs.running == "recipe"
        assert await runs.cancel("recipe") == ("recipe",)
        async for tracks in scan():
            yield tracks

    world.shelf = _Scanning(world.shelf, scan_and_rehearse)  # type: ignore[assignment]
    await runs.work()
    assert refused == [True]
    assert told(world)[-1] is RunEventType.CANCELLED


class _Scanning:
    """A shelf that does something else while it is scanned."""

    def __init__(self, shelf: object, scan: object) -> None:
        self._shelf = shelf
        self.scan = scan

    def __getattr__(self, name: str) -> object:
        return getattr(self._shelf, name)


async def test_a_rehearsal_can_be_cancelled(world: World) -> None:
    runs, _ = world.start()
    scan = world.shelf.scan

    async def scan_and_cancel():  # type: ignore[no-untyped-def]  # noqa: ANN202 (stands for one that has its types)
        await runs.cancel()
        async for tracks in scan():
            yield tracks

    world.shelf = _Scanning(world.shelf, scan_and_cancel)  # type: ignore[assignment]
    with pytest.raises(Cancelled):
        await runs.rehearse("recipe")
    assert runs.running is None
    assert world.events == []


async def test_a_recipe_that_is_gone_leaves_nothing_but_what_was_published(world: World) -> None:
    runs, _ = world.start()
    await runs.ask("recipe")
    await runs.work()
    await runs.ask("recipe")
    runs, _ = world.start(recipes=False)
    await runs.begin()
    assert playlist_runs.recipes(world.db) == frozenset()
    assert playlist_library.count(world.db, "recipe") == 0
    assert await runs.work() is None
    assert len(world.radio.lists) == 3


async def test_killed_at_any_moment_it_ends_as_it_would_have(
    world: World,
) -> None:
    """Each thing that a process does is its last one once, and the next process goes on."""
    runs, alive = world.start()
    await runs.begin()
    await runs.ask("recipe")
    await runs.work()
    ended = world.radio.lists
    for dies_at in range(1, alive.done + 1):
        world.db.executescript(
            "DELETE FROM job; DELETE FROM library; DELETE FROM playlist_run;"
            "DELETE FROM playlist_list; DELETE FROM playlist_published;"
        )
        world.radio, world.events = Radio(), []
        runs, _ = world.start(dies_at=dies_at)
        with pytest.raises(Killed):
            await _live(runs)
        runs, _ = world.start()
        await _live(runs)
        report = await runs.report("recipe")
        assert report is not None
        assert report.state is RunState.DONE
        assert world.radio.lists == ended
        # A list that was written just before the end may be written again, the same.
        assert world.radio.writes <= 4
        assert told(world)[-1] is RunEventType.FINISHED


async def _live(runs: Runs) -> None:
    """Do what the root does from start to end."""
    await runs.begin()
    if await runs.report("recipe") is None:
        await runs.ask("recipe")
    await runs.work()
