"""The public services that plays may be completed by, and which of them are let."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .const import OPTION_PUBLIC_SERVICES
from .enrichment import registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .enrichment.types import Service

PUBLIC_SERVICES: Final[Mapping[str, Service]] = {
    service.slug: service for service in registry.services()
}
"""Every service there is to ask, by its slug; they answer everybody, without an account."""


def consented(options: Mapping[str, Any]) -> tuple[Service, ...]:
    """Return the services that a person has switched on; none before anybody was asked."""
    chosen = options.get(OPTION_PUBLIC_SERVICES, ())
    return tuple(service for slug, service in PUBLIC_SERVICES.items() if slug in chosen)
