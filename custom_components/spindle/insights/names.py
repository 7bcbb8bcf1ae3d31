"""What is ranked, and by which figure."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a play points at; its value is the name of the table."""

    ARTIST = "artist"
    ALBUM = "album"
    TRACK = "track"


class Figure(StrEnum):
    """By what names are ranked; its value is the name of the column."""

    PLAYS = "plays"
    SECONDS = "seconds"


def kind_of(name: str) -> Kind:
    """Return a kind by its name, in singular or plural; raise ValueError for another."""
    try:
        return Kind(name.removesuffix("s"))
    except ValueError:
        raise ValueError("The kind must be one of artists, albums, tracks.") from None


def figure_of(name: str) -> Figure:
    """Return a figure by its name; raise ValueError for another."""
    try:
        return Figure(name)
    except ValueError:
        raise ValueError("The figure must be plays or seconds.") from None
