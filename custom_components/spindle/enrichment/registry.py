"""Who can be asked. To add a provider: one file in ``providers``, and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .providers import cover_art, deezer, labs, listenbrainz, musicbrainz, service_item

if TYPE_CHECKING:
    from collections.abc import Callable

    from .types import Lookup, Provider, Service

PROVIDERS: Final[tuple[Provider, ...]] = (
    service_item.PROVIDER,
    deezer.PROVIDER,
    musicbrainz.PROVIDER,
    listenbrainz.PROVIDER,
    labs.PROVIDER,
    cover_art.PROVIDER,
)


def services(providers: tuple[Provider, ...] = PROVIDERS) -> tuple[Service, ...]:
    """Return every service once, as households are asked about them."""
    found = {service.slug: service for one in providers for service in one.services}
    return tuple(found.values())


def lookups(
    is_allowed: Callable[[str], bool], providers: tuple[Provider, ...] = PROVIDERS
) -> tuple[Lookup, ...]:
    """Return what may be asked of the services that are allowed, by their slugs."""
    return tuple(
        lookup for one in providers for lookup in one.lookups if is_allowed(lookup.service)
    )
