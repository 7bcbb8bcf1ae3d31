"""What the household has to play from, and the commands that change its Sonos playlists."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from . import didl
from .actions import Answers, Asked, Service
from .errors import Refusal, UpnpError
from .saved_queues import PREFIX
from .transport import AV_TRANSPORT

if TYPE_CHECKING:
    from .media import Item
    from .saved_queues import Music, SavedQueue

CONTENT = Service("ContentDirectory", "MediaServer/ContentDirectory")
LIBRARY = "A:TRACKS"


@CONTENT.action(
    "Browse",
    inputs="ObjectID BrowseFlag Filter StartingIndex RequestedCount SortCriteria",
    outputs="Result NumberReturned TotalMatches UpdateID",
)
def browse(asked: Asked) -> Answers:
    """List the queue, the library, the playlists or what is in one; there are no favourites."""
    elements, update_id = _elements(asked)
    start = asked.number("StartingIndex")
    count = min(asked.number("RequestedCount") or len(elements), asked.household.music.page)
    page = elements[start : start + count]
    return {
        "Result": didl.document(page),
        "NumberReturned": len(page),
        "TotalMatches": len(elements),
        "UpdateID": update_id,
    }


def _elements(asked: Asked) -> tuple[list[str], int]:
    """Describe everything in what is asked for, with the number of its latest change."""
    identity, music = asked["ObjectID"], asked.household.music
    if identity == "Q:0":
        items = asked.speaker.player.queue.items
        return [
            didl.item_element(item, identity=f"Q:0/{place}", parent="Q:0")
            for place, item in enumerate(items, 1)
        ], 1
    if identity == LIBRARY:
        return [_library_element(item, LIBRARY) for item in music.library], 1
    if identity == PREFIX:
        return [_queue_element(queue) for queue in music.queues.values()], 1
    if identity.startswith(PREFIX):
        queue = music.queue(identity)
        return [_library_element(item, identity) for item in queue.items], queue.update_id
    return [], 1


def _library_element(item: Item, parent: str) -> str:
    identity = f"S:{item.uri.removeprefix('x-file-cifs:')}"
    return didl.item_element(item, identity=identity, parent=parent)


def _queue_element(queue: SavedQueue) -> str:
    address = f"file:///jffs/settings/savedqueues.rsq#{queue.id.removeprefix(PREFIX)}"
    return (
        f'<container id={quoteattr(queue.id)} parentID="{PREFIX}" restricted="true">'
        f"<dc:title>{escape(queue.title)}</dc:title>"
        f'<res protocolInfo="file:*:audio/mpegurl:*">{address}</res>'
        "<upnp:class>object.container.playlistContainer</upnp:class></container>"
    )


@CONTENT.action("GetShareIndexInProgress", outputs="IsIndexing")
def get_indexing(asked: Asked) -> Answers:
    """Tell whether the library is being read anew."""
    return {"IsIndexing": int(asked.household.music.is_indexing)}


@CONTENT.action("DestroyObject", inputs="ObjectID")
def destroy(asked: Asked) -> Answers:
    """Delete a playlist. Error 701 when there is none."""
    asked.household.music.destroy(asked["ObjectID"])
    return {}


@AV_TRANSPORT.action(
    "CreateSavedQueue",
    inputs="InstanceID Title EnqueuedURI EnqueuedURIMetaData",
    outputs="NumTracksAdded NewQueueLength AssignedObjectID NewUpdateID",
)
def create_saved_queue(asked: Asked) -> Answers:
    """Make an empty playlist."""
    queue = _music(asked).create(asked["Title"])
    return {
        "NumTracksAdded": 0,
        "NewQueueLength": 0,
        "AssignedObjectID": queue.id,
        "NewUpdateID": queue.update_id,
    }


@AV_TRANSPORT.action(
    "AddURIToSavedQueue",
    inputs="InstanceID ObjectID UpdateID EnqueuedURI EnqueuedURIMetaData AddAtIndex",
    outputs="NumTracksAdded NewQueueLength NewUpdateID",
)
def add_to_saved_queue(asked: Asked) -> Answers:
    """Put a title of the library into a playlist. Error 800 for what is not there."""
    music, uri = _music(asked), asked["EnqueuedURI"]
    item = next((item for item in music.library if item.uri == uri), None)
    if item is None or didl.parse_item(uri, asked["EnqueuedURIMetaData"]) is None:
        raise UpnpError(Refusal.NOT_A_COORDINATOR)
    update_id, place = asked.number("UpdateID"), asked.number("AddAtIndex")
    queue = music.add(asked["ObjectID"], update_id, item, place)
    return {
        "NumTracksAdded": 1,
        "NewQueueLength": len(queue.items),
        "NewUpdateID": queue.update_id,
    }


@AV_TRANSPORT.action(
    "ReorderTracksInSavedQueue",
    inputs="InstanceID ObjectID UpdateID TrackList NewPositionList",
    outputs="QueueLengthChange NewQueueLength NewUpdateID",
)
def reorder_saved_queue(asked: Asked) -> Answers:
    """Take titles out (no new positions), or move one. Error 402 for anything else."""
    tracks, positions = asked["TrackList"], asked["NewPositionList"]
    identity, update_id, music = asked["ObjectID"], asked.number("UpdateID"), _music(asked)
    before = len(music.queue(identity).items)
    places = tracks.split(",")
    if not all(place.isdecimal() for place in places):
        raise UpnpError(Refusal.INVALID_ARGS)
    if not positions:
        queue = music.take_out(identity, update_id, [int(place) for place in places])
    elif tracks.isdecimal() and positions.isdecimal():
        queue = music.move(identity, update_id, int(tracks), int(positions))
    else:
        raise UpnpError(Refusal.INVALID_ARGS)
    return {
        "QueueLengthChange": len(queue.items) - before,
        "NewQueueLength": len(queue.items),
        "NewUpdateID": queue.update_id,
    }


def _music(asked: Asked) -> Music:
    """Give the household's music to a player that leads. Error 800 when it follows another."""
    if asked.speaker.player.following is not None:
        raise UpnpError(Refusal.NOT_A_COORDINATOR)
    return asked.household.music
