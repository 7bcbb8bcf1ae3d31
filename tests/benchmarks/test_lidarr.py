"""The worlds of ``scripts/bench lidarr``: the same for a seed, and no kinder than they look."""

from __future__ import annotations

import math

from scripts.benchmarks import lidarr
from scripts.benchmarks.lidarr.drawn import draw, is_obtainable
from scripts.benchmarks.lidarr.house import live
from scripts.benchmarks.lidarr.knowing import Knowing
from scripts.benchmarks.lidarr.verdict import judge
from scripts.benchmarks.lidarr.world import naively
from tests.simulators.lidarr.music import mbid
from tests.simulators.virtual_time import run_virtually

FEW = 4
"""Artists of a world that is small enough for a test."""


def test_a_world_is_the_same_for_its_seed() -> None:
    assert draw(5) == draw(5)
    assert draw(5) != draw(6)
    albums = [mbid(f"album/0/{number}") for number in range(50)]
    outcomes = [draw(5).fates.of(album, 0) for album in albums]
    assert outcomes == [draw(5).fates.of(album, 0) for album in albums]


def test_a_small_world_is_judged() -> None:
    verdict = judge(run_virtually(live(draw(3, FEW))))
    assert (verdict.over, verdict.excess, verdict.again, verdict.open) == (0, 0, 0, 0)
    assert (verdict.breaches, verdict.asleep_calls) == (0, 0)
    assert verdict.broken == ()
    assert 0 < verdict.asks <= verdict.calls
    assert 0 < verdict.best < math.inf
    assert verdict.pace > 0
    flooded, pace = [each for each in lidarr._bars([verdict], [(50, 1)]) if each.at_least]
    assert (flooded.value, pace.value) == (1.0, verdict.pace)
    assert flooded.holds
    kind, _ = [each for each in lidarr._bars([verdict], [(50, 0)]) if each.at_least]
    assert not kind.holds


def test_what_is_left_open_is_counted() -> None:
    lived = run_virtually(live(draw(3, FEW)))
    lived.ends["album", "searching", ""] += 2
    lived.ends["album", "failed", ""] += 1
    verdict = judge(lived)
    assert verdict.open == 3
    assert verdict.broken == ("without an end",)


def test_a_naive_submitter_does_not_keep_to_the_cap() -> None:
    cap, over = naively(6)
    assert over > cap


def test_the_all_knowing_one_keeps_to_the_cap_and_gets_what_can_be_had() -> None:
    drawn = draw(2, 20)
    knowing = Knowing(drawn)
    assert knowing.drain(1.0) < math.inf
    assert knowing.machine.watch.most_ours <= drawn.cap
    assert all(
        album.is_complete
        for album in knowing.machine.library.albums.values()
        if album.is_manual and is_obtainable(drawn, album.group.mbid)
    )
