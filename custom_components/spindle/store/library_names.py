"""The names of the music that somebody has: entered with it, and gone with the last of it.

They stand among the names of what was heard, with no plays, so that they are completed as
those are. No sum and no answer about the history counts them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ..catalogue.folding import clean
from . import names, unplayed
from .search_index import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from .playlist_types import LibraryTrack

SPOTIFY: Final = "spotify"

ARTIST_OF: Final = {
    NameKind.ARTIST: "{id}",
    NameKind.ALBUM: "(SELECT album.artist_id FROM album WHERE album.id = {id})",
    NameKind.TRACK: "(SELECT track.artist_id FROM track WHERE track.id = {id})",
}
# Wherever and whenever it were played, a rule would hide it.
RULED_OUT: Final = """
EXISTS (SELECT 1 FROM hide_rule AS rule
    WHERE rule.player_id IS NULL AND rule.start_minute IS NULL
        AND (rule.artist_id IS NULL OR rule.artist_id = {artist})
        AND (rule.genre_id IS NULL OR EXISTS (SELECT 1 FROM artist_genre
            WHERE artist_genre.artist_id = {artist}
                AND artist_genre.genre_id = rule.genre_id)))"""

FOLLOW: Final = {
    NameKind.ALBUM: "UPDATE library_track SET album_id = :target WHERE album_id = :source",
    NameKind.TRACK: """
UPDATE library_track SET track_id = :target,
    artist_id = (SELECT artist_id FROM track WHERE id = :target)
WHERE track_id = :source""",
}


class Links(NamedTuple):
    """The rows of a track's names."""

    artist: int | None
    album: int | None
    track: int | None


NOBODY: Final = Links(None, None, None)


def is_had(kind: NameKind, entity: str) -> str:
    """Return a condition in SQL: a name is told of by a library, and not hidden.

    ``entity`` is the SQL that gives its id. What was heard, and is all hidden, stays so.
    """
    table = kind.table
    ruled_out = RULED_OUT.format(artist=ARTIST_OF[kind].format(id=entity))
    return f"""(
    EXISTS (SELECT 1 FROM library_track WHERE library_track.{table}_id = {entity})
    AND NOT EXISTS (SELECT 1 FROM play WHERE play.{table}_id = {entity})
    AND NOT {ruled_out})"""  # noqa: S608  # The kinds are constants.


def enter(db: Connection, had: LibraryTrack) -> Links:
    """Find the names of a track, or add them, and learn by what others know it.

    A track without a title or an artist has none.
    """
    artist, title, album = clean(had.artist), clean(had.title), clean(had.album or "")
    if not artist or not title:
        return NOBODY
    track = names.track(db, artist, title)
    album_artist = clean(had.album_artist or "") or artist
    links = Links(
        artist=track.artist_id,
        album=names.album(db, album_artist, album) if album else None,
        track=track.id,
    )
    if had.spotify_uri is not None:
        service, item = names.service(db, SPOTIFY), had.spotify_uri.rpartition(":")[2]
        names.learn(db, track.id, service, item_id=item, isrc=had.isrc)
    elif had.isrc is not None:
        names.learn_isrc(db, track.id, had.isrc)
    names.learn_mbid(db, NameKind.TRACK, track.id, had.recording_mbid)
    return links


def let_go(db: Connection, links: Iterable[Links]) -> None:
    """Delete names that nobody has any more, unless they were heard."""
    gone = [*links]
    unplayed.drop(
        db,
        tracks={one.track for one in gone if one.track is not None},
        albums={one.album for one in gone if one.album is not None},
        artists=(),
    )


def inherit(db: Connection, kind: NameKind, source: int, target: int) -> None:
    """Let the music of a name be that of the name it becomes."""
    if kind in FOLLOW:
        db.execute(FOLLOW[kind], {"source": source, "target": target})
