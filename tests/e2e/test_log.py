"""Telling our warnings from those of others."""

from __future__ import annotations

from .log import records, trouble

LOG = """\
2026-11-22 01:00:00.000 INFO (MainThread) [homeassistant.core] Starting
2026-11-22 01:00:01.000 WARNING (MainThread) [homeassistant.loader] We found a custom \
integration spindle which has not been tested by Home Assistant.
2026-11-22 01:00:02.000 ERROR (MainThread) [custom_components.spindle.listener] It broke
Traceback (most recent call last):
ValueError: broken
2026-11-22 01:00:03.000 WARNING (SyncWorker_1) [homeassistant.components.sonos] No answer
2026-11-22 01:00:04.000 ERROR (MainThread) [homeassistant.components.sensor] Setup failed
  File "/config/custom_components/spindle/sensor.py", line 1
"""


def test_a_traceback_belongs_to_its_record() -> None:
    found = list(records(LOG.splitlines()))
    assert [record.level for record in found] == ["INFO", "WARNING", "ERROR", "WARNING", "ERROR"]
    assert found[2].text.splitlines()[-1] == "ValueError: broken"


def test_the_harmless_is_left_out_and_ours_is_known_by_name_or_traceback() -> None:
    found = trouble(LOG.splitlines())
    assert [(record.logger, record.ours) for record in found] == [
        ("custom_components.spindle.listener", True),
        ("homeassistant.components.sonos", False),
        ("homeassistant.components.sensor", True),
    ]
