"""What a Spotify account holds, as far as anybody here wants to know it.

Times named ``*_at`` are UTC epoch seconds, lengths are seconds. A ``uri`` is Spotify's own name
of a thing, as in ``spotify:track:4iV5W9uYEdYUVa79Axb7Rh``:
https://developer.spotify.com/documentation/web-api/concepts/spotify-uris-ids
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who has signed in."""

    account_id: str
    """Stays the same for ever: what an account is known by here."""
    user_id: str
    """By which playlists name their owner."""
    name: str
    """For people; the user id where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A track, an episode, or a file of somebody's own that stands among them."""

    uri: str
    id: str | None
    """None for a file of somebody's own."""
    title: str
    artists: tuple[str, ...]
    """As credited, the main one first; empty where nobody is."""
    album: str | None = None
    album_artist: str | None = None
    year: int | None = None
    """Of this release, which may be a later one."""
    seconds: float | None = None
    isrc: str | None = None
    """Not told everywhere."""
    is_local: bool = False
    """Whether it is a file of somebody's own, which no call can add to a playlist."""
    is_episode: bool = False

    @property
    def artist(self) -> str | None:
        """The main artist."""
        return self.artists[0] if self.artists else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedTrack:
    """A track that somebody has saved."""

    track: Track
    added_at: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaylistItem:
    """One entry of a playlist."""

    uri: str
    track: Track
    added_at: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Playlist:
    """A playlist in somebody's library, without its items."""

    id: str
    name: str
    description: str
    snapshot_id: str
    """Another after every change; the same only if nothing has changed."""
    is_own: bool
    """Whether the account itself owns it; hardly of any other items are told."""
    total: int
    """Its items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """An album, as a search finds it."""

    id: str
    title: str
    artists: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentPlay:
    """One play among the last fifty, wherever it was heard."""

    track: Track
    played_at: float
    """As Spotify says it: mostly when the play ended, sometimes when it began.

    https://github.com/spotify/web-api/issues/1083
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentPage:
    """What was played lately."""

    plays: tuple[RecentPlay, ...]
    """The latest first."""
    is_full: bool
    """Whether there may be more that Spotify does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page[T]:
    """A part of a long list."""

    items: tuple[T, ...]
    """What of it can be read; what a broken service sends is left out."""
    offset: int
    """Where it begins."""
    total: int
    """Of the whole list."""
    next_offset: int | None
    """Where the next one begins; None at the end."""
