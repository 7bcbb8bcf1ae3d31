"""The run asks one thing at a time, loses nothing, and asks nothing again that stands."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.enrichment import desk
from custom_components.spindle.enrichment.patience import FIRST, LEAST
from custom_components.spindle.enrichment.types import (
    ARTIST,
    ARTIST_GENRES,
    ARTIST_MBID,
    ISRC,
    RECORDING,
    TRACK,
    TRACK_GENRES,
    Rest,
    Step,
)
from custom_components.spindle.store import backlog, batches, due, facts
from custom_components.spindle.store.connection import transaction
from custom_components.spindle.store.facts import Field
from custom_components.spindle.upstream.errors import (
    Bad,
    BadAnswer,
    Overdue,
    Rejected,
    Unauthorized,
    Unreachable,
    UpstreamError,
)
from custom_components.spindle.upstream.types import Priority, Wall, Why

from .made_up import DAY, NOW
from .services import FullDiskError, known, nothing_is_asked, stepped

if TYPE_CHECKING:
    from .services import World

HOUR = 3600.0


async def test_a_library_is_completed_with_hardly_more_calls_than_are_needed(world: World) -> None:
    for entity in range(1, 301):
        world.play(entity, artist=1 + entity % 60)
    rest = await world.until_rest(world.run())
    for slot in (ISRC, RECORDING, TRACK_GENRES):
        assert known(world.db, slot) == 300
    for slot in (ARTIST_MBID, ARTIST_GENRES):
        assert known(world.db, slot) == 60
    assert world.calls["first"] == 300
    assert world.calls["second"] <= 1.1 * 30
    assert world.calls["third"] <= 2 * 3
    assert rest.until is None or rest.until > world.now + DAY


async def test_artists_are_known_long_before_all_their_tracks(world: World) -> None:
    for entity in range(1, 121):
        world.play(entity, artist=1 + entity % 12)
    run = world.run()
    while len(by_names := [entity for called, entity in world.asked if "names" in called]) < 12:
        await world.step(run)
    assert len({1 + entity % 12 for entity in by_names}) == 12


async def test_what_is_finished_at_once_keeps_nothing_waiting(world: World) -> None:
    """Of albums nobody here knows anything; artists may stand behind them."""
    for entity in range(1, 251):
        world.play(entity, album=f"Album {entity}")
    await world.until_rest(world.run())
    assert set(backlog.waiting(world.db, world.now).values()) == {0}


async def test_nothing_is_asked_without_a_gate(world: World) -> None:
    world.play(1)
    with nothing_is_asked(world):
        assert await world.run(on=()).step() == Rest(until=None)


async def test_a_restart_goes_on_where_it_was(world: World) -> None:
    """The world itself refuses to be asked again what stands in the store."""
    for entity in range(1, 61):
        world.play(entity)
    asked = 0
    while known(world.db, TRACK_GENRES) < 60:
        run = world.run()
        for _ in range(40):
            await world.step(run)
        await run.flush()
        assert len(world.asked) > asked, "it gets on"
        asked = len(world.asked)
    assert len(world.asked) == len(set(world.asked))


async def test_a_cancelled_step_is_made_again(world: World) -> None:
    world.play(1)
    run = world.run()
    world.hangs = True
    stuck = asyncio.create_task(run.step())
    await asyncio.sleep(0)
    stuck.cancel()
    with pytest.raises(asyncio.CancelledError):
        await stuck
    await world.until_rest(run)
    assert known(world.db, TRACK_GENRES) == 1


async def test_answers_wait_for_a_disk_that_is_full(world: World) -> None:
    world.play(1)
    run = world.run()
    await run.step()
    world.disk_is_full = True
    with pytest.raises(FullDiskError):
        await run.flush()
    assert known(world.db, ISRC) == 0
    world.disk_is_full = False
    await run.flush()
    assert known(world.db, ISRC) == 1
    await world.until_rest(run)
    assert len(world.asked) == len(set(world.asked))


async def test_many_answers_are_written_together(world: World) -> None:
    for entity in range(1, 60):
        world.play(entity, artist=1)
    writes = []
    commit = desk.commit

    def counted(*args: object) -> None:
        writes.append(args)
        commit(*args)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(desk, "commit", counted)
        await world.until_rest(world.run())
    assert len(writes) < len(world.asked) / 5


async def test_others_go_on_while_one_is_banned(world: World) -> None:
    world.shut["first"] = NOW + 20 * HOUR
    for entity in range(1, 31):
        world.play(entity)
    await world.until_rest(world.run())
    assert world.calls["first"] == 0
    assert known(world.db, TRACK_GENRES) == 30
    assert world.now < NOW + HOUR


async def test_a_ban_lets_names_come_up_that_others_can_be_asked_about(world: World) -> None:
    """There are more names at hand than the window holds, all of them waiting for one gate."""
    world.shut["second"] = NOW + 20 * HOUR
    count = desk.LIMIT + 100
    for entity in range(1, count + 1):
        world.play(entity, artist=1 + entity % 7)
    run = world.run()
    rest = await world.until_rest(run)
    assert known(world.db, ISRC) == count
    assert world.calls["second"] == 0
    assert rest.until is not None
    assert world.now + 19 * HOUR < rest.until <= world.shut["second"] + 60
    world.now = rest.until
    await world.until_rest(run)
    assert known(world.db, TRACK_GENRES) == count


async def test_where_all_gates_are_shut_it_rests_until_the_first_opens(world: World) -> None:
    world.play(1)
    world.shut = {"first": NOW + 2 * HOUR, "second": NOW + HOUR, "third": NOW + HOUR}
    run = world.run()
    assert await world.until_rest(run) == Rest(until=NOW + HOUR)
    world.now = NOW + HOUR
    assert stepped(await run.step()).lookup.name == "second:names"


async def test_new_plays_overtake_and_imported_plays_come_last(world: World) -> None:
    with transaction(world.db):
        batch = batches.start(world.db, "import:lastfm", "", started_at=NOW)
    for entity in range(1, 6):
        world.play(entity, batch=batch, player=None, origin="import:lastfm")
    for entity in range(6, 9):
        world.play(entity)
    run = world.run()
    await run.step()
    assert world.asked[-1][1] in range(6, 9)
    world.play(9, played_at=NOW - 60)
    run.wake()
    done = stepped(await world.step(run))
    assert (world.asked[-1], done.priority) == (("first:names", 9), Priority.LIVE)
    await world.until_rest(run)
    by_names = [entity for called, entity in world.asked if called == "first:names"]
    assert set(by_names[-5:]) == set(range(1, 6))


async def test_what_is_not_known_is_asked_again_only_after_its_time(world: World) -> None:
    world.play(1)
    world.unknown.add(1)
    run = world.run()
    rest = await world.until_rest(run)
    assert world.asked == [("first:names", 1), ("second:names", 1)]
    assert rest.until is not None
    assert rest.until == pytest.approx(NOW + 30 * DAY, abs=HOUR)
    world.unknown.clear()
    world.now = rest.until + HOUR
    await world.until_rest(run)
    assert known(world.db, TRACK_GENRES) == 1


async def test_a_persons_word_is_neither_asked_about_nor_overruled(world: World) -> None:
    world.play(1)
    with transaction(world.db):
        facts.correct(world.db, TRACK, 1, Field.ISRC, None, at=NOW)
        facts.correct(world.db, ARTIST, 1, Field.GENRES, {"jazz": 1.0}, at=NOW)
    await world.until_rest(world.run())
    assert [called for called, _ in world.asked] == ["second:names", "third:recording"]
    assert world.db.execute("SELECT isrc FROM track").fetchone() == (None,)
    assert world.db.execute("SELECT name FROM genre").fetchall() == [("jazz",)]


@pytest.mark.parametrize(
    "error",
    [
        Unreachable("timeout"),
        Unauthorized(),
        Overdue(NOW, Wall.RATE, Why.RATE),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_service_in_trouble_is_left_alone_longer_each_time(
    world: World, error: UpstreamError
) -> None:
    world.play(1)
    world.failing["first"] = error
    run = world.run(on=("first",))
    pauses = []
    for _ in range(5):
        assert isinstance(await run.step(), Step)
        rest = await run.step()
        assert isinstance(rest, Rest)
        assert rest.until is not None
        pauses.append(rest.until - world.now)
        world.now = rest.until
    assert not world.asked
    if isinstance(error, Overdue):
        assert min(pauses) >= LEAST
    else:
        assert pauses == sorted(pauses)
        assert pauses[0] >= FIRST
        assert pauses[-1] >= 16 * FIRST
    del world.failing["first"]
    await world.until_rest(run)
    assert known(world.db, ISRC) == 1


@pytest.mark.parametrize(
    "error", [BadAnswer(Bad.HTML), Rejected(400, "no")], ids=lambda error: type(error).__name__
)
async def test_an_answer_that_cannot_be_read_holds_up_one_name_for_a_day(
    world: World, error: UpstreamError
) -> None:
    world.play(1)
    world.play(2)
    world.failing["first"] = error
    run = world.run(on=("first",))
    await run.step()
    del world.failing["first"]
    rest = await world.until_rest(run)
    assert known(world.db, ISRC) == 1
    assert rest.until == pytest.approx(NOW + DAY, abs=HOUR)
    assert rest.until is not None
    world.now = rest.until + HOUR
    await world.until_rest(run)
    assert known(world.db, ISRC) == 2


async def test_a_service_that_cannot_be_read_at_all_spoils_few_names(world: World) -> None:
    for entity in range(1, 51):
        world.play(entity)
    world.failing["first"] = BadAnswer(Bad.HTML)
    run = world.run(on=("first",))
    while world.now < NOW + DAY / 2:
        done = await run.step()
        if isinstance(done, Rest):
            assert done.until is not None
            world.now = done.until
    assert world.calls["first"] < 25


async def test_a_person_who_waits_gets_one_track_completed(world: World) -> None:
    for entity in range(1, 50):
        world.play(entity)
    run = world.run()
    await run.step()
    before = len(world.asked)
    await run.complete(40, within=30.0)
    (track,) = due.described(world.db, TRACK, (40,), world.now)
    assert set(track.known) >= {Field.ISRC, Field.RECORDING_MBID, Field.GENRES}
    assert {entity for _, entity in world.asked[before:]} == {40}
    assert known(world.db, TRACK_GENRES) == 1
    with nothing_is_asked(world):
        await run.complete(40, within=30.0)
        await run.complete(9_999, within=30.0)
    await world.until_rest(run)
    assert len(world.asked) == len(set(world.asked))


async def test_a_person_does_not_wait_for_a_ban(world: World) -> None:
    world.play(1)
    world.shut = dict.fromkeys(("first", "second", "third"), NOW + HOUR)
    with nothing_is_asked(world):
        await world.run().complete(1, within=30.0)
    assert world.now == NOW


async def test_a_new_service_is_asked_about_names_that_were_finished(world: World) -> None:
    for entity in range(1, 4):
        world.play(entity)
    assert await world.until_rest(world.run(on=("first",))) is not None
    assert world.calls == {"first": 3}
    await world.until_rest(world.run())
    assert known(world.db, TRACK_GENRES) == 3
    assert world.calls["first"] == 3
    # Off and on again: everybody is looked at once more, and nobody asked.
    await world.until_rest(world.run(on=("second",)))
    with nothing_is_asked(world):
        await world.until_rest(world.run())
