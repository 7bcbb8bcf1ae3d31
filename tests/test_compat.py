"""The forks between Home Assistant's releases, at whichever end this runs."""

from __future__ import annotations

from homeassistant import config_entries
from homeassistant.components.recorder.models import StatisticMeanType, StatisticMetaData
from homeassistant.const import MAJOR_VERSION, MINOR_VERSION
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.spindle.compat import (
    OptionsFlowWithReload,
    async_reload_with_options,
    statistic_metadata,
)

RELEASE = (MAJOR_VERSION, MINOR_VERSION)


def test_options_reload_the_entry_by_one_way_only() -> None:
    entry = MockConfigEntry()
    async_reload_with_options(entry)
    if RELEASE < (2025, 8):
        assert OptionsFlowWithReload is config_entries.OptionsFlow
        assert len(entry.update_listeners) == 1
    else:
        assert vars(config_entries)["OptionsFlowWithReload"] is OptionsFlowWithReload
        assert entry.update_listeners == []


def test_a_statistic_is_described_as_this_release_wants_it() -> None:
    metadata = statistic_metadata("spindle:plays", name="Plays", unit="plays", unit_class=None)
    assert metadata["source"] == "spindle"
    assert metadata["mean_type"] is StatisticMeanType.NONE
    assert set(metadata) <= set(StatisticMetaData.__annotations__)
    assert ("unit_class" in metadata) is (RELEASE >= (2025, 11))
