"""What is told of artists and albums, and what is changed about them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from . import resources
from .adding import add_album, add_artist, find_artist
from .errors import broken, metadata_at_lookup, not_found
from .question import Question, Said, ok

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .library import Album
    from .machine import Machine


def albums(machine: Machine, asked: Question) -> Said:
    """Return albums: by their release group, their ids, or their artist; or all."""
    library = machine.library
    if mbid := asked.one("foreignAlbumId"):
        album = library.by_mbid.get(mbid)
        machine.watch.looked_up(mbid, is_known=album is not None)
        return ok([] if album is None else [resources.album(album)])
    ids = asked.numbers("albumIds")
    if ids:
        return ok([resources.album(each) for each in _all(machine, ids)])
    artist = asked.one("artistId")
    return ok(
        [
            resources.album(each)
            for each in library.albums.values()
            if not artist or each.artist.id == int(artist)
        ]
    )


def album(machine: Machine, asked: Question) -> Said:
    """Return an album."""
    album = machine.library.albums.get(asked.identifier)
    if album is None:
        raise not_found(f"Album with ID {asked.identifier} does not exist")
    return ok(resources.album(album))


def lookup_album(machine: Machine, asked: Question) -> Said:
    """Ask the metadata server for an album; what is in the library is answered from there."""
    term = asked.one("term")
    mbid = _mbid_of(term)
    known = machine.library.by_mbid.get(mbid)
    machine.watch.looked_up(mbid, is_known=known is not None)
    if known is not None:
        return ok([resources.album(known)])
    if machine.metadata_is_out(machine.timeline.now):
        raise metadata_at_lookup(term)
    group = machine.music.group(mbid)
    if group is None:
        return ok([])
    artist = machine.library.by_artist_mbid.get(group.artist_mbid)
    performer = machine.music.performers[group.artist_mbid]
    by = resources.found_artist(performer) if artist is None else resources.artist(artist)
    return ok([resources.found_album(group, by)])


def artists(machine: Machine, asked: Question) -> Said:
    """Return an artist by the id at MusicBrainz, or all."""
    if mbid := asked.one("mbId"):
        artist = machine.library.by_artist_mbid.get(mbid)
        machine.watch.looked_up(mbid, is_known=artist is not None)
        return ok([] if artist is None else [resources.artist(artist)])
    return ok([resources.artist(each) for each in machine.library.artists.values()])


def artist(machine: Machine, asked: Question) -> Said:
    """Return an artist."""
    return ok(resources.artist(find_artist(machine, asked.identifier)))


def lookup_artist(machine: Machine, asked: Question) -> Said:
    """Ask the metadata server for an artist."""
    term = asked.one("term")
    mbid = _mbid_of(term)
    known = machine.library.by_artist_mbid.get(mbid)
    machine.watch.looked_up(mbid, is_known=known is not None)
    if known is not None:
        return ok([resources.artist(known)])
    if machine.metadata_is_out(machine.timeline.now):
        raise metadata_at_lookup(term)
    performer = machine.music.performers.get(mbid)
    return ok([] if performer is None else [resources.found_artist(performer)])


def post_album(machine: Machine, asked: Question) -> Said:
    """Add an album."""
    return HTTPStatus.CREATED, resources.album(add_album(machine, asked.body))


def post_artist(machine: Machine, asked: Question) -> Said:
    """Add an artist."""
    return HTTPStatus.CREATED, resources.artist(add_artist(machine, asked.body))


def monitor_albums(machine: Machine, asked: Question) -> Said:
    """Set the flags of albums."""
    ids = asked.body["albumIds"]
    for each in ids:
        if (album := machine.library.albums.get(each)) is not None:
            album.monitored = asked.body["monitored"]
    # What is not there is noticed only after the flags were written.
    return HTTPStatus.ACCEPTED, [resources.album(each) for each in _all(machine, ids)]


def edit_artists(machine: Machine, asked: Question) -> Said:
    """Set the flags of artists."""
    artists = [find_artist(machine, each) for each in asked.body["artistIds"]]
    for artist in artists:
        artist.monitored = asked.body.get("monitored", artist.monitored)
        artist.monitor_new_items = asked.body.get("monitorNewItems", artist.monitor_new_items)
    return HTTPStatus.ACCEPTED, [resources.artist(each) for each in artists]


def _mbid_of(term: str) -> str:
    """Return the id that is looked up; free text is not understood here."""
    return term.removeprefix("lidarr:").removeprefix("lidarrid:").removeprefix("mbid:")


def _all(machine: Machine, ids: Sequence[int]) -> list[Album]:
    """Return albums by their ids; one that is missing spoils it for all."""
    found = [machine.library.albums[each] for each in ids if each in machine.library.albums]
    if len(found) != len(ids):
        raise broken(f"Expected query to return {len(ids)} rows but returned {len(found)}")
    return found
