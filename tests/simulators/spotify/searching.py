"""What a search finds: an ISRC's tracks, or whatever has all the words in its names."""

from __future__ import annotations

from functools import lru_cache
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .music import Music, Song

_TERM: Final = re.compile(r'(isrc|album|artist|track):(?:"([^"]*)"|(\S+))')
_WORD: Final = re.compile(r"\w+")


def find(music: Music, kind: str, query: str) -> Sequence[int]:
    """Return the numbers of the ``track`` s or ``album`` s that fit all of a query's fields."""
    terms = {name: quoted or bare for name, quoted, bare in _TERM.findall(query)}
    if "isrc" in terms:
        return music.by_isrc.get(terms["isrc"].upper(), []) if kind == "track" else []
    wanted = {name: _words(words) for name, words in terms.items()}
    songs = range(len(music.songs)) if kind == "track" else [songs[0] for songs in music.albums]
    fitting = (_fits(music.songs[song], wanted) for song in songs)
    return [number for number, fits in enumerate(fitting) if fits and wanted]


def _fits(song: Song, wanted: Mapping[str, frozenset[str]]) -> bool:
    names = {"track": song.title, "album": song.album, "artist": song.artist}
    return all(words <= _words(names[name]) for name, words in wanted.items())


@lru_cache(maxsize=65_536)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
