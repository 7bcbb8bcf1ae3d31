"""What more than one metadata service tells of: credits and tags. Plain values."""

from __future__ import annotations

from dataclasses import dataclass

from ...catalogue.folding import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One artist of a recording or an album, as credited there."""

    name: str
    mbid: str
    joined: str = ""
    """What stands between this name and the next: ``" feat. "``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A word that people have put on something, and how many of them."""

    name: str
    count: int
    is_genre: bool = False
    """Whether the service itself calls it a genre; False also where it does not say."""


def credited(credits_: tuple[Credit, ...]) -> str:
    """Return the names of a credit as they are printed: ``"m-flo feat. BoA"``."""
    return clean("".join(credit.name + credit.joined for credit in credits_))
