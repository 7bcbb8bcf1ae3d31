"""Two mentions of one thing have one key; identifiers are what they claim."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.catalogue.identity import (
    album_key,
    artist_key,
    read_isrc,
    read_mbid,
    track_key,
)


def test_keys_join_spellings() -> None:
    assert artist_key("Björk") == artist_key("BJORK")
    assert track_key("Björk", "Jóga") == track_key("bjork", "joga")
    assert album_key("", "Homogenic") == album_key(" ", "HOMOGENIC")


def test_keys_keep_their_parts_apart() -> None:
    assert track_key("a b", "c") != track_key("a", "b c")
    assert track_key("a\x1fb", "c") != track_key("a", "b\x1fc")


@pytest.mark.parametrize(
    ("text", "isrc"),
    [
        ("USRC17607839", "USRC17607839"),
        ("us-rc1-76-07839", "USRC17607839"),
        (" GB AYE 68 00023 ", "GBAYE6800023"),
        ("USRC1760783", None),
        ("1SRC17607839", None),
        ("USRC1760783\u0669", None),
        ("", None),
        ("U" * 1_000_000, None),
    ],
)
def test_isrc(text: str, isrc: str | None) -> None:
    assert read_isrc(text) == isrc


@pytest.mark.parametrize(
    ("text", "mbid"),
    [
        ("B10BBBFC-CF9E-42E0-BE17-E2C3E1D2600D", "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"),
        (" b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d\n", "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"),
        ("00000000-0000-0000-0000-000000000000", None),
        ("b10bbbfccf9e42e0be17e2c3e1d2600d", None),
        ("g10bbbfc-cf9e-42e0-be17-e2c3e1d2600d", None),
        ("", None),
        ("0" * 1_000_000, None),
    ],
)
def test_mbid(text: str, mbid: str | None) -> None:
    assert read_mbid(text) == mbid


@settings(max_examples=100)
@given(st.uuids(allow_nil=False))
def test_every_uuid_is_read_however_written(uuid: object) -> None:
    assert read_mbid(str(uuid).upper()) == str(uuid)
