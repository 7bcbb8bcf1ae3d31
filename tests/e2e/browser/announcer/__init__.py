"""Stands in for multicast: the action ``announcer.announce`` lets a Sonos speaker be discovered.

Whoever claims such speakers in their manifest hears of it, as from Home Assistant's own zeroconf.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from homeassistant.config_entries import SOURCE_ZEROCONF
from homeassistant.helpers import discovery_flow
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
from homeassistant.loader import async_get_zeroconf

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant, ServiceCall
    from homeassistant.helpers.typing import ConfigType

DOMAIN: Final = "announcer"
KIND: Final = "_sonos._tcp.local."
SPEAKER: Final = ip_address("127.0.0.1")


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Offer the action."""

    async def announce(_call: ServiceCall) -> None:
        for claim in (await async_get_zeroconf(hass))[KIND]:
            discovery_flow.async_create_flow(
                hass,
                claim["domain"],
                {"source": SOURCE_ZEROCONF},
                ZeroconfServiceInfo(
                    ip_address=SPEAKER,
                    ip_addresses=[SPEAKER],
                    port=1443,
                    hostname="Sonos-48A6B8000000.local.",
                    type=KIND,
                    name=f"RINCON_48A6B800000001400@Kitchen.{KIND}",
                    properties={},
                ),
            )

    hass.services.async_register(DOMAIN, "announce", announce)
    return True
