"""Exports of ListenBrainz."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.store.types import NewPlay

from .samples import (
    ALBUM_ID,
    ARTIST_ID,
    LISTENS,
    NEW_YEAR,
    SPOTIFY_ID,
    TRACK_ID,
    Told,
    lines_of,
    zip_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

PLAYS = [
    NewPlay(
        played_at=NEW_YEAR,
        title="Hyperballad",
        artist="Björk",
        album="Post",
        service="spotify",
        item_id=SPOTIFY_ID,
        duration=321.0,
        origin="import:listenbrainz",
        isrc="GBAAN9500012",
        artist_mbid=ARTIST_ID,
        album_mbid=ALBUM_ID,
        track_mbid=TRACK_ID,
    ),
    NewPlay(
        played_at=NEW_YEAR,
        title="Two of us",
        artist="A & B",
        duration=100.0,
        origin="import:listenbrainz",
        track_mbid=TRACK_ID,
    ),
]


@pytest.mark.parametrize(
    "content",
    [
        lines_of(LISTENS),
        lines_of(LISTENS).replace("\n", "\r\n\r\n"),
        json.dumps(LISTENS),
        json.dumps({"payload": {"count": 3, "listens": LISTENS}}, indent=1),
        zip_of(
            {
                "user.json": '{"user_id": 1, "username": "secret-user"}',
                "feedback.jsonl": '{"recording_mbid": "x", "score": 1, "created": 1}\n',
                "listens/2015/11.jsonl": "",
                "listens/2015/12.jsonl": lines_of(LISTENS),
            }
        ),
    ],
    ids=["lines", "lines apart", "array", "answer", "archive"],
)
def test_listens_in_every_wrapping(told: Callable[..., Told], content: bytes | str) -> None:
    read = told(content)
    assert read.formats == ("listenbrainz",)
    assert read.plays == PLAYS
    assert read.reasons == {"no_title": 1}
    assert "secret-user" not in repr(read)


@pytest.mark.parametrize(
    ("told_service", "slug"),
    [
        ({"music_service": "music.apple.com"}, "apple_music"),
        ({"music_service": "www.deezer.com"}, "deezer"),
        ({"music_service_name": "TIDAL"}, "tidal"),
        ({"music_service": "example.org", "music_service_name": "Bandcamp"}, "bandcamp"),
        ({"music_service": "example.org"}, "unknown"),
        ({"music_service": 7, "spotify_id": f"spotify.com/track/{SPOTIFY_ID}"}, "spotify"),
        ({"music_service": "tidal.com", "spotify_id": f"/track/{SPOTIFY_ID}"}, "tidal"),
    ],
)
def test_services_by_our_slugs(
    told: Callable[..., Told], told_service: dict[str, Any], slug: str
) -> None:
    listen = LISTENS[1] | {
        "track_metadata": LISTENS[1]["track_metadata"] | {"additional_info": told_service}
    }
    (play,) = told(json.dumps([listen])).plays
    assert play.service == slug
    assert play.item_id == (SPOTIFY_ID if slug == "spotify" else None)


def test_a_broken_line_costs_itself_alone(told: Callable[..., Told]) -> None:
    first, second, _ = lines_of(LISTENS).splitlines(keepends=True)
    read = told(first + "{broken\n" + "[1]\n" + second)
    assert read.plays == PLAYS
    assert read.reasons == {"not_understood": 2}
