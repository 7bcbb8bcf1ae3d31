"""Which artist, album or track an action is about, as its caller names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import voluptuous as vol

from ..store import named
from ..store.errors import UnknownNameError
from ..store.search_index import NameKind
from .common import NAME, refusal

if TYPE_CHECKING:
    from ..house import House

KINDS: Final[dict[str, NameKind]] = {kind.table: kind for kind in NameKind}
NAMED: Final[dict[Any, Any]] = {
    vol.Required("kind"): vol.In(KINDS),
    vol.Required("artist"): NAME,
    vol.Optional("title"): NAME,
}
"""The fields by which a name is named."""


async def find_named(
    house: House, name: str, artist: str, title: str | None
) -> tuple[NameKind, int]:
    """Find a name of the history, or say what is wrong with the way it was named."""
    kind = KINDS[name]
    if title is None and kind is not NameKind.ARTIST:
        raise refusal("title_missing")
    if title is not None and kind is NameKind.ARTIST:
        raise refusal("title_too_much")
    try:
        return kind, await house.read(named.find, kind, artist, title)
    except UnknownNameError as error:
        raise refusal("unknown_name", name=str(error)) from error
