"""However a track of Spotify's is named, it is the same one."""

from __future__ import annotations

import pytest

from custom_components.spindle.catalogue.spotify_uri import track_uri

ID = "4uLU6hMCjMI75M1A2tKUQC"


@pytest.mark.parametrize(
    "text",
    [
        ID,
        f"spotify:track:{ID}",
        f" https://open.spotify.com/track/{ID} ",
        f"http://open.spotify.com/track/{ID}?si=0123456789abcdef",
        f"https://open.spotify.com/intl-de/track/{ID}",
    ],
)
def test_a_track_is_known_by_its_id(text: str) -> None:
    assert track_uri(text) == f"spotify:track:{ID}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        ID[:-1],
        f"{ID}x",
        f"spotify:album:{ID}",
        f"https://open.spotify.com/album/{ID}",
        f"https://open.spotify.example/track/{ID}",
        f"spotify:track:{ID[:-1]}\u0663",
        "x" * 1_000_000,
    ],
)
def test_what_names_no_track_is_refused(text: str) -> None:
    assert track_uri(text) is None
