"""Exports of Maloja."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store.types import NewPlay

from .samples import MALOJA, NEW_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from .samples import Told

PLAYS = [
    NewPlay(
        played_at=NEW_YEAR,
        title="Hyperballad",
        artist="Björk, Someone",
        album="Post",
        album_artist="Björk",
        duration=321.0,
        listened=200.0,
        origin="import:maloja",
    ),
    NewPlay(played_at=NEW_YEAR, title="No album", artist="A", origin="import:maloja"),
]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(MALOJA),
        json.dumps(MALOJA, indent=4),
        json.dumps({"status": "ok", "list": MALOJA["scrobbles"]}),
    ],
)
def test_export_and_interface(told: Callable[..., Told], content: str) -> None:
    read = told(content)
    assert read.formats == ("maloja",)
    assert read.plays == PLAYS
    assert read.reasons == {"no_artist": 1}
