"""Ask which public services may complete the plays: a switch for each, off until switched on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.helpers import selector
import voluptuous as vol

from ..const import OPTION_PUBLIC_SERVICES
from ..public_services import PUBLIC_SERVICES, consented

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..compat import Schema

STEP: Final = "public_services"

CONSENT_SCHEMA: Final[Schema] = vol.Schema(
    {vol.Required(slug, default=False): selector.BooleanSelector() for slug in PUBLIC_SERVICES}
)

HOSTS: Final[Mapping[str, str]] = {
    f"{slug}_host": service.host for slug, service in PUBLIC_SERVICES.items()
}
"""What the page names beside what each host is told."""


def chosen(user_input: Mapping[str, bool]) -> dict[str, Any]:
    """Return the option that the switches make."""
    return {OPTION_PUBLIC_SERVICES: [slug for slug in PUBLIC_SERVICES if user_input[slug]]}


def switches(options: Mapping[str, Any]) -> dict[str, bool]:
    """Return how the switches stand."""
    on = {service.slug for service in consented(options)}
    return {slug: slug in on for slug in PUBLIC_SERVICES}
