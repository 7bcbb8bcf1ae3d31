"""The public services that plays may be completed by: who they are, and which are let."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from .const import OPTION_PUBLIC_SERVICES
from .enrichment.clients import deezer, listenbrainz, musicbrainz

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .upstream.types import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicService:
    """A service that answers everybody, without an account."""

    slug: str
    name: str
    host: str
    """What it is asked at; nothing else is."""
    policy: Callable[[str], Policy]
    """Its limits, for whoever calls by this User-Agent."""


PUBLIC_SERVICES: Final[Mapping[str, PublicService]] = {
    service.slug: service
    for service in (
        PublicService(
            slug="musicbrainz",
            name="MusicBrainz",
            host=musicbrainz.HOST,
            policy=musicbrainz.policy,
        ),
        PublicService(slug="deezer", name="Deezer", host=deezer.HOST, policy=deezer.policy),
        PublicService(
            slug="listenbrainz",
            name="ListenBrainz",
            host=listenbrainz.HOST,
            policy=listenbrainz.policy,
        ),
    )
}


def consented(options: Mapping[str, Any]) -> tuple[PublicService, ...]:
    """Return the services that a person has switched on; none before anybody was asked."""
    chosen = options.get(OPTION_PUBLIC_SERVICES, ())
    return tuple(service for slug, service in PUBLIC_SERVICES.items() if slug in chosen)
