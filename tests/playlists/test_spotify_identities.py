"""Where a track is at Spotify, by what is known here already; and what was asked, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mutagen.flac import FLAC
from mutagen.id3 import ID3, WOAS
import pytest

from custom_components.spindle.catalogue.identity import track_key
from custom_components.spindle.playlists.sources.files import FilesSource
from custom_components.spindle.playlists.types import LibraryTrack, Recipe, SourceKind, TargetKind
from custom_components.spindle.store import (
    facts,
    playlist_identities,
    playlist_library,
    playlist_sought,
    plays,
)
from custom_components.spindle.store.connection import transaction
from custom_components.spindle.store.facts import Fact, Field
from custom_components.spindle.store.playlist_identities import Identity, Outcome, Way
from custom_components.spindle.store.playlist_sought import Said
from custom_components.spindle.store.search_index import NameKind
from tests.simulators.audio_files import Song, write
from tests.store.examples import a_play

from .stores import at_once

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .stores import DirectStore

ONE, OTHER = f"spotify:track:{'1' * 22}", f"spotify:track:{'2' * 22}"
MBID = "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"
JOGA = track_key("Björk", "Jóga")


async def keep(
    store: DirectStore, *, spotify_uri: str | None = None, recording_mbid: str | None = None
) -> None:
    """Have the track in the library, as a file."""
    track = LibraryTrack(
        item="/media/a.flac",
        key=JOGA,
        title="Jóga",
        artist="Björk",
        path="/media/a.flac",
        spotify_uri=spotify_uri,
        recording_mbid=recording_mbid,
    )
    await store.write_bulk(playlist_library.keep, "recipe", SourceKind.FILES, [track])


async def hear(store: DirectStore, item: str | None, service: str = "spotify") -> int:
    """Have it played, and return its id."""
    with transaction(store.db):
        plays.record(store.db, a_play(artist="Björk", title="Jóga", service=service, item_id=item))
    (track,) = store.db.execute("SELECT id FROM track WHERE key = ?", (JOGA,)).fetchone()
    return int(track)


async def found(store: DirectStore) -> playlist_sought.Sought:
    """Return what is known of it."""
    (sought,) = await store.read(playlist_sought.sought, "recipe", [JOGA, "nobody\x1fnothing"])
    assert isinstance(sought, playlist_sought.Sought)
    return sought


async def test_what_nobody_knows_is_looked_for_by_its_names(store: DirectStore) -> None:
    await keep(store)
    await hear(store, "somewhere-else", service="deezer")
    sought = await found(store)
    assert (sought.track.title, sought.mbid, sought.said) == ("Jóga", None, None)


async def test_its_source_counts_before_the_history_and_that_before_links(
    store: DirectStore,
) -> None:
    await keep(store)
    track = await hear(store, None)
    links = Fact(
        kind=NameKind.TRACK,
        entity=track,
        field=Field.LINKS,
        value={"spotify": f"https://open.spotify.com/track/{'3' * 22}"},
        provider="musicbrainz:isrc",
        confidence=0.9,
        answered_at=1.0,
        ttl=None,
    )
    await store.write_bulk(facts.learn, (links,))
    assert (await found(store)).said == Said(Way.LINK, f"spotify:track:{'3' * 22}")
    await hear(store, "2" * 22)
    assert (await found(store)).said == Said(Way.HISTORY, OTHER)
    await keep(store, spotify_uri=ONE)
    assert (await found(store)).said == Said(Way.SOURCE, ONE)


async def test_the_recording_is_that_of_the_tags_else_that_of_the_history(
    store: DirectStore,
) -> None:
    await keep(store)
    track = await hear(store, None)
    told = Fact(
        kind=NameKind.TRACK,
        entity=track,
        field=Field.RECORDING_MBID,
        value="0" * 7 + "1" + MBID[8:],
        provider="deezer",
        confidence=0.9,
        answered_at=1.0,
        ttl=None,
    )
    await store.write_bulk(facts.learn, (told,))
    assert (await found(store)).mbid == told.value
    await keep(store, recording_mbid=MBID)
    assert (await found(store)).mbid == MBID


async def test_what_was_said_is_kept_by_who_said_it_until_it_is_old(
    store: DirectStore,
) -> None:
    names = Identity(key=JOGA, way=Way.NAMES, outcome=Outcome.UNMATCHED, asked_at=10.0)
    album = Identity(
        key=JOGA, way=Way.ALBUM, outcome=Outcome.AMBIGUOUS, uris=(ONE, OTHER), asked_at=20.0
    )
    await store.write_bulk(playlist_identities.learn, [album, names])
    assert await store.read(playlist_identities.known, [JOGA, "x"]) == {JOGA: (names, album)}
    await store.write_bulk(playlist_identities.forget_old, 20.0)
    assert await store.read(playlist_identities.known, [JOGA]) == {JOGA: (album,)}


def say_in_comments(path: Path, page: str) -> None:
    """Tag a FLAC with its page."""
    audio = FLAC(path)
    audio["WOAS"] = page
    audio.save()


def say_in_frames(path: Path, page: str) -> None:
    """Tag an MP3 with its page."""
    tags = ID3(path)
    tags.add(WOAS(url=page))
    tags.save(path)


@pytest.mark.parametrize(
    ("name", "say"), [("joga.flac", say_in_comments), ("joga.mp3", say_in_frames)]
)
async def test_a_file_may_say_where_it_came_from(
    store: DirectStore, tmp_path: Path, name: str, say: Callable[[Path, str], None]
) -> None:
    write(tmp_path / name, Song(title="Jóga", artist="Björk"))
    say(tmp_path / name, f"https://open.spotify.com/track/{'1' * 22}")
    recipe = Recipe(
        id="recipe",
        name="Genres",
        sources=(SourceKind.FILES,),
        folders=(str(tmp_path),),
        targets=(TargetKind.M3U8,),
    )
    source = FilesSource(recipe, store, at_once, now=lambda: 0.0)
    assert [one.spotify_uri async for tracks in source.scan() for one in tracks] == [ONE]
