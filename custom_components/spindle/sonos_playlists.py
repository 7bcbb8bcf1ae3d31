"""The household's music library and Sonos playlists, over core's own SoCo; it may be absent.

The speakers' commands are called as they are: SoCo's own functions for playlists look the
whole list up again for every title.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from .catalogue.folding import clean
from .playlists.targets.sonos_types import Contents, Refused, Silent, SonosTrack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence

    from .sonos_bridge import SonosBridge

LIBRARY: Final = "A:TRACKS"
PLAYLISTS: Final = "SQ:"
PAGE: Final = 200
"""Elements that are asked for at once; a speaker may give fewer."""
MOST_PAGES: Final = 1000
"""Ends a listing whose speaker never comes to an end; a library has 65,000 titles at most."""
LARGEST_PAGE: Final = 4_000_000
"""Characters of an answer that are parsed; a page has some hundred thousand."""
LONGEST_ID: Final = 2000
ASKED: Final = 3
"""Speakers that are tried until one answers."""

# https://github.com/SoCo/SoCo/blob/master/soco/data_structures.py names these, and the ``desc``
# that stands for the household's own library.
DC: Final = "{http://purl.org/dc/elements/1.1/}"
DIDL: Final = "{urn:schemas-upnp-org:metadata-1-0/DIDL-Lite/}"
TRACK: Final = (
    '<DIDL-Lite xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:upnp="urn:schemas-upnp-org:metadata-1-0/upnp/"'
    ' xmlns:r="urn:schemas-rinconnetworks-com:metadata-1-0/"'
    ' xmlns="urn:schemas-upnp-org:metadata-1-0/DIDL-Lite/">'
    '<item id={id} parentID="A:TRACKS" restricted="true"><dc:title>{title}</dc:title>'
    "<upnp:class>object.item.audioItem.musicTrack</upnp:class>"
    '<desc id="cdudn" nameSpace="urn:schemas-rinconnetworks-com:metadata-1-0/">'
    "RINCON_AssociatedZPUDN</desc></item></DIDL-Lite>"
)


@dataclass(frozen=True, slots=True)
class _Element:
    """One thing of a listing."""

    id: str
    uri: str
    title: str
    creator: str


@dataclass(frozen=True, slots=True)
class _Page:
    """A part of a listing."""

    elements: tuple[_Element, ...]
    total: int
    update_id: int


class SonosPlaylists:
    """Asks and edits, by whichever speaker answers."""

    def __init__(self, bridge: SonosBridge, speakers: Callable[[], Iterable[str]]) -> None:
        """Ask nobody yet; ``speakers`` gives the ids of those that can be reached now."""
        self._bridge = bridge
        self._speakers = speakers

    async def is_indexing(self) -> bool:
        """Tell whether the library is being read anew."""
        return await self._ask(_is_indexing)

    async def has_library(self) -> bool:
        """Tell whether there is any music in it."""
        return (await self._ask(partial(_page, LIBRARY, 0, 1))).total > 0

    async def library(self) -> AsyncIterator[Sequence[SonosTrack]]:
        """Read the whole library, a page at a time."""
        async for page in self._pages(LIBRARY):
            yield [
                SonosTrack(one.id, one.uri, one.title, one.creator)
                for one in page.elements
                if one.id and one.uri and one.title and one.creator
            ]

    async def playlists(self) -> Mapping[str, str]:
        """Return the Sonos playlists: id → title."""
        return {one.id: one.title async for page in self._pages(PLAYLISTS) for one in page.elements}

    async def contents(self, playlist: str) -> Contents:
        """Read a playlist; one that changes on the way has the number of its first page."""
        uris: list[str] = []
        update_id: int | None = None
        async for page in self._pages(playlist):
            update_id = page.update_id if update_id is None else update_id
            uris += (one.uri for one in page.elements)
        return Contents(tuple(uris), update_id or 0)

    async def create(self, title: str) -> str:
        """Make an empty playlist; return its id."""
        return await self._ask(partial(_create, title), attempts=1)

    async def take_out(self, playlist: str, update_id: int, places: Sequence[int]) -> int:
        """Take titles out, by places from 0; return the number of this change."""
        return await self._ask(partial(_take_out, playlist, update_id, places), attempts=1)

    async def put_in(self, playlist: str, update_id: int, track: SonosTrack, place: int) -> int:
        """Put a title at a place; return the number of this change."""
        return await self._ask(partial(_put_in, playlist, update_id, track, place), attempts=1)

    async def delete(self, playlist: str) -> None:
        """Delete a playlist."""
        await self._ask(partial(_delete, playlist), attempts=1)

    async def _pages(self, listing: str) -> AsyncIterator[_Page]:
        """Go through a listing to its end."""
        start = 0
        for _ in range(MOST_PAGES):
            page = await self._ask(partial(_page, listing, start, PAGE))
            yield page
            start += len(page.elements)
            if not page.elements or start >= page.total:
                return

    async def _ask[T](self, question: Callable[[Any], T], *, attempts: int = ASKED) -> T:
        """Ask one speaker after the other; what changes something only one of them."""
        for speaker in tuple(self._speakers())[:attempts]:
            answer = await self._bridge.ask(speaker, partial(_answer, question))
            if isinstance(answer, Refused):
                raise answer
            if answer is not None:
                return answer.value
        raise Silent


@dataclass(frozen=True, slots=True)
class _Answer[T]:
    """What a speaker said, be it nothing."""

    value: T


def _answer[T](question: Callable[[Any], T], device: Any) -> _Answer[T] | Refused:
    """Put a question to the coordinator of a speaker's group; only it may edit."""
    leader = getattr(device.group, "coordinator", None) or device
    try:
        return _Answer(question(leader))
    except Exception as error:
        # SoCo tells a speaker's own refusal from all that goes wrong on the way by its code.
        if code := getattr(error, "error_code", None):
            return Refused(str(code))
        raise


