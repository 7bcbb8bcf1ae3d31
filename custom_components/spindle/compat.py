"""Every fork between the Home Assistant releases that Spindle runs on, 2025.4 to 2026.11.

Each says with which release as the floor it dies, and what then takes its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from homeassistant import config_entries
from homeassistant.config_entries import ConfigEntry, OptionsFlow

if TYPE_CHECKING:
    from homeassistant.components.recorder.models import StatisticMetaData
    from homeassistant.core import HomeAssistant

# Dies with 2025.8: import OptionsFlowWithReload from homeassistant.config_entries, and
# drop async_reload_with_options.
_RELOADS: Final = hasattr(config_entries, "OptionsFlowWithReload")

if TYPE_CHECKING:
    OptionsFlowWithReload = OptionsFlow
else:
    OptionsFlowWithReload = getattr(config_entries, "OptionsFlowWithReload", OptionsFlow)


# Dies with 2026.11: what core takes for a schema is voluptuous's before it and probatio's
# from then on. ``import voluptuous`` makes both, but only one of them is its type.
type Schema = Any


def async_reload_with_options(entry: ConfigEntry[Any]) -> None:
    """Reload ``entry`` when its options change, where no options flow does it by itself.

    Call it from set-up. Together with ``OptionsFlowWithReload`` a listener is forbidden.
    """
    if _RELOADS:
        return
    known = entry.options

    async def reload(hass: HomeAssistant, changed: ConfigEntry[Any]) -> None:
        # Who changes its data reloads it as well.
        if changed.options != known:
            await hass.config_entries.async_reload(changed.entry_id)

    entry.async_on_unload(entry.add_update_listener(reload))


def statistic_metadata(
    statistic_id: str, *, name: str, unit: str, unit_class: str | None
) -> StatisticMetaData:
    """Describe an external statistic with a sum and no mean.

    Dies with 2025.11: ``unit_class`` is expected from then on, and before it the recorder
    silently drops every row that comes with it.
    """
    # The recorder may be absent: only who writes statistics needs its models.
    from homeassistant.components.recorder.models import (  # noqa: PLC0415
        StatisticMeanType,
        StatisticMetaData,
    )

    metadata: dict[str, object] = {
        "mean_type": StatisticMeanType.NONE,
        "has_sum": True,
        "name": name,
        "source": statistic_id.partition(":")[0],
        "statistic_id": statistic_id,
        "unit_of_measurement": unit,
    }
    if "unit_class" in StatisticMetaData.__annotations__:
        metadata["unit_class"] = unit_class
    return cast("StatisticMetaData", metadata)
