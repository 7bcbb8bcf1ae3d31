"""The subscription: what is pushed, to whom, how often, and until when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.spindle.const import (
    OPTION_DISCREET_ROOMS,
    OPTION_PRIVATE_ROOMS,
    OPTION_VISIBILITY,
    VISIBLE_TO_EVERYONE,
)
from custom_components.spindle.feed import MOST_PLAYS, Feed
from custom_components.spindle.import_progress import Phase, Progress
from custom_components.spindle.listening.types import Kind, Listening, Source
from custom_components.spindle.store.types import Recorded, Written
from tests.heard import KITCHEN, NOON, OFFICE, begin, result
from tests.sonos_household import Home, opened

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.typing import (
        MockHAClientWebSocket,
        WebSocketGenerator,
    )

SHARED: dict[str, Any] = {OPTION_VISIBILITY: VISIBLE_TO_EVERYONE, OPTION_DISCREET_ROOMS: [OFFICE]}


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    """Let everything be at noon, the tokens too by which people come in."""
    freezer.move_to(dt_util.utc_from_timestamp(NOON))


class Watcher:
    """Somebody who looks: what a feed tells them, message by message."""

    def __init__(self, home: Home, *, trusted: bool = True) -> None:
        """Begin to look."""
        self.home = home
        self.messages: list[dict[str, Any]] = []
        self._feed = Feed(home.hass, self.messages.append, trusted=trusted)
        self._feed.async_start()

    def leave(self) -> None:
        """Look no more."""
        self._feed.async_stop()

    def latest(self, part: str) -> Any:
        """Give what was told last of one part; None when nothing was."""
        told = [message[part] for message in self.messages if part in message]
        return told[-1] if told else None


async def subscribe(client: MockHAClientWebSocket) -> tuple[int, dict[str, Any]]:
    """Subscribe; gives the subscription's id and its first message."""
    await client.send_json_auto_id({"type": "spindle/subscribe"})
    reply = await client.receive_json()
    assert reply["success"], reply
    message = await client.receive_json()
    assert (message["id"], message["type"]) == (reply["id"], "event")
    return reply["id"], message["event"]


def phases(rooms: list[dict[str, Any]]) -> dict[str, str]:
    return {room["id"]: room["phase"] for room in rooms}


async def test_it_begins_with_everything(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_ws_client: WebSocketGenerator,
) -> None:
    await begin(hass, freezer, tmp_path)
    _, first = await subscribe(await hass_ws_client(hass))
    assert first.keys() == {
        "generation",
        "history",
        "import",
        "problems",
        "rooms",
        "store",
    }
    assert first["store"] == {"state": "ready", "waiting": 0, "lost": 0}
    assert first["history"] == {"running": True, "seen": True, "recording": True}
    assert first["problems"] == ["sonos_missing"]
    assert phases(first["rooms"]) == {KITCHEN: "idle", OFFICE: "idle"}


