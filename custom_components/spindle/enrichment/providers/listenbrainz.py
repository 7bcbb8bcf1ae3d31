"""ListenBrainz: genres, artists and albums of many recordings in one call."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from .. import provenance
from ..clients import listenbrainz
from ..clients.listenbrainz import MBID_BATCH, RECORDING_BATCH, ListenBrainz
from ..types import (
    ALBUM,
    ALBUM_GENRES,
    ALBUM_YEAR,
    ARTIST,
    ARTIST_GENRES,
    ARTIST_MBID,
    RECORDING,
    RELEASE_GROUP,
    TRACK,
    TRACK_GENRES,
    Found,
    Lookup,
    Provider,
    Sends,
    Service,
    Slot,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...store.due import Due
    from ...upstream.cache import Caller
    from ...upstream.types import Priority
    from ..clients.answers import Tag
    from ..clients.listenbrainz import RecordingMetadata

SLUG: Final = "listenbrainz"
CALL: Final = 0.4
"""Seconds of its pace that a call takes up."""
PATIENCE: Final = 30.0


async def by_recording(gate: Caller, priority: Priority, names: Sequence[Due]) -> list[Found]:
    """Read what is known of recordings, their artists and their albums."""
    client = ListenBrainz(gate=gate, priority=priority, patience=PATIENCE)
    mbids = _mbids(names, RECORDING)
    known = await client.recordings(tuple(dict.fromkeys(mbids.values())))
    return [
        found
        for name in names
        if (metadata := known.get(mbids[name.id])) is not None
        for found in told(name, metadata)
    ]


async def by_artist(gate: Caller, priority: Priority, names: Sequence[Due]) -> list[Found]:
    """Read what people call the music of artists."""
    client = ListenBrainz(gate=gate, priority=priority, patience=PATIENCE)
    mbids = _mbids(names, ARTIST_MBID)
    known = await client.artist_tags(tuple(dict.fromkeys(mbids.values())))
    return list(_genres(mbids, known, ARTIST_GENRES))


async def by_album(gate: Caller, priority: Priority, names: Sequence[Due]) -> list[Found]:
    """Read what people call albums."""
    client = ListenBrainz(gate=gate, priority=priority, patience=PATIENCE)
    mbids = _mbids(names, RELEASE_GROUP)
    known = await client.album_tags(tuple(dict.fromkeys(mbids.values())))
    return list(_genres(mbids, known, ALBUM_GENRES))


def told(name: Due, recording: RecordingMetadata) -> Iterator[Found]:
    """Yield what a recording tells of a track, its artist and its album."""
    if genres := provenance.genres_of(recording.tags):
        yield Found(TRACK_GENRES, name.id, genres, provenance.SURE)
    for credit in recording.credits:
        if provenance.same_name(credit.name, name.artist):
            yield Found(ARTIST_MBID, name.artist_id, credit.mbid, provenance.SURE)
    # Of several artists together, the music is that of all of them.
    of_artists = chain.from_iterable(recording.artist_tags.values())
    if genres := provenance.genres_of(of_artists):
        yield Found(ARTIST_GENRES, name.artist_id, genres, provenance.LIKELY)
    if name.album_id is None or not provenance.same_name(recording.album or "", name.album or ""):
        return
    if recording.release_group_mbid is not None:
        yield Found(RELEASE_GROUP, name.album_id, recording.release_group_mbid, provenance.LIKELY)
    if recording.year is not None:
        # Of one edition, which may be later than the first.
        yield Found(ALBUM_YEAR, name.album_id, recording.year, provenance.BY_ID)
    if genres := provenance.genres_of(recording.album_tags):
        yield Found(ALBUM_GENRES, name.album_id, genres, provenance.SURE)


def _mbids(names: Sequence[Due], slot: Slot) -> dict[int, str]:
    """Return the identifiers by which names are asked for, by their ids."""
    return {name.id: str(name.known[slot.field].value) for name in names}


def _genres(
    mbids: Mapping[int, str], tags: Mapping[str, Sequence[Tag]], slot: Slot
) -> Iterator[Found]:
    for entity, mbid in mbids.items():
        if genres := provenance.genres_of(tags.get(mbid, ())):
            yield Found(slot, entity, genres, provenance.SURE)


SERVICE: Final = Service(
    slug=SLUG,
    name="ListenBrainz",
    host=listenbrainz.HOST,
    sends=frozenset({Sends.MBID}),
    policy=listenbrainz.policy,
)
PROVIDER: Final = Provider(
    services=(SERVICE,),
    lookups=(
        Lookup(
            name="listenbrainz:recording",
            service=SLUG,
            family="metadata",
            about=TRACK,
            needs=frozenset({RECORDING}),
            fills=frozenset(
                {TRACK_GENRES, ARTIST_MBID, ARTIST_GENRES, RELEASE_GROUP, ALBUM_YEAR, ALBUM_GENRES}
            ),
            cost=CALL,
            batch=RECORDING_BATCH,
            ask=by_recording,
        ),
        Lookup(
            name="listenbrainz:artist",
            service=SLUG,
            family="metadata",
            about=ARTIST,
            needs=frozenset({ARTIST_MBID}),
            fills=frozenset({ARTIST_GENRES}),
            cost=CALL,
            batch=MBID_BATCH,
            ask=by_artist,
        ),
        Lookup(
            name="listenbrainz:album",
            service=SLUG,
            family="metadata",
            about=ALBUM,
            needs=frozenset({RELEASE_GROUP}),
            fills=frozenset({ALBUM_GENRES}),
            cost=CALL,
            batch=MBID_BATCH,
            ask=by_album,
        ),
    ),
)
