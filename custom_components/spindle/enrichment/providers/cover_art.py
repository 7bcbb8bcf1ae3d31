"""The Cover Art Archive: it knows nothing of a play, and is asked for pictures alone."""

from __future__ import annotations

from typing import Final

from ..clients import cover_art
from ..types import Provider, Sends, Service

SLUG: Final = "coverartarchive"

SERVICE: Final = Service(
    slug=SLUG,
    name="Cover Art Archive",
    host=cover_art.HOST,
    sends=frozenset({Sends.MBID}),
    policy=cover_art.policy,
)
PROVIDER: Final = Provider(services=(SERVICE,), lookups=())
