"""Which addresses Spotify sends a person back to."""

from __future__ import annotations

import pytest

from custom_components.spindle.spotify_redirect import is_accepted


@pytest.mark.parametrize(
    "address",
    [
        "https://my.home-assistant.io/redirect/oauth",
        "https://home.example:8123/auth/external/callback",
        "http://127.0.0.1:8123/auth/external/callback",
        "http://[::1]:8123/auth/external/callback",
    ],
)
def test_spotify_takes_https_and_the_numbers_of_a_loopback(address: str) -> None:
    assert is_accepted(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:8123/auth/external/callback",
        "http://homeassistant.local:8123/auth/external/callback",
        "http://192.168.1.2:8123/auth/external/callback",
        "homeassistant.local",
    ],
)
def test_spotify_takes_nothing_else(address: str) -> None:
    assert not is_accepted(address)
