"""Find tracks at Spotify album by album: which albums to look for, and what is among theirs.

One search and one reading settle a whole album; no track is ever searched for by itself.
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from ..catalogue.folding import fold
from ..enrichment.provenance import same_artist, same_title
from ..store.playlist_identities import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..spotify.types import Album, Track
    from ..store.playlist_types import LibraryTrack

TRACKS_PER_SEARCH: Final = 2
"""Tracks for which at most one album is searched for, so that it stays less than one each."""
TOLERANCE: Final = 5.0
"""Seconds by which two lengths of one recording may differ."""
EQUAL: Final = 1.0
"""Seconds within which nobody can tell by their lengths which of two it is."""
VARIOUS: Final = frozenset({"various artists", "various", "va", "diverse", "verschiedene"})


class WantedAlbum(NamedTuple):
    """An album to look for, and the tracks of it that are wanted."""

    artist: str
    """Of most of its tracks; empty when they are of many."""
    title: str
    tracks: tuple[LibraryTrack, ...]


class Verdict(NamedTuple):
    """What was found of a track."""

    outcome: Outcome
    uris: tuple[str, ...] = ()


def wanted_albums(tracks: Iterable[LibraryTrack]) -> list[WantedAlbum]:
    """Gather tracks by album, those first of which most are wanted.

    In a folder an album may be of many artists; elsewhere only its artist tells it from others.
    """
    albums: dict[tuple[str, str], list[LibraryTrack]] = {}
    for track in tracks:
        if track.album:
            albums.setdefault((fold(track.album), _shelf(track)), []).append(track)
    wanted = [
        WantedAlbum(_artist(some), some[0].album or "", tuple(some)) for some in albums.values()
    ]
    return sorted(wanted, key=lambda one: (-len(one.tracks), fold(one.artist), fold(one.title)))


def worth_searching(albums: Sequence[WantedAlbum]) -> int:
    """Return how many of the first albums are searched for."""
    tracks = sum(len(album.tracks) for album in albums)
    return min(len(albums), -(-tracks // TRACKS_PER_SEARCH))


def fitting(wanted: WantedAlbum, found: Sequence[Album]) -> list[Album]:
    """Return which of the found albums are the one that is wanted, the best first."""
    ranks = [(_rank(wanted, album), place, album) for place, album in enumerate(found)]
    return [album for rank, _, album in sorted(ranks, key=lambda one: one[:2]) if rank]


def among(wanted: Sequence[LibraryTrack], tracks: Sequence[Track]) -> dict[str, Verdict]:
    """Return what the tracks of an album say of those wanted, by key; not of who is not there."""
    found: dict[str, Verdict] = {}
    for track in wanted:
        if uris := _same(track, tracks):
            outcome = Outcome.MATCHED if len(uris) == 1 else Outcome.AMBIGUOUS
            found[track.key] = Verdict(outcome, uris)
    return found


def _shelf(track: LibraryTrack) -> str:
    return str(PurePath(track.path).parent) if track.path else fold(track.artist)


def _artist(tracks: Sequence[LibraryTrack]) -> str:
    ((artist, count),) = Counter(track.artist for track in tracks).most_common(1)
    return artist if 2 * count > len(tracks) else ""


def _rank(wanted: WantedAlbum, album: Album) -> int:
    """Return 0 for another album, else how little its names differ: 2 is not at all."""
    titles = same_title(wanted.title, album.title)
    if not wanted.artist or any(fold(artist) in VARIOUS for artist in album.artists):
        return titles and titles + 2
    artists = max((same_artist(wanted.artist, artist) for artist in album.artists), default=0)
    return titles and artists and titles + artists


def _same(wanted: LibraryTrack, tracks: Sequence[Track]) -> tuple[str, ...]:
    """Return the track of an album that is the one that is wanted, or several that may be it."""
    fits = [
        (titles, abs(_apart(wanted, track)), track.uri)
        for track in tracks
        if (titles := same_title(wanted.title, track.title))
        and any(same_artist(wanted.artist, artist) for artist in track.artists)
        and abs(_apart(wanted, track)) <= TOLERANCE
    ]
    if not fits:
        return ()
    nearest = min(fits)
    return tuple(
        dict.fromkeys(
            uri
            for titles, apart, uri in sorted(fits)
            if titles == nearest[0] and apart - nearest[1] < EQUAL
        )
    )


def _apart(wanted: LibraryTrack, track: Track) -> float:
    """Return by how many seconds a track is longer than the one wanted; 0 if nobody knows."""
    return track.seconds - wanted.seconds if track.seconds and wanted.seconds else 0.0
