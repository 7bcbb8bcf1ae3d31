"""Whole sentences in the household's language, for what no page of Home Assistant translates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.core import callback
from homeassistant.helpers.translation import async_get_cached_translations
from homeassistant.util import dt as dt_util

from .const import DOMAIN

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

THOUSANDS: Final = {"de": "."}
"""What stands between thousands, by language; a comma in all others."""


@callback
def async_sentence(hass: HomeAssistant, key: str, **placeholders: str) -> str:
    """Return one of the sentences under ``common``; its key while none is loaded."""
    known = async_get_cached_translations(hass, hass.config.language, "common", DOMAIN)
    return known.get(f"component.{DOMAIN}.common.{key}", key).format(**placeholders)


def local_time(at: float) -> str:
    """Return the local time of an epoch, with its day where that is not today."""
    moment = dt_util.as_local(dt_util.utc_from_timestamp(at))
    is_today = moment.date() == dt_util.now().date()
    return f"{moment:%H:%M}" if is_today else f"{moment:%Y-%m-%d %H:%M}"


def grouped(hass: HomeAssistant, number: int) -> str:
    """Write a whole number as the household's language does: 3,120 or 3.120."""
    language, _, _ = hass.config.language.partition("-")
    return f"{number:,}".replace(",", THOUSANDS.get(language, ","))
