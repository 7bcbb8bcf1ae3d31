"""Which genres a track has: its own tags, then what others tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.playlists.genres_of import shares_of

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.mark.parametrize(
    ("tags", "told", "genres"),
    [
        ({"Grunge": 1}, {"jazz": 1}, {"grunge": 1.0}),
        ({}, {"bebop": 3, "swing": 1}, {"bebop": 0.75, "swing": 0.25}),
        ({"seen live": 1}, {"bebop": 1}, {"bebop": 1.0}),
        ({"Rock": 1}, {"grunge": 3, "jazz": 6, "indie rock": 1}, {"grunge": 0.75, "indie rock": 0.25}),
        ({"Rock": 1}, {"jazz": 1}, {"rock": 1.0}),
        ({"Rock": 1, "Jazz": 1}, {"bebop": 1}, {"bebop": 0.5, "rock": 0.5}),
        ({}, {}, {}),
    ],
    ids=["own", "told", "no genre", "family refined", "other family", "one of two", "unknown"],
)  # fmt: skip
def test_own_tags_count_first_and_a_bare_family_is_made_more_exact(
    tags: Mapping[str, float], told: Mapping[str, float], genres: Mapping[str, float]
) -> None:
    shares = shares_of(tags, told)
    assert {share.genre.name: round(share.weight, 6) for share in shares} == genres
    assert [share.weight for share in shares] == sorted(
        (share.weight for share in shares), reverse=True
    )
