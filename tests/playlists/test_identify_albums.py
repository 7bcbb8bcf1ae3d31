"""Which albums are looked for, and which of their tracks are the ones that are wanted."""

from __future__ import annotations

import pytest

from custom_components.spindle.catalogue.identity import track_key
from custom_components.spindle.playlists.identify_albums import (
    TOLERANCE,
    among,
    fitting,
    wanted_albums,
    worth_searching,
)
from custom_components.spindle.playlists.types import LibraryTrack
from custom_components.spindle.spotify.types import Album, Track
from custom_components.spindle.store.playlist_identities import Outcome


def wanted(
    title: str,
    artist: str = "Oktant",
    album: str | None = "Tides",
    seconds: int | None = 200,
    folder: str | None = None,
) -> LibraryTrack:
    path = folder and f"{folder}/{title}.flac"
    return LibraryTrack(
        item=path or title,
        key=track_key(artist, title),
        title=title,
        artist=artist,
        album=album,
        seconds=seconds,
        path=path,
    )


def edition(title: str, *artists: str, name: str = "a") -> Album:
    return Album(id=name, title=title, artists=artists)


def there(title: str, *artists: str, seconds: float | None = 200.0, uri: str = "a") -> Track:
    return Track(uri=uri, id=uri, title=title, artists=artists or ("Oktant",), seconds=seconds)


def test_an_album_in_a_folder_is_one_whoever_plays_on_it() -> None:
    tracks = [wanted("One", "A", folder="/m/x"), wanted("Two", "B", folder="/m/x")]
    others = [wanted("Three", "A"), wanted("Four", "B"), wanted("Five", album=None)]
    albums = wanted_albums([*others, *tracks])
    assert [(one.artist, len(one.tracks)) for one in albums] == [("", 2), ("A", 1), ("B", 1)]


def test_those_come_first_of_which_most_is_wanted_and_never_one_for_each_track() -> None:
    many = [wanted(f"Song {number}", album="Many") for number in range(3)]
    lone = [wanted("Song", album=f"Lone {number}") for number in range(6)]
    albums = wanted_albums([*lone, *many])
    assert albums[0].title == "Many"
    assert worth_searching(albums) == 5
    assert worth_searching(albums[1:2]) == 1
    assert worth_searching([]) == 0


def test_the_edition_of_that_very_name_comes_first_and_another_album_not_at_all() -> None:
    (album,) = wanted_albums([wanted("One")])
    exact, deluxe = edition("Tides", "Oktant"), edition("Tides (Deluxe Edition)", "Oktant")
    live, others = edition("Tides (Live)", "Oktant"), edition("Tides", "Somebody")
    assert set(fitting(album, [live, others, deluxe, exact])) == {exact, deluxe}
    various = wanted_albums([wanted("One", "A", folder="/m"), wanted("Two", "B", folder="/m")])
    assert fitting(various[0], [edition("Tides", "Various Artists")])


@pytest.mark.parametrize(
    ("track", "outcome"),
    [
        (there("One"), Outcome.MATCHED),
        (there("ONE (feat. Marit Holm)", "Oktant", "Marit Holm"), Outcome.MATCHED),
        (there("One", seconds=None), Outcome.MATCHED),
        (there("One", seconds=200 + TOLERANCE), Outcome.MATCHED),
        (there("One", seconds=201 + TOLERANCE), None),
        (there("One (Live)"), None),
        (there("Two"), None),
        (there("One", "Somebody"), None),
    ],
)
def test_a_track_is_known_by_title_artist_and_length(track: Track, outcome: Outcome | None) -> None:
    found = among([wanted("One")], [track])
    assert [one.outcome for one in found.values()] == ([outcome] if outcome else [])


def test_of_two_of_a_name_the_nearer_counts_and_when_none_is_nobody_guesses() -> None:
    (near,) = among(
        [wanted("One")], [there("One", uri="a"), there("One", seconds=203, uri="b")]
    ).values()
    assert (near.outcome, near.uris) == (Outcome.MATCHED, ("a",))
    (both,) = among(
        [wanted("One", seconds=None)], [there("One", uri="a"), there("One", uri="b")]
    ).values()
    assert (both.outcome, both.uris) == (Outcome.AMBIGUOUS, ("a", "b"))
