"""Names, lookups and services that exist for a test only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from custom_components.spindle.enrichment.types import TRACK, Found, Lookup, Need, Slot
from custom_components.spindle.store.due import Due, Recording
from custom_components.spindle.store.fact_rows import Known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from custom_components.spindle.store.fact_values import Value
    from custom_components.spindle.store.facts import Field
    from custom_components.spindle.store.search_index import NameKind
    from custom_components.spindle.upstream.types import Priority

NOW = 1_700_000_000.0
DAY = 86_400.0

MBID = "00000000-0000-4000-8000-{:012}"


def isrc(number: int) -> str:
    """Return the ISRC of a made-up track."""
    return f"DEABC{number:07}"


def mbid(number: int) -> str:
    """Return an identifier."""
    return MBID.format(number)


def name(
    kind: NameKind = TRACK,
    entity: int = 1,
    *,
    known: Mapping[Field, Value | None] | None = None,
    asked: Mapping[Field, Mapping[str, float]] | None = None,
    items: Mapping[str, str] | None = None,
    **given: Any,
) -> Due:
    """Return a name of which nothing is known but the given."""
    told = {
        each: Known(value=value, provider="told", confidence=1.0)
        for each, value in (known or {}).items()
    }
    recording = Recording(
        id=entity,
        title=f"Title {entity}",
        isrc=None,
        mbid=None,
        items={slug: (item,) for slug, item in (items or {}).items()},
    )
    plain: dict[str, Any] = {
        "kind": kind,
        "id": entity,
        "name": f"Title {entity}",
        "artist_id": entity,
        "artist": f"Artist {entity}",
        "is_live": False,
        "is_imported": False,
        "played_at": int(NOW) - 100_000,
        "tracks": (recording,),
    }
    return Due(**(plain | given), known=told, asked=asked or {})


async def nothing(*_: object) -> Sequence[Found]:
    """Know nothing of anybody."""
    return ()


def lookup(
    called: str,
    fills: set[Slot],
    *,
    needs: set[Need] | None = None,
    cost: float = 1.0,
    **given: Any,
) -> Lookup:
    """Return a lookup ``service:what``."""
    plain: dict[str, Any] = {
        "name": called,
        "service": called.partition(":")[0],
        "family": "any",
        "about": TRACK,
        "ask": nothing,
    }
    return Lookup(
        **(plain | given), needs=frozenset(needs or ()), fills=frozenset(fills), cost=cost
    )


@dataclass(slots=True)
class Doors:
    """Says from when on each service may be asked; from the beginning of time otherwise."""

    at: dict[str, float] = field(default_factory=dict)

    def __call__(self, asked: Lookup, _: Priority) -> float:
        """Return the epoch seconds."""
        return self.at.get(asked.service, 0.0)
