"""Say, in the user's language, why something that was asked for is refused."""

from __future__ import annotations

from homeassistant.exceptions import ServiceValidationError

from .const import DOMAIN


def refusal(key: str, **placeholders: str) -> ServiceValidationError:
    """Make the refusal of a translated sentence, which says why and what to do."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders or None,
    )
