"""The benchmark of playlists measures what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.benchmarks.playlists import collection, spotify, worlds

if TYPE_CHECKING:
    from pathlib import Path


def test_a_house_in_which_much_happens_ends_as_a_quiet_one() -> None:
    verdict = worlds.judged(1)
    assert verdict.kills > 0
    assert verdict.waits > 0
    assert (verdict.unended, verdict.other, verdict.again) == (0, 0, 0)
    assert (verdict.early, verdict.backwards, verdict.second) == (0, 0, 0)
    assert 0 < verdict.edited < 1


def test_real_files_are_held_against_their_truth(tmp_path: Path) -> None:
    collection.write(str(tmp_path), 300)
    made = collection.made(str(tmp_path), 300)
    assert made.lists > 0
    assert made.rewritten == 0
    assert made.in_own_list <= made.in_right_list
    assert 0 < made.in_right_list <= 1
    assert 0 < made.found <= 1
    assert 0 < made.unknown < 0.1
    assert made.per_second > 0


def test_an_unlucky_house_has_its_playlists_at_spotify_in_the_end() -> None:
    fared = spotify.drawn(1)
    assert fared.kills > 0
    assert fared.took > 1
    assert (fared.unended, fared.wrong, fared.written) == (0, 0, 0)
    assert (fared.inside, fared.walls, fared.over) == (0, 0, 0)
    assert 0 < fared.searches <= fared.tracks // 2
