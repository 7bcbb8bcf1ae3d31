"""An id is taken only where the service itself puts it."""

from __future__ import annotations

import pytest

from custom_components.spindle.listening.item_ids import item_id


@pytest.mark.parametrize(
    ("service", "item", "identifier"),
    [
        ("spotify", "spotify:track:01Bz4Mijhe7m7qRvq2Ujpn", "01Bz4Mijhe7m7qRvq2Ujpn"),
        ("spotify", "spotify:track:01Bz4Mijhe7m7qRvq2Ujpnn", None),
        ("spotify", "spotify:track:01Bz4Mijhe7m7qRvq2Ujp", None),
        ("spotify", "spotify:playlist:37i9dQZF1DXcBWIGoYBM5M", None),
        ("apple_music", "song:1193700926.mp4", "1193700926"),
        ("apple_music", "album:1193700926", None),
        ("deezer", "tr-flac:939812762.flac", "939812762"),
        ("deezer", "str:939812762", None),
        ("soundcloud", "track->soundcloud:tracks:187982555", "187982555"),
        ("amazon_music", "catalog/tracks/B00RW24488/?albumAsin=B00RW244AB", "B00RW24488"),
        ("amazon_music", "catalog/albums/B00RW24488/", None),
        ("tidal", "track/2619614.flac", "2619614"),
        ("tidal", "album/2619614", None),
        ("qobuz", "track:19512574:7.flac", "19512574"),
        ("youtube_music", "dQw4w9WgXcQ.mp4", "dQw4w9WgXcQ"),
        ("youtube_music", "dQw4w9WgXcQdQw4w9WgXcQ", None),
        ("audible", "refchapter:B01BFPVOV2_270137_com_1056000_1847000", "B01BFPVOV2"),
        ("audible", "reftitle:B08DC99YNB_co.uk", "B08DC99YNB"),
        ("pandora", "VC1::ST::ST:1::TR:12345678::0::RINCON", "TR:12345678"),
        ("plex", "library:metadata:3:12345.flac", None),
        ("sid_306", "track:1", None),
        ("deezer", "tr:" + "9" * 1_000_000, None),
        ("deezer", "tr:\u0669\u0669", None),
        ("deezer", "", None),
    ],
)
def test_item_ids(service: str, item: str, identifier: str | None) -> None:
    assert item_id(service, item) == identifier
