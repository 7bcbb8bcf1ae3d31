"""The fields that forms are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.data_entry_flow import section
from homeassistant.helpers import selector

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..compat import Schema


def whole_number(minimum: int, maximum: int, unit: str | None = None) -> selector.NumberSelector:
    """Ask for a number in a box; ``unit`` is shown behind it."""
    config = selector.NumberSelectorConfig(
        min=minimum, max=maximum, step=1, mode=selector.NumberSelectorMode.BOX
    )
    if unit:
        config["unit_of_measurement"] = unit
    return selector.NumberSelector(config)


def choice(
    options: Mapping[str, str] | tuple[str, ...],
    *,
    multiple: bool = False,
    translation_key: str | None = None,
) -> selector.SelectSelector:
    """Offer ``options``: value → label, or values whose labels are translations."""
    if isinstance(options, tuple):
        config = selector.SelectSelectorConfig(options=list(options), multiple=multiple)
    else:
        labelled = [
            selector.SelectOptionDict(value=value, label=label) for value, label in options.items()
        ]
        config = selector.SelectSelectorConfig(
            options=labelled, multiple=multiple, mode=selector.SelectSelectorMode.DROPDOWN
        )
    if translation_key:
        config["translation_key"] = translation_key
    return selector.SelectSelector(config)


def whole(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was said with its numbers whole, as the boxes do not give them."""
    return {
        name: int(value) if isinstance(value, float) else value
        for name, value in user_input.items()
    }


def folded(fields: Schema) -> section:
    """Return fields that are seen when somebody unfolds them."""
    return section(fields, {"collapsed": True})
