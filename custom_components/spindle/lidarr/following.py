"""Finds out what has become of everything that Lidarr was asked to search for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..store.lidarr_types import WantedStatus
from . import verdicts
from .errors import LidarrNotFound, LidarrUnavailable
from .verdicts import Forgotten, Open

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..store.lidarr_types import WantedItem
    from .answers import Command
    from .client import LidarrClient
    from .observation import Observation
    from .verdicts import Verdict

MOST_FAILURES: Final = 2
"""Calls in a row without an answer before Lidarr is taken to be out of reach."""
TAKEN_UP_WITHIN: Final = 300.0
"""Seconds in which a call that nobody waits for any more may still be carried out."""


async def follow(
    client: LidarrClient, items: Sequence[WantedItem], seen: Observation, now: float
) -> list[tuple[WantedItem, Verdict]]:
    """Judge items by one look; ``now`` is epoch seconds. Raises a ``LidarrError``.

    An item about which Lidarr does not answer stays open.
    """
    judged: list[tuple[WantedItem, Verdict]] = []
    failures = 0
    for item in items:
        try:
            judged.append((item, await _judge(client, item, seen, now)))
        except LidarrUnavailable:
            failures += 1
            if failures >= MOST_FAILURES:
                raise
            judged.append((item, Open()))
        else:
            failures = 0
    return judged


async def _judge(client: LidarrClient, item: WantedItem, seen: Observation, now: float) -> Verdict:
    lidarr_id = item.lidarr_id or 0
    row = seen.rows.get(lidarr_id)
    if row is not None and not row.has_failed:
        return verdicts.of_row(item, row, now)
    search = _listed_search(item, seen) or await _forgotten_search(client, item)
    if _may_yet_be_sent(item, search, now):
        return Open()
    if search is not None and search.is_active:
        return Open()
    looked_at = seen.looked_at
    if looked_at is None or (search is not None and (search.ended_at or 0.0) >= looked_at):
        return Open()
    try:
        album = await client.album(lidarr_id)
    except LidarrNotFound:
        return Forgotten()
    if verdicts.is_another(item, album):
        return Forgotten()
    if (stands := verdicts.of_album(album)) is not None:
        return stands
    asked_at = _asked_at(item, search)
    history = await client.album_history(album.artist_id, lidarr_id)
    events = tuple(row for row in history if row.at >= asked_at)
    return verdicts.of_search(item, album, search, events, looked_at)


def _may_yet_be_sent(item: WantedItem, search: Command | None, now: float) -> bool:
    """Tell whether a search of which nobody has said anything may still be taken up."""
    if search is not None or item.command_id is not None:
        return False
    return now - (item.searched_at or 0.0) < TAKEN_UP_WITHIN


def _listed_search(item: WantedItem, seen: Observation) -> Command | None:
    """Return the latest search for an item that Lidarr lists, whoever asked for it.

    Where nobody knows whether the item's own was sent, an earlier one is not taken for it.
    """
    search = seen.searches.get(item.lidarr_id or 0)
    if search is None or item.command_id is not None:
        return search
    is_earlier = (search.queued_at or 0.0) < (item.searched_at or 0.0) - verdicts.SKEW
    return None if is_earlier else search


def _asked_at(item: WantedItem, search: Command | None) -> float:
    """Return since when an item's events count: by Lidarr's own clock, if it can be told."""
    if search is not None and search.id == item.command_id and search.queued_at is not None:
        return search.queued_at
    return (item.searched_at or 0.0) - verdicts.SKEW


async def _forgotten_search(client: LidarrClient, item: WantedItem) -> Command | None:
    """Return the search that Lidarr does not list any more; None when it has forgotten it."""
    if item.status is not WantedStatus.SEARCHING or not item.command_id:
        return None
    try:
        return await client.command(item.command_id)
    except LidarrNotFound:
        return None
