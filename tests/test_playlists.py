"""Playlists are asked for, planned, made, stopped and told of."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from homeassistant.const import STATE_UNKNOWN, Platform
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util
import pytest

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.feed import Feed
from custom_components.spindle.playlist_recipes import CONF_FOLDERS
from custom_components.spindle.playlists.sources.files import FilesSource
from custom_components.spindle.playlists.types import Later, RunState
from custom_components.spindle.store import playlist_runs
from tests.heard import NOON, result
from tests.playlist_home import MusicHome, begin_music

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.typing import WebSocketGenerator

PROGRESS = "sensor.spindle_at_home_progress"
DONE_AT = "sensor.spindle_at_home_done_at"
LISTS = "sensor.spindle_at_home_playlists"
RUN = "event.spindle_at_home_run"
BUTTON = "button.spindle_at_home_make_playlists"
PLAN = (
    "Playlists: 2, with 8 of 8 tracks. Genres too small, folded into those above them: 0. "
    "Families too small for a list: 0. Of unknown genre: 0.0 %. "
    "M3U8 files: 2 new, 0 changed, 0 removed, 0 as they are; entries without a file: 0; calls: 0."
)


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    """Let everything be at noon, the tokens too by which people come in."""
    freezer.move_to(dt_util.utc_from_timestamp(NOON))


@pytest.fixture(name="music")
async def music_fixture(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> MusicHome:
    """A household with music, and one recipe for it."""
    return await begin_music(hass, freezer, tmp_path, "At home")


async def press(music: MusicHome) -> None:
    """Press the button of the first recipe."""
    await music.hass.services.async_call(
        Platform.BUTTON, "press", {"entity_id": BUTTON}, blocking=True
    )


def halted(at: asyncio.Event) -> Callable[..., AsyncIterator[Any]]:
    """Let folders be read only after ``at``."""
    scan = FilesSource.scan

    async def later(self: FilesSource) -> AsyncIterator[Any]:
        await at.wait()
        async for tracks in scan(self):
            yield tracks

    return later


async def test_the_button_makes_playlists_and_everybody_is_told(music: MusicHome) -> None:
    assert music.shown(PROGRESS).state == "idle"
    assert music.shown(LISTS).state == music.shown(DONE_AT).state == STATE_UNKNOWN
    assert music.files == []
    await press(music)
    assert await music.over() is RunState.DONE
    assert music.files == ["At home/Rock #1.m3u8", "At home/Techno #1.m3u8"]
    assert music.shown(PROGRESS).state == "done"
    lists = music.shown(LISTS)
    assert lists.state == "2"
    told = dict(lists.attributes)
    assert (told["tracks"], told["listed"], told["unknown_percent"]) == (8, 8, 0.0)
    assert told["changes"]["m3u8"]["created"] == 2
    assert told["finished_at"] == dt_util.utc_from_timestamp(NOON).isoformat()
    assert told["message"] == PLAN
    assert [news["type"] for news in music.news] == ["started", "finished"]
    assert music.news[-1] == {
        "type": "finished",
        "recipe": music.recipe.id,
        "name": "At home",
        "phase": "publish",
        "until": None,
        "reason": None,
        "lists": 2,
        "tracks": 8,
        "message": f"At home: the playlists are made. {PLAN}",
    }
    event = music.shown(RUN).attributes
    assert event["event_type"] == "finished"
    assert event["message"] == music.news[-1]["message"]


async def test_the_second_run_writes_nothing(music: MusicHome) -> None:
    await press(music)
    await music.over()
    written = {path: path.stat().st_mtime_ns for path in music.media.rglob("*.m3u8")}
    await press(music)
    await music.over()
    assert music.shown(LISTS).attributes["changes"]["m3u8"]["unchanged"] == 2
    assert {path: path.stat().st_mtime_ns for path in music.media.rglob("*.m3u8")} == written


async def test_the_whole_plan_is_told_and_nothing_is_written(music: MusicHome) -> None:
    told = await music.ask("generate_playlists", dry_run=True)
    assert told["message"] == PLAN
    assert told["playlists"] == [
        {"name": "Rock #1", "tracks": 4},
        {"name": "Techno #1", "tracks": 4},
    ]
    assert (told["dry_run"], told["id"], told["lists"]) == (True, music.recipe.id, 2)
    assert told["calls"] == {"m3u8": 0}
    assert music.files == []
    assert music.news == []
    assert music.shown(PROGRESS).state == "idle"


async def test_an_action_asks_for_a_run_and_answers_at_once(music: MusicHome) -> None:
    told = await music.ask("generate_playlists", name="AT HOME")
    assert told == {
        "dry_run": False,
        "id": music.recipe.id,
        "name": "At home",
        "state": "waiting",
        "phase": None,
        "asked_at": NOON,
        "finished_at": None,
        "until": None,
        "reason": None,
        "message": None,
        "problems": [],
        "plan": None,
        "done": {},
    }
    assert await music.over() is RunState.DONE


async def test_while_it_runs_the_sensors_say_how_far_it_is(music: MusicHome) -> None:
    go_on = asyncio.Event()
    with patch.object(FilesSource, "scan", halted(go_on)):
        await press(music)
        await music.until(lambda: music.shown(PROGRESS).state == "scan")
        assert music.shown(PROGRESS).attributes["percent"] == 0
        with pytest.raises(ServiceValidationError, match="being made or planned just now"):
            await music.ask("generate_playlists", dry_run=True)
        go_on.set()
        assert await music.over() is RunState.DONE
    assert music.shown(DONE_AT).state == STATE_UNKNOWN


async def test_a_run_is_stopped(music: MusicHome) -> None:
    go_on = asyncio.Event()
    with patch.object(FilesSource, "scan", halted(go_on)):
        await press(music)
        await music.until(lambda: music.shown(PROGRESS).state == "scan")
        assert await music.ask("cancel_playlists", name="At home") == {"count": 1}
        go_on.set()
        assert await music.over() is RunState.CANCELLED
    assert music.files == []
    assert music.shown(PROGRESS).state == "cancelled"
    assert music.news[-1]["message"].startswith("At home: the making of playlists was stopped.")
    assert await music.ask("cancel_playlists") == {"count": 0}


async def test_a_rehearsal_is_stopped(music: MusicHome) -> None:
    go_on = asyncio.Event()
    with patch.object(FilesSource, "scan", halted(go_on)):
        asking = asyncio.create_task(music.ask("generate_playlists", dry_run=True))
        await music.until(lambda: music.coordinator.progress(music.recipe.id) is not None)
        assert await music.ask("cancel_playlists") == {"count": 1}
        go_on.set()
        with pytest.raises(ServiceValidationError, match="planning of playlists was stopped"):
            await asking


async def test_what_has_to_wait_is_parked_and_goes_on_by_itself(music: MusicHome) -> None:
    async def hang(_self: FilesSource) -> AsyncIterator[Any]:
        raise Later(NOON + 900, "folders_silent")
        yield ()

    with patch.object(FilesSource, "scan", hang):
        await press(music)
        assert await music.over() is RunState.PARKED
        with pytest.raises(ServiceValidationError, match=r"until 13:15\. The drive"):
            await music.ask("generate_playlists", dry_run=True)
    progress = music.shown(PROGRESS)
    assert progress.state == "parked"
    assert progress.attributes["until"] == dt_util.utc_from_timestamp(NOON + 900).isoformat()
    assert progress.attributes["message"].startswith("The drive with the music does not answer.")
    assert music.news[-1]["message"] == (
        "At home: the making of playlists waits until 13:15. The drive with the music does not "
        "answer. See whether it is connected. Nothing is lost."
    )
    await music.home.wait(920, step=100)
    assert await music.over() is RunState.DONE
    assert [news["type"] for news in music.news] == ["started", "parked", "resumed", "finished"]


async def test_a_run_outlives_a_reload(music: MusicHome) -> None:
    with patch.object(FilesSource, "scan", halted(asyncio.Event())):
        await press(music)
        await music.until(lambda: music.shown(PROGRESS).state == "scan")
        await music.home.reload()
        await music.until(lambda: music.shown(PROGRESS).state == "scan")
        assert music.files == []
    await music.home.reload()
    assert await music.over() is RunState.DONE
    kinds = [news["type"] for news in music.news]
    assert (kinds[0], kinds[-2], kinds[-1]) == ("started", "resumed", "finished")
    await music.home.reload()
    assert music.shown(LISTS).state == "2"
    assert music.shown(PROGRESS).state == "done"


async def test_what_cannot_be_is_refused_before_anything_is_done(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    music = await begin_music(
        hass, freezer, tmp_path, "At home", **{CONF_FOLDERS: [str(tmp_path / "media" / "vinyl")]}
    )
    with pytest.raises(HomeAssistantError, match=r"cannot be made: This folder is not there"):
        await press(music)
    with pytest.raises(ServiceValidationError, match=r"vinyl\. See whether its drive"):
        await music.ask("generate_playlists", dry_run=True)
    assert music.news == []
    assert music.shown(PROGRESS).state == "idle"


async def test_which_playlists_are_meant(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    music = await begin_music(hass, freezer, tmp_path, "At home", "In the car")
    with pytest.raises(ServiceValidationError, match="its name: At home, In the car"):
        await music.ask("generate_playlists")
    with pytest.raises(ServiceValidationError, match=r'called "Elsewhere"\. These are there'):
        await music.ask("cancel_playlists", name="Elsewhere")
    told = await music.ask("generate_playlists", name="in the car", dry_run=True)
    assert told["name"] == "In the car"


async def test_without_a_recipe_there_is_nothing(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    music = await begin_music(hass, freezer, tmp_path)
    assert music.home.runtime.playlists is None
    ids = hass.states.async_entity_ids(("button", "event", "sensor"))
    assert not [one for one in ids if "run" in one or "progress" in one or "button" in one]
    assert "playlists" not in {task.name for task in music.home.house.supervisor.status()}
    with pytest.raises(ServiceValidationError, match="No playlists are set up yet"):
        await music.ask("generate_playlists")


async def test_the_last_recipe_takes_everything_along_but_its_files(music: MusicHome) -> None:
    await press(music)
    await music.over()
    gone = music.recipe.id
    music.hass.config_entries.async_remove_subentry(music.home.entry, gone)
    await music.until(lambda: music.hass.states.get(PROGRESS) is None)
    assert music.home.runtime.playlists is None
    while await music.home.house.read(playlist_runs.recipes):
        await music.home.settle()
    assert len(music.files) == 2


async def test_every_recipe_has_a_device_of_its_own(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    music = await begin_music(hass, freezer, tmp_path, "At home", "In the car")
    registry = er.async_get(hass)
    of_entry = dr.async_entries_for_config_entry(dr.async_get(hass), music.home.entry.entry_id)
    for one in music.coordinator.recipes.values():
        (device,) = (each for each in of_entry if (DOMAIN, f"history_{one.id}") in each.identifiers)
        assert device.name == f"Spindle {one.name}"
        entities = er.async_entries_for_device(registry, device.id)
        assert {entity.config_subentry_id for entity in entities} == {one.id}
        assert {entity.translation_key for entity in entities} == {
            "playlists_progress",
            "playlists_done_at",
            "playlists_lists",
            "playlists_run",
            "playlists_generate",
        }


async def test_the_panel_is_told_everything(
    music: MusicHome, hass_ws_client: WebSocketGenerator
) -> None:
    client = await hass_ws_client(music.hass)
    (told,) = (await result(client, "playlists"))["recipes"]
    assert (told["name"], told["sources"], told["targets"]) == ("At home", ["files"], ["m3u8"])
    assert told["folders"] == [str(music.media / "flac")]
    assert (told["rules"]["minimum"], told["rules"]["least_share"]) == (3, 0.2)
    assert (told["report"], told["progress"], told["lists"]) == (None, None, [])
    await press(music)
    await music.over()
    (told,) = (await result(client, "playlists"))["recipes"]
    assert told["lists"] == [
        {"name": "Rock #1", "tracks": 4},
        {"name": "Techno #1", "tracks": 4},
    ]
    assert told["report"]["state"] == "done"
    assert told["report"]["finished_at"] == NOON
    assert told["report"]["plan"]["message"] == PLAN


async def test_who_looks_is_told_how_far_a_run_is(music: MusicHome) -> None:
    messages: list[dict[str, Any]] = []
    feed = Feed(music.hass, messages.append, trusted=True)
    feed.async_start()
    idle = {
        "id": music.recipe.id,
        "state": None,
        "until": None,
        "finished_at": None,
        "progress": None,
    }
    assert messages[-1]["playlists"] == [idle]
    at = asyncio.Event()
    with patch.object(FilesSource, "scan", halted(at)):
        await press(music)
        await music.home.wait(2)
        (told,) = messages[-1]["playlists"]
        assert (told["state"], told["progress"]["phase"]) == ("running", "scan")
        at.set()
        await music.over()
    await music.home.wait(2)
    feed.async_stop()
    done = [one["playlists"] for one in messages if "playlists" in one][-1]
    report = music.coordinator.report(music.recipe.id)
    assert report
    assert report.finished_at
    assert done == [idle | {"state": "done", "finished_at": report.finished_at}]


async def test_without_a_recipe_the_panel_is_told_so(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_ws_client: WebSocketGenerator,
) -> None:
    await begin_music(hass, freezer, tmp_path)
    client = await hass_ws_client(hass)
    assert await result(client, "playlists") == {"recipes": []}
    messages: list[dict[str, Any]] = []
    feed = Feed(hass, messages.append, trusted=True)
    feed.async_start()
    feed.async_stop()
    assert "playlists" not in messages[0]
