"""SOAP: reading what a client asks and writing the answer or the refusal."""

from __future__ import annotations

from dataclasses import dataclass
import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from defusedxml import ElementTree

from .errors import Refusal, UpnpError

if TYPE_CHECKING:
    from collections.abc import Mapping

ENVELOPE: Final = "http://schemas.xmlsoap.org/soap/envelope/"
CONTROL: Final = "urn:schemas-upnp-org:control-1-0"


@dataclass(frozen=True, slots=True)
class Request:
    """One action asked of one service."""

    service: str
    action: str
    arguments: Mapping[str, str]


def read_request(header: str, text: str) -> Request:
    """Read the SOAPACTION header and the envelope.

    Raises UpnpError 401 when they name no action, or not the same one, and 402 when
    the envelope cannot be read.
    """
    named = re.fullmatch(r'"?urn:schemas-upnp-org:service:(\w+):1#(\w+)"?', header)
    if named is None:
        raise UpnpError(Refusal.INVALID_ACTION)
    try:
        body = ElementTree.fromstring(text).find(f"{{{ENVELOPE}}}Body")
    except ElementTree.ParseError as error:
        raise UpnpError(Refusal.INVALID_ARGS) from error
    if body is None or len(body) != 1:
        raise UpnpError(Refusal.INVALID_ARGS)
    if body[0].tag.rpartition("}")[2] != named[2]:
        raise UpnpError(Refusal.INVALID_ACTION)
    return Request(named[1], named[2], {child.tag: child.text or "" for child in body[0]})


def write_answer(request: Request, answers: Mapping[str, object]) -> str:
    """Write what the action answers."""
    values = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in answers.items())
    kind = f"urn:schemas-upnp-org:service:{request.service}:1"
    return _envelope(
        f'<u:{request.action}Response xmlns:u="{kind}">{values}</u:{request.action}Response>'
    )


def write_refusal(refusal: Refusal) -> str:
    """Write a fault that carries a UPnP error code; sent with HTTP status 500."""
    return _envelope(
        "<s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail>"
        f'<UPnPError xmlns="{CONTROL}"><errorCode>{refusal.value}</errorCode></UPnPError>'
        "</detail></s:Fault>"
    )


def _envelope(content: str) -> str:
    return (
        f'<s:Envelope xmlns:s="{ENVELOPE}"'
        ' s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">'
        f"<s:Body>{content}</s:Body></s:Envelope>"
    )