async def test_a_title_is_seen_from_its_start_to_its_row(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = await begin(hass, freezer, tmp_path)
    watcher = Watcher(home)
    home.speaker("Kitchen", alone=False).play("Wild Is the Wind")
    await home.wait(5)
    now = next(room for room in watcher.latest("rooms") if room["id"] == KITCHEN)
    assert (now["phase"], now["title"], now["name"]) == ("listening", "Wild Is the Wind", "Kitchen")
    assert now["counts_at"] == pytest.approx(now["started_at"] + 100, abs=2)
    assert watcher.latest("plays") is None
    await home.wait(120)
    watcher.leave()
    (play,) = watcher.latest("plays")
    assert (play["title"], play["speaker"], play["service"]) == (
        "Wild Is the Wind",
        KITCHEN,
        "spotify",
    )
    assert watcher.latest("generation") > watcher.messages[0]["generation"]
    assert phases(watcher.latest("rooms"))[KITCHEN] == "counted"


async def test_what_is_discreet_or_not_recorded_is_not_shown(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    options = SHARED | {OPTION_PRIVATE_ROOMS: [KITCHEN]}
    home = await begin(hass, freezer, tmp_path, **options)
    guest, administrator = Watcher(home, trusted=False), Watcher(home)
    home.speaker("Kitchen", alone=False).play("Don't Tell")
    home.speaker("Office", alone=False).play("Nor This")
    await home.wait(130)
    guest.leave()
    administrator.leave()
    assert [room.keys() for room in guest.latest("rooms")] == [{"id", "name", "phase"}]
    assert guest.latest("plays") is None
    assert "Nor This" not in str(guest.messages)
    shown = {room["id"]: room.get("title") for room in administrator.latest("rooms")}
    assert shown == {KITCHEN: None, OFFICE: "Nor This"}
    assert [play["title"] for play in administrator.latest("plays")] == ["Nor This"]


async def test_it_outlives_a_reload_and_ends_what_may_no_more_be_seen(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = await begin(hass, freezer, tmp_path, **SHARED)
    guest = Watcher(home, trusted=False)
    await hass.config_entries.async_unload(home.entry.entry_id)
    await home.wait(2)
    assert guest.latest("history") == {"running": False, "seen": False, "recording": False}
    assert guest.latest("rooms") == []
    assert guest.latest("store")["state"] == "closed"

    await hass.config_entries.async_setup(home.entry.entry_id)
    await opened(home.house)
    home.speaker("Kitchen", alone=False).play("Heard")
    await home.wait(130)
    assert guest.latest("history") == {"running": True, "seen": True, "recording": True}
    assert [play["title"] for play in guest.latest("plays")] == ["Heard"]

    hass.config_entries.async_update_entry(home.entry, options={})
    await hass.config_entries.async_reload(home.entry.entry_id)
    await opened(home.house)
    home.speaker("Kitchen", alone=False).play("Secret")
    await home.wait(130)
    guest.leave()
    assert guest.latest("history") == {"running": True, "seen": False, "recording": True}
    assert guest.latest("rooms") == []
    assert "Secret" not in str(guest.messages)


async def test_unsubscribing_ends_it(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_ws_client: WebSocketGenerator,
) -> None:
    home = await begin(hass, freezer, tmp_path)
    client = await hass_ws_client(hass)
    listeners = home.house._change_listeners
    before = len(listeners), len(home.runtime.listener._play_listeners)
    subscription, _ = await subscribe(client)
    assert (len(listeners), len(home.runtime.listener._play_listeners)) == (
        before[0] + 1,
        before[1] + 1,
    )
    home.house.async_plays_changed()
    await client.send_json_auto_id({"type": "unsubscribe_events", "subscription": subscription})
    assert (await client.receive_json())["success"]
    assert (len(listeners), len(home.runtime.listener._play_listeners)) == before
    await home.wait(2)
    assert (await result(client, "info"))["version"], "nothing was sent in between"


async def test_a_connection_that_closes_ends_it(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_ws_client: WebSocketGenerator,
) -> None:
    home = await begin(hass, freezer, tmp_path)
    before = len(home.house._change_listeners)
    client = await hass_ws_client(hass)
    await subscribe(client)
    await client.close()
    await hass.async_block_till_done()
    assert len(home.house._change_listeners) == before


async def test_a_burst_is_one_message_of_the_latest_plays(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = await begin(hass, freezer, tmp_path)
    watcher = Watcher(home)
    for number in range(200):
        listening = Listening(
            started_at=NOON + number,
            speaker=KITCHEN,
            rooms=(KITCHEN,),
            source=Source(Kind.MUSIC, "spotify"),
            title=f"Title {number}",
            artist="Nina Simone",
        )
        home.runtime.listener._play_listeners(listening, Recorded(number, Written.ADDED))
        home.house.async_plays_changed()
    freezer.tick(timedelta(seconds=1))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    watcher.leave()
    first, burst = watcher.messages
    assert len(burst["plays"]) == MOST_PLAYS
    assert burst["plays"][-1]["title"] == "Title 199"
    assert burst["generation"] == first["generation"] + 200


async def test_how_far_an_import_is_is_told_without_its_name_to_the_household(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = await begin(hass, freezer, tmp_path, **SHARED)
    guest, administrator = Watcher(home, trusted=False), Watcher(home)
    assert administrator.latest("import")["phase"] == "idle"
    progress = Progress(phase=Phase.IMPORTING, import_id=3, name="ann.csv", percent=40, rows=4000)
    home.house.importer._teller.tell(progress)
    await home.wait(2)
    guest.leave()
    administrator.leave()
    told = {"phase": "importing", "id": 3, "name": "ann.csv", "percent": 40, "rows": 4000}
    assert administrator.latest("import") == told
    assert guest.latest("import") == told | {"name": None}


async def test_when_nothing_changes_nothing_is_told(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = await begin(hass, freezer, tmp_path)
    await home.wait(120)
    watcher = Watcher(home)
    await home.wait(600)
    watcher.leave()
    assert len(watcher.messages) == 1
