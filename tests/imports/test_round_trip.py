"""An own export that is brought in: through the actions, it is the same history again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.imports.doors import act

if TYPE_CHECKING:
    from pathlib import Path

    from homeassistant.core import HomeAssistant

pytestmark = pytest.mark.usefixtures("home")

NEW_YEAR = 1_735_732_800
PLAYED = {"artist": "Can", "title": "Yoo Doo Right", "music_service": "spotify", "kind": "music"}
PLAYS: list[dict[str, Any]] = [
    {
        "played_at": NEW_YEAR,
        **PLAYED,
        "album": "Monster Movie",
        "listened": 300.0,
        "source": "sonos",
    },
    {"played_at": NEW_YEAR + 30, **PLAYED, "source": "import:lastfm"},
    {"played_at": NEW_YEAR + 45, **PLAYED, "source": "recorder"},
    {"played_at": NEW_YEAR + 400, **PLAYED, "source": "import:lastfm"},
]
"""Three lie near enough to be tellings of one play, as after a merge of two spellings."""


async def test_plays_that_lie_near_each_other_stay_as_many(
    hass: HomeAssistant, folder: Path
) -> None:
    told, again = folder / "told.jsonl", folder / "again.jsonl"
    lines = "\n".join(json.dumps(line) for line in ({"spindle": 1}, *PLAYS))
    await hass.async_add_executor_job(told.write_text, lines)
    rehearsed = await act(hass, "import_history", path=str(told), dry_run=True)
    assert rehearsed["report"]["stored"] == len(PLAYS)
    brought = await act(hass, "import_history", path=str(told))
    assert brought["report"]["stored"] == len(PLAYS)
    assert (await act(hass, "export_history", path=str(again)))["plays"] == len(PLAYS)
    _, *written = (await hass.async_add_executor_job(again.read_text)).splitlines()
    assert [known(json.loads(line)) for line in written] == PLAYS
    once_more = await act(hass, "import_history", path=str(again))
    assert once_more["report"]["stored"] == 0
    assert once_more["report"]["duplicates"] == len(PLAYS)


def known(play: dict[str, Any]) -> dict[str, Any]:
    """Return what of a play was told, without what follows from it."""
    return {field: value for field, value in play.items() if field in PLAYS[0]}
