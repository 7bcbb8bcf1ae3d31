"""DIDL-Lite: how a title or a station is described in XML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from defusedxml import ElementTree

from .media import Container, Item

if TYPE_CHECKING:
    from collections.abc import Iterable

DC: Final = "http://purl.org/dc/elements/1.1/"
UPNP: Final = "urn:schemas-upnp-org:metadata-1-0/upnp/"
RINCON: Final = "urn:schemas-rinconnetworks-com:metadata-1-0/"
DIDL: Final = "urn:schemas-upnp-org:metadata-1-0/DIDL-Lite/"


def timespan(seconds: float) -> str:
    """Write seconds as ``H:MM:SS``, whole ones, as players do."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}"


def parse_timespan(text: str) -> float | None:
    """Read ``H:MM:SS``; None when it is none."""
    parts = text.split(":")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    hour, minute, second = (int(part) for part in parts)
    return hour * 3600.0 + minute * 60 + second if minute < 60 and second < 60 else None


def document(elements: Iterable[str]) -> str:
    """Wrap elements into one DIDL-Lite document."""
    return (
        f'<DIDL-Lite xmlns:dc="{DC}" xmlns:upnp="{UPNP}" xmlns:r="{RINCON}" xmlns="{DIDL}">'
        f"{''.join(elements)}</DIDL-Lite>"
    )


def of_item(item: Item, *, identity: str = "-1", parent: str = "-1") -> str:
    """Describe a title; ``NOT_IMPLEMENTED`` for what has no description (line-in, TV)."""
    if not item.described:
        return "NOT_IMPLEMENTED"
    return document([item_element(item, identity=identity, parent=parent)])


def item_element(item: Item, *, identity: str, parent: str) -> str:
    """Describe a title as one element of a document."""
    protocol = quoteattr(f"{item.uri.partition(':')[0]}:*:audio/flac:*")
    duration = f" duration={quoteattr(timespan(item.duration))}" if item.duration else ""
    parts = [
        f"<res protocolInfo={protocol}{duration}>{escape(item.uri)}</res>",
        f"<r:streamContent>{escape(item.stream_content)}</r:streamContent>",
        f"<dc:title>{escape(item.title)}</dc:title>",
        f"<upnp:class>{item.item_class}</upnp:class>",
    ]
    if item.artist:
        parts.append(f"<dc:creator>{escape(item.artist)}</dc:creator>")
    if item.album:
        parts.append(f"<upnp:album>{escape(item.album)}</upnp:album>")
    return (
        f'<item id={quoteattr(identity)} parentID={quoteattr(parent)} restricted="true">'
        f"{''.join(parts)}</item>"
    )


def of_container(container: Container) -> str:
    """Describe a station; empty for what has no name of its own, such as the queue."""
    if not container.title:
        return ""
    element = (
        '<item id="-1" parentID="-1" restricted="true">'
        f"<dc:title>{escape(container.title)}</dc:title>"
        f"<upnp:class>{container.item_class}</upnp:class></item>"
    )
    return document([element])


def parse_item(uri: str, metadata: str) -> Item | None:
    """Read what a client says of a URI; None when it says nothing readable."""
    if not metadata:
        return None
    try:
        root = ElementTree.fromstring(metadata)
    except ElementTree.ParseError:
        return None
    resource = root.find(f".//{{{DIDL}}}res")
    announced = resource.get("duration") if resource is not None else None
    return Item(
        uri=uri,
        title=root.findtext(f".//{{{DC}}}title") or "",
        artist=root.findtext(f".//{{{DC}}}creator") or "",
        album=root.findtext(f".//{{{UPNP}}}album") or "",
        duration=parse_timespan(announced or "") or 0.0,
    )
