"""By which release group the cover of an album, or of a track's, is found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from .lidarr import albums_of
from .names import Kind

if TYPE_CHECKING:
    from collections.abc import Collection
    from sqlite3 import Connection

RELEASE_GROUPS: Final = """
SELECT album.id, album.release_group_mbid
FROM json_each(?) AS chosen CROSS JOIN album ON album.id = chosen.value
WHERE album.release_group_mbid IS NOT NULL"""


def covers_of(db: Connection, kind: Kind, ids: Collection[int]) -> dict[int, str]:
    """Return the release groups of albums, or of those that tracks were last played from.

    What has none that is known is left out, as are artists.
    """
    if kind is Kind.ARTIST:
        return {}
    albums = albums_of(db, ids) if kind is Kind.TRACK else {album: album for album in ids}
    known = dict(db.execute(RELEASE_GROUPS, (json.dumps(list(albums.values())),)).fetchall())
    return {entity: known[album] for entity, album in albums.items() if album in known}
