"""Names that the whole integration shares."""

from __future__ import annotations

import logging
from typing import Final

DOMAIN: Final = "spindle"
LOGGER = logging.getLogger(__package__)

CONF_KIND: Final = "kind"

DATABASE: Final = "spindle.db"
"""File name of the store, in Home Assistant's configuration directory."""
