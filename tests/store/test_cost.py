"""What a play costs the disk; ``scripts/bench listen`` measures the same at a million plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.benchmarks import store_cost

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

BYTES_PER_PLAY = 256 * 1024


def test_a_play_writes_little_and_silence_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for names in ("ARTISTS", "ALBUMS", "TRACKS"):
        monkeypatch.setattr(store_cost, names, getattr(store_cost, names) // 20)
    cost = store_cost.measure(tmp_path, plays=20_000, more=30, silence=0.1)
    assert cost.bytes_idle == 0
    assert cost.bytes_per_play is not None
    assert 0 < cost.bytes_per_play <= BYTES_PER_PLAY
    assert cost.bytes_per_lone_play is not None
    assert 0 < cost.bytes_per_lone_play <= BYTES_PER_PLAY
