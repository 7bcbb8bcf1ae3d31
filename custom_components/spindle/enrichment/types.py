"""What providers declare, what they are asked, what they answer. Plain values.

Times are UTC epoch seconds; durations are seconds.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from ..store.facts import Field
from ..store.search_index import NameKind
from ..upstream.types import DAY, Policy, Priority

if TYPE_CHECKING:
    from ..store.due import Due
    from ..store.fact_values import Value
    from ..upstream.cache import Caller

TRACK: Final = NameKind.TRACK
ALBUM: Final = NameKind.ALBUM
ARTIST: Final = NameKind.ARTIST


class Slot(NamedTuple):
    """A field of a kind of name: what can be missing, be filled, or be needed."""

    kind: NameKind
    field: Field


ISRC: Final = Slot(TRACK, Field.ISRC)
RECORDING: Final = Slot(TRACK, Field.RECORDING_MBID)
TRACK_YEAR: Final = Slot(TRACK, Field.RELEASE_YEAR)
TRACK_GENRES: Final = Slot(TRACK, Field.GENRES)
TRACK_LINKS: Final = Slot(TRACK, Field.LINKS)
RELEASE_GROUP: Final = Slot(ALBUM, Field.RELEASE_GROUP_MBID)
ALBUM_TYPE: Final = Slot(ALBUM, Field.RELEASE_TYPE)
ALBUM_YEAR: Final = Slot(ALBUM, Field.RELEASE_YEAR)
ALBUM_GENRES: Final = Slot(ALBUM, Field.GENRES)
ALBUM_LINKS: Final = Slot(ALBUM, Field.LINKS)
ARTIST_MBID: Final = Slot(ARTIST, Field.ARTIST_MBID)
ARTIST_GENRES: Final = Slot(ARTIST, Field.GENRES)

type Need = Slot | str
"""What must be known of a name before it can be asked about: a slot, or ``has_item``."""


def has_item(slug: str) -> str:
    """Return the need of a track's own id at a service."""
    return f"item:{slug}"


def has_link(slug: str) -> str:
    """Return the need of an address of the name at a service."""
    return f"link:{slug}"


class Sends(StrEnum):
    """What a service learns of us when it is asked. There is nothing else."""

    ARTIST = "artist"
    TITLE = "title"
    ALBUM = "album"
    ISRC = "isrc"
    MBID = "mbid"
    ITEM = "item"
    """The id under which a music service knows the track."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A public service that a household may allow to be asked."""

    slug: str
    name: str
    host: str
    sends: frozenset[Sends]
    policy: Callable[[str], Policy]
    """Its limits, by the User-Agent it is called with."""


class Found(NamedTuple):
    """One thing that a service said of a name."""

    slot: Slot
    id: int
    """Of the artist, the album or the track."""
    value: Value
    confidence: float
    """From 0, a guess, to 1, certain."""


type Ask = Callable[[Caller, Priority, Sequence[Due]], Awaitable[Sequence[Found]]]
"""Asks a service about names; what it does not say of one, it does not know.

Raises ``UpstreamError`` when nothing can be said of any of them.
"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lookup:
    """One question that a provider can answer."""

    name: str
    """``service:what``; the provider in the store, so that no answer is asked for twice."""
    service: str
    family: str
    """The endpoint family whose calls are counted together."""
    about: NameKind
    needs: frozenset[Need] = frozenset()
    """What must be known; artist, title and the name of the album always are."""
    fills: frozenset[Slot]
    """What the answer may tell of the name asked about, of its artist and of its album."""
    cost: float
    """Seconds of the service's pace that one call takes up, more where it answers less surely."""
    batch: int = 1
    """Names of one call."""
    same: frozenset[str] = frozenset()
    """Lookups of the same source: their answer, whatever it was, stands for this one's."""
    unless: frozenset[str] = frozenset()
    """Lookups that leave nothing for this one once they have found the name."""
    ttl: float = 180 * DAY
    """Seconds for which an answer stands."""
    miss_ttl: float = 30 * DAY
    """Seconds for which it stands that the service knows none."""
    ask: Ask = field(repr=False)

    @property
    def cost_each(self) -> float:
        """Seconds of the service's pace for one name of a full call."""
        return self.cost / self.batch

    def is_spent(self, name: Due) -> bool:
        """Tell whether its answer about a name, or one as good, stands already."""
        own = (slot.field for slot in self.fills if slot.kind is self.about)
        return (
            all(self.name in name.asked.get(each, {}) for each in own)
            or any(not self.same.isdisjoint(by) for by in name.asked.values())
            or any(known.provider in self.unless for known in name.known.values())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """What a few services can be asked, and which they are."""

    services: tuple[Service, ...]
    lookups: tuple[Lookup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The next call to make."""

    lookup: Lookup
    names: tuple[Due, ...]
    priority: Priority

    @property
    def is_full(self) -> bool:
        """Tell whether the call takes no more names."""
        return len(self.names) >= self.lookup.batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """There is nothing to ask now."""

    until: float | None
    """From when there is; None while nothing more is known to be missing."""
