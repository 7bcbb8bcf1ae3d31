"""The music services of the household, as ListAvailableServices answers them."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import quoteattr

SERVICES: Final[dict[int, str]] = {
    2: "Deezer",
    9: "Spotify",
    31: "Qobuz",
    157: "Bandcamp",
    160: "SoundCloud",
    174: "TIDAL",
    181: "Mixcloud",
    201: "Amazon Music",
    204: "Apple Music",
    212: "Plex",
    236: "Pandora",
    239: "Audible",
    246: "bonob",
    254: "TuneIn",
    284: "YouTube Music",
    303: "Sonos Radio",
    306: "Atmosphere by Kollekt.fm",
    313: "Juuqo",
    325: "BBC Sounds & More",
}
"""Service id → name. 246 is one that the household added itself; one name needs escaping."""


def descriptor_list(services: dict[int, str]) -> str:
    """Write the list of services as XML."""
    entries = "".join(
        f'<Service Id="{number}" Name={quoteattr(name)} Version="1.1"'
        f' Uri="http://service{number}.example/smapi" SecureUri="https://service{number}.example"'
        ' ContainerType="MService" Capabilities="513"><Policy Auth="AppLink" PollInterval="30"/>'
        "</Service>"
        for number, name in services.items()
    )
    return f'<Services SchemaVersion="1">{entries}</Services>'


def type_list(services: dict[int, str]) -> str:
    """List the services' types: each is its id times 256 plus 7."""
    return ",".join(str(number * 256 + 7) for number in services)
