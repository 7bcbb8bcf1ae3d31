"""ListenBrainz Labs: no plays are completed by it; playlists for Spotify ask it for ids."""

from __future__ import annotations

from typing import Final

from ..clients import labs
from ..types import Provider, Sends, Service

SLUG: Final = "metabrainz_labs"

SERVICE: Final = Service(
    slug=SLUG,
    name="ListenBrainz Labs",
    host=labs.HOST,
    sends=frozenset({Sends.ARTIST, Sends.TITLE, Sends.ALBUM, Sends.MBID}),
    policy=labs.policy,
)
PROVIDER: Final = Provider(services=(SERVICE,), lookups=())
