"""Which of the things that were heard are asked for: a judgement, by what is known. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
import re
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import fold
from ..store.lidarr_types import WantedReason
from .types import Policy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..store.lidarr_candidates import Candidate

DAY: Final = 86_400.0
SURE_ENOUGH: Final = 0.85
"""How sure an id must be for it to be sent to Lidarr with no person in between …"""
LIKELY: Final = 0.7
"""… and how sure for a person to be asked; below, or beside another as likely, it is a near miss."""
MARGIN: Final = 0.1
"""By how much the surest id must be ahead of the next."""
MOST_OPEN: Final = 25

VARIOUS: Final = frozenset(
    {
        "various artists",
        "various",
        "va",
        "v a",
        "verschiedene interpreten",
        "verschiedene kunstler",
        "diverse",
        "diverse artists",
        "artisti vari",
        "varios artistas",
        "artistes divers",
        "soundtrack",
    }
)
"""What stands in an artist's place where there are many, folded."""


class AlbumType(StrEnum):
    """What an album is, in MusicBrainz's words: https://musicbrainz.org/doc/Release_Group/Type.

    What it is besides (live, a compilation) goes before whether it is an album.
    """

    ALBUM = "album"
    EP = "ep"
    SINGLE = "single"
    COMPILATION = "compilation"
    LIVE = "live"


# Where nobody knows the type, the services' own habits of naming tell some.
NAMED: Final = (
    (AlbumType.SINGLE, re.compile(r"\s[-\u2013]\ssingle$", re.IGNORECASE)),
    (AlbumType.EP, re.compile(r"(?:\s[-\u2013]\s|\s|\()ep\)?$", re.IGNORECASE)),
    (
        AlbumType.LIVE,
        re.compile(
            r"[(\[][^)\]]*\blive\b[^)\]]*[)\]]|\blive (?:at|from|in|on)\b|\bunplugged\b",
            re.IGNORECASE,
        ),
    ),
    (
        AlbumType.COMPILATION,
        re.compile(
            r"\b(?:greatest hits|best of|the very best|collection|anthology|essentials?"
            r"|the singles|complete recordings)\b",
            re.IGNORECASE,
        ),
    ),
)
REASONS: Final[Mapping[AlbumType | None, WantedReason]] = {
    AlbumType.SINGLE: WantedReason.SINGLE,
    AlbumType.COMPILATION: WantedReason.COMPILATION,
    AlbumType.LIVE: WantedReason.LIVE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Of what is heard, what is asked for. Every given part must hold."""

    policy: Policy = Policy.SUGGEST
    tracks: int = 3
    """Different tracks of an album that were heard …"""
    days: int = 2
    """… on different days …"""
    within_days: int | None = 90
    """… of the last so many; None: whenever."""
    plays: int = 0
    minutes: int = 0
    services: frozenset[str] = frozenset()
    """Slugs of the services whose plays count; empty is all of them."""
    rooms: frozenset[str] = frozenset()
    """Ids of the speakers whose plays count; empty is all of them …"""
    not_rooms: frozenset[str] = frozenset()
    """… but these."""
    album_types: frozenset[AlbumType] = frozenset({AlbumType.ALBUM, AlbumType.EP})
    """What an album may be; one of which nobody knows what it is may be either of these."""
    most_open: int = MOST_OPEN
    """Suggestions that may wait for a person at a time."""
    everything: bool = False
    """Every artist and every album that is heard, whatever it is."""

    def effective(self) -> Rules:
        """Return the rules as they are meant: everything asks for no more than one play."""
        if not self.everything:
            return self
        return replace(
            self,
            tracks=1,
            days=1,
            within_days=None,
            plays=0,
            minutes=0,
            album_types=frozenset(AlbumType),
        )


def judge(candidate: Candidate, rules: Rules) -> WantedReason | None:
    """Return why something that satisfies the rules is not asked for; None when it is."""
    if candidate.is_radio_only:
        return WantedReason.RADIO_ONLY
    if candidate.is_artist:
        return WantedReason.NO_MBID if candidate.mbid is None else None
    if fold(candidate.artist) in VARIOUS:
        return WantedReason.VARIOUS_ARTISTS
    kind = type_of(candidate)
    if kind in REASONS and kind not in rules.album_types:
        return REASONS[kind]
    if candidate.mbid is None:
        return WantedReason.NO_MBID
    needed = SURE_ENOUGH if rules.policy is Policy.AUTOMATIC else LIKELY
    if candidate.confidence < needed or candidate.confidence - candidate.rival < MARGIN:
        return WantedReason.AMBIGUOUS
    return None


def type_of(candidate: Candidate) -> AlbumType | None:
    """Return what an album is, as MusicBrainz says or its title tells; None: nobody knows."""
    if candidate.album_type is not None:
        known = candidate.album_type
        return AlbumType(known) if known in AlbumType else AlbumType.ALBUM
    title = candidate.album or ""
    return next((kind for kind, naming in NAMED if naming.search(title)), None)
