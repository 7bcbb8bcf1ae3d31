"""MusicBrainz: the recording behind an ISRC or names, and with it artist, album and year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .. import provenance
from ..clients import musicbrainz
from ..clients.musicbrainz import ISRC_BATCH, MusicBrainz
from ..links import usable_links
from ..types import (
    ALBUM,
    ALBUM_GENRES,
    ALBUM_TYPE,
    ALBUM_YEAR,
    ARTIST,
    ARTIST_GENRES,
    ARTIST_MBID,
    ISRC,
    RECORDING,
    RELEASE_GROUP,
    TRACK,
    TRACK_GENRES,
    TRACK_LINKS,
    TRACK_YEAR,
    Found,
    Lookup,
    Provider,
    Sends,
    Service,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...store.due import Due
    from ...upstream.cache import Caller
    from ...upstream.types import Priority
    from ..clients.musicbrainz_answers import Recording, ReleaseGroup

SLUG: Final = "musicbrainz"
CALL: Final = 1.1
"""Seconds of its pace that a call takes up."""
PATIENCE: Final = 30.0
# https://musicbrainz.org/doc/Release_Group/Type
KINDS: Final = {
    "compilation": "compilation",
    "dj-mix": "compilation",
    "live": "live",
    "album": "album",
    "ep": "ep",
    "single": "single",
}
_TOLD: Final = frozenset({RECORDING, TRACK_YEAR, ARTIST_MBID, RELEASE_GROUP, ALBUM_YEAR})


async def by_isrc(gate: Caller, priority: Priority, names: Sequence[Due]) -> list[Found]:
    """Find the recordings of tracks by their ISRCs."""
    client = MusicBrainz(gate=gate, priority=priority, patience=PATIENCE)
    isrcs = {name.id: str(name.known[ISRC.field].value) for name in names}
    wanted = tuple(dict.fromkeys(isrcs.values()))
    recordings = await client.recordings_by_isrc(wanted)
    # Where an answer had no room for all, those that are left out are asked for alone.
    for isrc in wanted:
        if isrc not in recordings and len(wanted) > 1:
            recordings |= await client.recordings_by_isrc((isrc,))
    found: list[Found] = []
    for name in names:
        those = recordings.get(isrcs[name.id], ())
        if those:
            best = max(those, key=lambda one: (_confirmed(name, one), len(one.release_groups)))
            found += told(name, best, _confirmed(name, best))
    return found


async def by_names(gate: Caller, priority: Priority, names: Sequence[Due]) -> list[Found]:
    """Find a track by artist and title."""
    client = MusicBrainz(gate=gate, priority=priority, patience=PATIENCE)
    found: list[Found] = []
    for name in names:
        best = _best(name, await client.search_recordings(name.artist, name.name))
        if best is not None:
            recording, sure = best
            found += told(name, recording, sure)
    return found


async def by_recording(gate: Caller, priority: Priority, names: Sequence[Due]) -> list[Found]:
    """Read what is known of recordings whose identifiers came with the plays."""
    client = MusicBrainz(gate=gate, priority=priority, patience=PATIENCE)
    found: list[Found] = []
    for name in names:
        recording = await client.recording(str(name.known[RECORDING.field].value))
        if recording is not None:
            found += told(name, recording, _confirmed(name, recording))
    return found


async def artist(gate: Caller, priority: Priority, names: Sequence[Due]) -> list[Found]:
    """Read what people call the music of artists."""
    client = MusicBrainz(gate=gate, priority=priority, patience=PATIENCE)
    found: list[Found] = []
    for name in names:
        known = await client.artist(str(name.known[ARTIST_MBID.field].value))
        if known is not None and (genres := provenance.genres_of(known.tags)):
            found.append(Found(ARTIST_GENRES, name.id, genres, provenance.SURE))
    return found


async def album(gate: Caller, priority: Priority, names: Sequence[Due]) -> list[Found]:
    """Read the year in which albums first came out, and their tags."""
    client = MusicBrainz(gate=gate, priority=priority, patience=PATIENCE)
    found: list[Found] = []
    for name in names:
        group = await client.release_group(str(name.known[RELEASE_GROUP.field].value))
        if group is not None:
            found += _told_of_album(name.id, group, provenance.SURE)
    return found


def told(name: Due, recording: Recording, sure: float) -> Iterator[Found]:
    """Yield what a recording tells of a track, its artist and its album."""
    yield Found(RECORDING, name.id, recording.mbid, sure)
    isrc = name.known.get(ISRC.field)
    if recording.isrcs and (isrc is None or isrc.value not in recording.isrcs):
        # A recording has one for each country and edition; any of them names it.
        yield Found(ISRC, name.id, recording.isrcs[0], sure * provenance.LIKELY)
    if recording.year is not None:
        yield Found(TRACK_YEAR, name.id, recording.year, sure)
    if genres := provenance.genres_of(recording.tags):
        yield Found(TRACK_GENRES, name.id, genres, sure)
    if links := usable_links(recording.links):
        yield Found(TRACK_LINKS, name.id, links, sure)
    if sure <= provenance.BY_ID:
        return  # Called otherwise there: nothing is learnt of others by it.
    for credit in recording.credits:
        if provenance.same_name(credit.name, name.artist):
            yield Found(ARTIST_MBID, name.artist_id, credit.mbid, sure)
    group = _album_of(name, recording.release_groups)
    if group is not None and name.album_id is not None:
        yield from _told_of_album(name.album_id, group, sure)


def kind_of(group: ReleaseGroup) -> str | None:
    """Return what an album is: what it is besides goes before whether it is an album at all."""
    kinds = (*map(str.casefold, group.more_kinds), (group.kind or "").casefold())
    return next((KINDS[kind] for kind in kinds if kind in KINDS), None)


def _told_of_album(album_id: int, group: ReleaseGroup, sure: float) -> Iterator[Found]:
    yield Found(RELEASE_GROUP, album_id, group.mbid, sure)
    if (kind := kind_of(group)) is not None:
        yield Found(ALBUM_TYPE, album_id, kind, sure)
    if group.year is not None:
        yield Found(ALBUM_YEAR, album_id, group.year, sure)
    if genres := provenance.genres_of(group.tags):
        yield Found(ALBUM_GENRES, album_id, genres, sure)


def _album_of(name: Due, groups: Iterable[ReleaseGroup]) -> ReleaseGroup | None:
    """Return the album that a track was played from: official ones before others."""
    fitting = [group for group in groups if provenance.same_name(group.title, name.album or "")]
    return max(fitting, key=lambda group: (group.is_official, group.kind == "Album"), default=None)


def _confirmed(name: Due, recording: Recording) -> float:
    return provenance.confirmed(name, artist=recording.artist, title=recording.title)


def _best(name: Due, recordings: Iterable[Recording]) -> tuple[Recording, float] | None:
    """Return the recording that a search found, and how surely it is the one."""
    fitting = [
        (recording, sure)
        for recording in recordings
        if (
            sure := provenance.agreement(
                name, artist=recording.artist, title=recording.title, length=recording.length
            )
        )
        is not None
    ]
    # Of those that fit, the one on the album that was played, then the earliest release.
    return max(
        fitting,
        key=lambda one: (
            one[1],
            _album_of(name, one[0].release_groups) is not None,
            one[0].score,
            -(one[0].year or 9999),
        ),
        default=None,
    )


SERVICE: Final = Service(
    slug=SLUG,
    name="MusicBrainz",
    host=musicbrainz.HOST,
    sends=frozenset({Sends.ARTIST, Sends.TITLE, Sends.ISRC, Sends.MBID, Sends.ITEM}),
    policy=musicbrainz.policy,
)
PROVIDER: Final = Provider(
    services=(SERVICE,),
    lookups=(
        Lookup(
            name="musicbrainz:isrc",
            service=SLUG,
            family="search",
            about=TRACK,
            needs=frozenset({ISRC}),
            fills=_TOLD,
            cost=CALL,
            batch=ISRC_BATCH,
            unless=frozenset({"musicbrainz:names"}),
            ask=by_isrc,
        ),
        Lookup(
            name="musicbrainz:names",
            service=SLUG,
            family="search",
            about=TRACK,
            fills=_TOLD | {ISRC},
            cost=2 * CALL,
            unless=frozenset({"musicbrainz:isrc", "musicbrainz:recording"}),
            ask=by_names,
        ),
        Lookup(
            name="musicbrainz:recording",
            service=SLUG,
            family="recording",
            about=TRACK,
            needs=frozenset({RECORDING}),
            fills=_TOLD | {ISRC, TRACK_GENRES},
            cost=CALL,
            unless=frozenset({"musicbrainz:isrc", "musicbrainz:names"}),
            ask=by_recording,
        ),
        # ListenBrainz hands on the same tags, many at a time.
        Lookup(
            name="musicbrainz:artist",
            service=SLUG,
            family="artist",
            about=ARTIST,
            needs=frozenset({ARTIST_MBID}),
            fills=frozenset({ARTIST_GENRES}),
            cost=CALL,
            same=frozenset({"listenbrainz:artist"}),
            ask=artist,
        ),
        Lookup(
            name="musicbrainz:album",
            service=SLUG,
            family="release-group",
            about=ALBUM,
            needs=frozenset({RELEASE_GROUP}),
            fills=frozenset({ALBUM_YEAR}),
            cost=CALL,
            ask=album,
        ),
    ),
)
