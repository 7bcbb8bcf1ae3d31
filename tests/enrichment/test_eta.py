"""The end of the work is told by paces, budgets and bans, and by what was really done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.enrichment import registry
from custom_components.spindle.enrichment.eta import Service, Speed, finished_at
from custom_components.spindle.enrichment.ways import usual_way

from .made_up import DAY, NOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from custom_components.spindle.enrichment.types import Lookup

    from .services import World

ALL = registry.lookups(lambda _: True)
MUSICBRAINZ_ALONE = registry.lookups("musicbrainz".__eq__)
OPEN = Service(opens_at=0.0, budget=None)


def finished(
    tracks: int,
    lookups: tuple[Lookup, ...] = ALL,
    *,
    seconds_each: float | None = None,
    **services: Service,
) -> float:
    """Return the seconds until it is done, where it will be."""
    stands: Mapping[str, Service] = services
    end = finished_at(
        tracks,
        lookups,
        lambda lookup: stands.get(lookup.service, OPEN),
        NOW,
        seconds_each=seconds_each,
    )
    assert end is not None
    return end - NOW


def test_the_usual_way_is_that_of_the_story() -> None:
    assert [one.name for one in usual_way(ALL)] == [
        "deezer:names",
        "musicbrainz:isrc",
        "listenbrainz:recording",
    ]


def test_the_slowest_service_decides() -> None:
    # Two calls each at eight a second, against one call for ten in 1.1 seconds.
    assert finished(8_000) == pytest.approx(8_000 * 0.25)
    assert finished(8_000, MUSICBRAINZ_ALONE) == pytest.approx(8_000 * 2.2)


def test_a_budget_of_the_day_makes_days_of_it() -> None:
    budget = Service(opens_at=0.0, budget=1_000)
    assert finished(100_000, musicbrainz=budget) == pytest.approx(10 * DAY)


def test_a_ban_comes_on_top() -> None:
    banned = Service(opens_at=NOW + 20 * 3600, budget=None)
    assert finished(8_000, deezer=banned) == pytest.approx(20 * 3600 + 2_000)


def test_what_was_really_done_counts_where_it_was_slower() -> None:
    assert finished(100, seconds_each=30.0) == pytest.approx(3_000)
    assert finished(100, seconds_each=0.001) == pytest.approx(25)


def test_there_is_no_end_where_nothing_is_left_or_nobody_is_asked() -> None:
    assert finished_at(0, ALL, lambda _: OPEN, NOW) is None
    assert finished_at(10, (), lambda _: OPEN, NOW) is None


def test_speed_is_measured_over_the_last_hour() -> None:
    speed = Speed()
    assert speed.seconds_each() is None
    for minute in range(10):
        speed.note(minute * 60.0, 6)
    assert speed.seconds_each() == pytest.approx(10.0)
    for minute in range(10, 200):
        speed.note(minute * 60.0, 60)
    assert speed.seconds_each() == pytest.approx(1.0)


async def test_the_run_tells_how_far_it_is(world: World) -> None:
    for entity in range(1, 41):
        world.play(entity, artist=1 + entity % 4)
    run = world.run()
    for _ in range(10):
        await world.step(run)
    progress = await run.progress()
    assert (progress.tracks, progress.artists, progress.albums) == (40, 4, 0)
    assert progress.eta is not None
    assert world.now < progress.eta < world.now + 60
    world.budgets = {"any": 4}
    assert (await run.progress()).eta == pytest.approx(world.now + 10 * DAY, abs=DAY)
    world.budgets = {}
    world.shut["second"] = world.now + DAY
    assert (await run.progress()).eta == pytest.approx(world.now + DAY, abs=60)
    world.shut = {}
    await world.until_rest(run)
    progress = await run.progress()
    assert (progress.tracks, progress.artists, progress.eta) == (0, 0, None)
