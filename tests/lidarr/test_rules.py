"""Which of the things that were heard are asked for, and why the others are not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.lidarr.rules import AlbumType, Rules, judge, type_of
from custom_components.spindle.lidarr.types import Policy
from custom_components.spindle.store.lidarr_candidates import Candidate
from custom_components.spindle.store.lidarr_types import Evidence, WantedReason

if TYPE_CHECKING:
    from collections.abc import Mapping

POST = Candidate(
    artist_id=1,
    album_id=2,
    artist="Björk",
    album="Post",
    mbid="00000000-0000-0000-0000-000000000001",
    artist_mbid=None,
    confidence=0.95,
    rival=0.0,
    album_type="album",
    is_radio_only=False,
    evidence=Evidence(plays=9, tracks=3, days=2, last_at=100.0),
    status=None,
    reason=None,
)
SUGGEST = Rules()
AUTOMATIC = Rules(policy=Policy.AUTOMATIC)


@pytest.mark.parametrize(
    ("changes", "rules", "reason"),
    [
        ({}, SUGGEST, None),
        ({}, AUTOMATIC, None),
        ({"mbid": None}, SUGGEST, WantedReason.NO_MBID),
        ({"is_radio_only": True}, SUGGEST, WantedReason.RADIO_ONLY),
        ({"artist": "Various Artists"}, SUGGEST, WantedReason.VARIOUS_ARTISTS),
        ({"artist": "VERSCHIEDENE INTERPRETEN"}, SUGGEST, WantedReason.VARIOUS_ARTISTS),
        ({"album_type": "single"}, SUGGEST, WantedReason.SINGLE),
        ({"album_type": "live"}, SUGGEST, WantedReason.LIVE),
        ({"album_type": "compilation"}, SUGGEST, WantedReason.COMPILATION),
        ({"album_type": "ep"}, SUGGEST, None),
        ({"album_type": None}, SUGGEST, None),
        ({"album_type": "live"}, Rules(album_types=frozenset({AlbumType.LIVE})), None),
        ({"confidence": 0.7}, SUGGEST, None),
        ({"confidence": 0.7}, AUTOMATIC, WantedReason.AMBIGUOUS),
        ({"confidence": 0.85}, AUTOMATIC, None),
        ({"confidence": 0.6}, SUGGEST, WantedReason.AMBIGUOUS),
        ({"rival": 0.86}, SUGGEST, WantedReason.AMBIGUOUS),
        ({"rival": 0.7}, SUGGEST, None),
        ({"album_type": "live", "mbid": None}, SUGGEST, WantedReason.LIVE),
        ({"album_type": "live"}, Rules(everything=True).effective(), None),
        ({"album_id": None, "album": None}, SUGGEST, None),
        ({"album_id": None, "album": None, "mbid": None}, SUGGEST, WantedReason.NO_MBID),
    ],
)
def test_judgements(changes: Mapping[str, Any], rules: Rules, reason: WantedReason | None) -> None:
    assert judge(replace(POST, **changes), rules) is reason


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Post", None),
        ("Alive", None),
        ("Live Through This", None),
        ("Steep", None),
        ("Army of Me - Single", AlbumType.SINGLE),
        ("Come On Feel - EP", AlbumType.EP),
        ("The Crickets EP", AlbumType.EP),
        ("Unplugged", AlbumType.LIVE),
        ("Stop Making Sense (Live)", AlbumType.LIVE),
        ("Live at Leeds", AlbumType.LIVE),
        ("Greatest Hits", AlbumType.COMPILATION),
        ("The Very Best Of", AlbumType.COMPILATION),
    ],
)
def test_titles_tell_the_type_where_nobody_knows_it(title: str, kind: AlbumType | None) -> None:
    assert type_of(replace(POST, album=title, album_type=None)) is kind
    assert type_of(replace(POST, album=title, album_type="album")) is AlbumType.ALBUM


def test_everything_asks_for_one_play_whatever_else_was_said() -> None:
    rules = Rules(everything=True, tracks=5, plays=10, services=frozenset({"spotify"}))
    effective = rules.effective()
    assert (effective.tracks, effective.days, effective.plays, effective.within_days) == (
        1,
        1,
        0,
        None,
    )
    assert effective.services == {"spotify"}
    assert SUGGEST.effective() == SUGGEST
