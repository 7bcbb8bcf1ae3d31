"""What the options of Lidarr mean to those who work for it."""

from __future__ import annotations

from typing import Any

import pytest

from custom_components.spindle.lidarr.rules import AlbumType, Rules
from custom_components.spindle.lidarr.types import Policy, Settings
from custom_components.spindle.lidarr_options import POLICIES, rules_from, settings_from

CHOSEN: dict[str, Any] = {"root_folder": "/music", "quality_profile": 3, "metadata_profile": 7}


def test_what_is_not_said_is_as_everybody_has_it() -> None:
    assert settings_from(CHOSEN) == Settings(
        root_folder="/music", quality_profile_id=3, metadata_profile_id=7
    )
    assert rules_from(CHOSEN) == Rules()


def test_what_is_said_holds() -> None:
    settings = settings_from({**CHOSEN, "queue_cap": 7, "wake_minutes": 10, "adds_per_wake": 2})
    assert (settings.cap, settings.wake_seconds, settings.adds_per_wake) == (7, 600.0, 2)
    said = {
        "most_open": 9,
        "tracks": 5,
        "days": 4,
        "within_days": 30,
        "plays": 8,
        "minutes": 60,
        "album_types": ["live"],
        "services": ["spotify"],
        "rooms": ["RINCON_BATH"],
    }
    assert rules_from(said) == Rules(
        most_open=9,
        tracks=5,
        days=4,
        within_days=30,
        plays=8,
        minutes=60,
        album_types=frozenset({AlbumType.LIVE}),
        services=frozenset({"spotify"}),
        rooms=frozenset({"RINCON_BATH"}),
    )
    assert rules_from({"within_days": 0}).within_days is None


@pytest.mark.parametrize("policy", POLICIES)
def test_everything_is_automatic_without_rules(policy: str) -> None:
    rules = rules_from({"policy": policy})
    assert rules.everything is (policy == "everything")
    assert rules.policy is (Policy.AUTOMATIC if rules.everything else Policy(policy))