def _is_indexing(device: Any) -> bool:
    answer = device.contentDirectory.GetShareIndexInProgress([])
    return str(answer["IsIndexing"]) == "1"


def _page(listing: str, start: int, count: int, device: Any) -> _Page:
    """List a part of something."""
    answer = device.contentDirectory.Browse(
        [
            ("ObjectID", listing),
            ("BrowseFlag", "BrowseDirectChildren"),
            ("Filter", "*"),
            ("StartingIndex", start),
            ("RequestedCount", count),
            ("SortCriteria", ""),
        ]
    )
    return _Page(
        _elements(str(answer["Result"])), int(answer["TotalMatches"]), int(answer["UpdateID"])
    )


def _elements(didl: str) -> tuple[_Element, ...]:
    """Read the things of a DIDL-Lite document, all of them: places are counted by them.

    Raises ``ValueError`` for what is no such document (the parser's own errors are some).
    """
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 (in the executor only)

    if len(didl) > LARGEST_PAGE:
        msg = "the listing is too long"
        raise ValueError(msg)
    return tuple(
        _Element(
            id=one.get("id", "")[:LONGEST_ID],
            uri=(one.findtext(f"{DIDL}res") or "")[:LONGEST_ID],
            title=clean(one.findtext(f"{DC}title") or ""),
            creator=clean(one.findtext(f"{DC}creator") or ""),
        )
        for one in fromstring(didl)
    )


def _create(title: str, device: Any) -> str:
    answer = device.avTransport.CreateSavedQueue(
        [("InstanceID", 0), ("Title", title), ("EnqueuedURI", ""), ("EnqueuedURIMetaData", "")]
    )
    return str(answer["AssignedObjectID"])


def _take_out(playlist: str, update_id: int, places: Sequence[int], device: Any) -> int:
    answer = device.avTransport.ReorderTracksInSavedQueue(
        [
            ("InstanceID", 0),
            ("ObjectID", playlist),
            ("UpdateID", update_id),
            ("TrackList", ",".join(map(str, places))),
            ("NewPositionList", ""),
        ]
    )
    return int(answer["NewUpdateID"])


def _put_in(playlist: str, update_id: int, track: SonosTrack, place: int, device: Any) -> int:
    answer = device.avTransport.AddURIToSavedQueue(
        [
            ("InstanceID", 0),
            ("ObjectID", playlist),
            ("UpdateID", update_id),
            ("EnqueuedURI", track.uri),
            (
                "EnqueuedURIMetaData",
                TRACK.format(id=quoteattr(track.id), title=escape(track.title)),
            ),
            ("AddAtIndex", place),
        ]
    )
    return int(answer["NewUpdateID"])


def _delete(playlist: str, device: Any) -> None:
    device.contentDirectory.DestroyObject([("ObjectID", playlist)])
