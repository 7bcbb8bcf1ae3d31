"""Lidarr through Home Assistant's doors: real entry, real queue, real submitter, a made-up Lidarr."""

from __future__ import annotations

from dataclasses import dataclass
import json
import time
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.json import JSONEncoder
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    get_system_health_info,
)

from custom_components.spindle.const import (
    CONF_KIND,
    DOMAIN,
    EVENT_LIDARR_QUEUE,
    KIND_LIDARR,
)
from custom_components.spindle.diagnostics import async_get_config_entry_diagnostics
from custom_components.spindle.lidarr.types import Hold, Phase, StuckDownload, SubmitterState
from custom_components.spindle.lidarr_issues import async_tell_lidarr
from custom_components.spindle.lidarr_work import AT_REST
from custom_components.spindle.store import facts, lidarr_queue, lidarr_reads
from custom_components.spindle.store.facts import Fact, Field
from custom_components.spindle.store.lidarr_types import (
    Wanted,
    WantedItem,
    WantedKind,
    WantedOrigin,
    WantedStatus,
)
from custom_components.spindle.store.search_index import NameKind
from tests.heard import DAY, record, song
from tests.simulators.lidarr.fates import Fate, Outcome, Plain
from tests.simulators.lidarr.in_memory import ADDRESS, InMemorySession
from tests.simulators.lidarr.machine import Machine
from tests.simulators.lidarr.music import Music, Performer, ReleaseGroup, mbid
from tests.simulators.lidarr.server import KEY, Server
from tests.sonos_household import Home, opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import Event, HomeAssistant

    from custom_components.spindle.lidarr_runtime import LidarrRuntime

ARTIST = mbid("nina")
ALBUMS = tuple(
    ReleaseGroup(mbid=mbid(title), artist_mbid=ARTIST, title=title)
    for title in ("Pastel Blues", "Wild Is the Wind", "High Priestess")
)
OPTIONS = {
    "root_folder": "/music",
    "quality_profile": 1,
    "metadata_profile": 1,
    "policy": "off",
    "queue_cap": 2,
    "wake_minutes": 1,
}


@dataclass
class House:
    """A store, Lidarr, and its entry; nobody listens to speakers."""

    home: Home
    server: Server
    entry: MockConfigEntry
    told: list[dict[str, Any]]
    """What the bus was told of the queue."""

    @property
    def runtime(self) -> LidarrRuntime:
        """What the entry is made of."""
        runtime: LidarrRuntime = self.entry.runtime_data
        return runtime

    async def set_up(self) -> None:
        """Set the entry up."""
        assert await self.home.hass.config_entries.async_setup(self.entry.entry_id)
        await opened(self.home.house)
        await self.home.settle()

    def wanted(
        self, albums: Iterable[ReleaseGroup], origin: WantedOrigin = WantedOrigin.RULE
    ) -> list[Wanted]:
        """Name albums as those do who want them."""
        return [
            Wanted(
                kind=WantedKind.ALBUM,
                mbid=each.mbid,
                artist="Nina Simone",
                album=each.title,
                artist_mbid=ARTIST,
                origin=origin,
            )
            for each in albums
        ]

    async def put(self, *albums: ReleaseGroup) -> None:
        """Have a person want albums."""
        wanted = self.wanted(albums, WantedOrigin.PERSON)
        await self.home.house.write(lidarr_queue.put, wanted, now=time.time())
        self.runtime.coordinator.async_check_now()
        total = sum((await self.home.house.read(lidarr_reads.counted)).values())

        async def is_seen() -> bool:
            state = self.runtime.coordinator.latest
            return bool(
                state and state.phase is not Phase.ASLEEP and sum(state.counts.values()) == total
            )

        await self.home.until(is_seen, within=40, step=2)

    async def fetched(self, *albums: ReleaseGroup) -> None:
        """Let time pass until Lidarr has albums, and everybody was told."""

        async def are_there() -> bool:
            items = [await self.item(album) for album in albums]
            return all(item.status is WantedStatus.AVAILABLE for item in items)

        await self.home.until(are_there)
        await self.home.settle()

    async def item(self, album: ReleaseGroup = ALBUMS[0]) -> WantedItem:
        """Read an album on the queue."""
        found = await self.home.house.read(lidarr_reads.of_key, f"album:{album.mbid}")
        assert found
        return found

    def issues(self) -> set[str]:
        """Name the issues about Lidarr that stand."""
        registry = ir.async_get(self.home.hass)
        return {one for _, one in registry.issues if one.startswith("lidarr_")}


@pytest.fixture(name="house")
async def house_fixture(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> AsyncIterator[House]:
    """Everything, but for the entry that is not set up yet."""
    freezer.move_to("2025-11-23T12:00:00+00:00")
    hass.config.config_dir = str(tmp_path)
    music = Music()
    music.add(Performer(mbid=ARTIST, name="Nina Simone", albums=ALBUMS))
    fates = Plain(usual=Fate(search=10, download=60, importing=1), add=0, refresh=2, scan=1)
    server = Server(Machine(lambda: time.time(), music=music, fates=fates))  # noqa: PLW0108 (frozen)
    entry = MockConfigEntry(
        domain=DOMAIN,
        unique_id=KIND_LIDARR,
        title="Lidarr",
        data={CONF_KIND: KIND_LIDARR, "url": ADDRESS, "api_key": KEY, "verify_ssl": True},
        options=OPTIONS,
    )
    entry.add_to_hass(hass)
    told: list[dict[str, Any]] = []

    async def note(event: Event) -> None:
        told.append(dict(event.data))

    hass.bus.async_listen(EVENT_LIDARR_QUEUE, note)
    session = InMemorySession(server, latency=0)
    with patch(
        "custom_components.spindle.lidarr_access.async_get_clientsession", return_value=session
    ):
        yield House(Home(hass, freezer, entry), server, entry, told)


async def test_what_is_wanted_is_fetched(house: House) -> None:
    await house.set_up()
    await house.put(*ALBUMS)
    await house.fetched(*ALBUMS)
    assert 1 <= house.server.machine.watch.most <= 2
    assert {one["type"] for one in house.told} >= {"submitted", "available", "drained"}
    assert house.server.strays == []


async def test_a_tick_leads_to_the_library_and_every_step_is_seen(house: House) -> None:
    hass = house.home.hass
    await house.set_up()
    suggested = WantedStatus.SUGGESTED
    await house.home.house.write(
        lidarr_queue.put, house.wanted(ALBUMS[:1]), status=suggested, now=time.time()
    )
    await house.home.wait(120, step=40)
    house.runtime.coordinator.async_wake()
    await house.home.settle()
    todo = "todo.spindle_lidarr_to_decide"
    assert hass.states.is_state(todo, "1")
    assert house.server.total == 0, "a suggestion is nothing for Lidarr"

    steps: list[str] = []

    async def note(event: Event) -> None:
        state = event.data["new_state"]
        if state and state.domain == "event" and state.attributes.get("event_type"):
            steps.append(state.attributes["event_type"])

    hass.bus.async_listen("state_changed", note)
    tick = {"entity_id": todo, "item": "Nina Simone \u2013 Pastel Blues", "status": "completed"}
    await hass.services.async_call("todo", "update_item", tick, blocking=True)
    await house.home.settle()
    assert hass.states.is_state(todo, "0")
    assert hass.states.is_state("sensor.spindle_lidarr_queue", "1")
    await house.fetched(ALBUMS[0])
    await house.home.wait(60)
    assert steps == ["queued", "submitted", "drained", "available"]
    assert [one["type"] for one in house.told] == steps
    queue = hass.states.get("sensor.spindle_lidarr_queue")
    assert queue
    assert (queue.state, queue.attributes["available"]) == ("0", 1)
    assert hass.states.is_state("sensor.spindle_lidarr_status", "asleep")
    assert hass.states.is_state("binary_sensor.spindle_lidarr_backpressure", "off")


async def test_with_nothing_to_do_lidarr_is_left_alone(house: House) -> None:
    await house.set_up()
    await house.home.wait(600, step=40)
    assert house.server.total == 0
    assert house.runtime.coordinator.latest is not None
    assert house.runtime.coordinator.latest.phase is Phase.ASLEEP
    assert house.entry.state is ConfigEntryState.LOADED


async def test_a_reload_and_a_silence_of_lidarr_lose_nothing(house: House) -> None:
    await house.set_up()
    house.server.machine.executor.is_up = False
    await house.put(ALBUMS[0])
    state = house.runtime.coordinator.latest
    assert state is not None
    assert (state.phase, state.hold, state.waiting) == (Phase.BLOCKED, Hold.UNREACHABLE, 1)
    assert house.issues() == set(), "it may be a restart"
    assert await house.home.hass.config_entries.async_reload(house.entry.entry_id)
    house.server.machine.executor.is_up = True
    await house.fetched(ALBUMS[0])


async def test_changed_options_apply(house: House) -> None:
    await house.set_up()
    options = house.home.hass.config_entries.options
    flow = await options.async_init(house.entry.entry_id)
    flow = await options.async_configure(flow["flow_id"], {"next_step_id": "lidarr_pace"})
    await options.async_configure(
        flow["flow_id"], {"queue_cap": 7, "wake_minutes": 2, "adds_per_wake": 1}
    )

    async def applies() -> bool:
        state = house.runtime.coordinator.latest
        return state is not None and state.cap == 7

    await house.home.until(applies, within=20, step=1)


async def test_a_refused_key_asks_for_another_once(house: House) -> None:
    await house.set_up()
    house.server.key = "f" * 32
    await house.put(ALBUMS[0])
    await house.home.wait(200, step=40)
    (flow,) = house.home.hass.config_entries.flow.async_progress()
    assert flow["context"]["source"] == SOURCE_REAUTH
    assert flow["step_id"] == "lidarr_reauth"
    await house.home.hass.config_entries.flow.async_configure(
        flow["flow_id"], {"api_key": "f" * 32}
    )
    await house.fetched(ALBUMS[0])


@pytest.mark.parametrize(
    ("attribute", "broken", "issue"),
    [
        ("root_folders", {"/music": False}, "lidarr_root_folder"),
        ("quality_profiles", {2: "Lossless"}, "lidarr_profile"),
        ("has_indexers", False, "lidarr_no_indexer"),
    ],
    ids=["folder", "profile", "indexer"],
)
async def test_what_lidarr_lacks_is_told_until_it_is_there(
    house: House, attribute: str, broken: object, issue: str
) -> None:
    await house.set_up()
    machine = house.server.machine
    whole = getattr(machine, attribute)
    setattr(machine, attribute, broken)
    await house.put(ALBUMS[0])
    await house.home.wait(80, step=40)
    assert house.issues() == {issue}
    setattr(machine, attribute, whole)
    await house.fetched(ALBUMS[0])
    assert house.issues() == set()


async def test_stuck_downloads_are_named_until_the_entry_is_gone(house: House) -> None:
    house.home.hass.config_entries.async_update_entry(
        house.entry, options={**OPTIONS, "queue_cap": 1}
    )
    house.server.machine.fates.special[ALBUMS[0].mbid] = (  # type: ignore[attr-defined]
        Fate(outcome=Outcome.STUCK, search=5, download=5, importing=1),
    )
    await house.set_up()
    await house.put(ALBUMS[0])
    await house.home.wait(300, step=40)
    assert house.issues() == set()
    house.home.freezer.tick(86_400)
    house.runtime.coordinator.async_check_now()
    await house.home.wait(80, step=40)
    issue = ir.async_get(house.home.hass).async_get_issue(DOMAIN, "lidarr_stuck")
    assert issue
    assert issue.translation_placeholders
    assert "Pastel Blues" in issue.translation_placeholders["downloads"]
    await house.home.hass.config_entries.async_unload(house.entry.entry_id)
    assert house.issues() == set()


@pytest.mark.parametrize(
    ("hold", "stood", "issue"),
    [
        (Hold.ROOT_FOLDER, 0, "lidarr_root_folder"),
        (Hold.PROFILE, 0, "lidarr_profile"),
        (Hold.NO_INDEXER, 0, "lidarr_no_indexer"),
        (Hold.NO_DOWNLOAD_CLIENT, 0, "lidarr_no_download_client"),
        (Hold.ELSEWHERE, 0, "lidarr_elsewhere"),
        (Hold.UNREACHABLE, 86_300, None),
        (Hold.UNREACHABLE, 86_500, "lidarr_unreachable"),
        (Hold.CAP_REACHED, 1_000_000, None),
        (Hold.METADATA_OUTAGE, 1_000_000, None),
        (Hold.UNAUTHORIZED, 1_000_000, None),
    ],
    ids=str,
)
def test_only_what_a_person_can_change_is_an_issue(
    hass: HomeAssistant, hold: Hold, stood: float, issue: str | None
) -> None:
    state = SubmitterState(phase=Phase.BLOCKED, hold=hold, since=time.time() - stood, detail="so")
    async_tell_lidarr(hass, state)
    standing = {one for _, one in ir.async_get(hass).issues}
    assert standing == ({issue} if issue else set())
    async_tell_lidarr(hass, SubmitterState())
    assert not ir.async_get(hass).issues


def test_stuck_downloads_are_counted_and_listed(hass: HomeAssistant) -> None:
    stuck = tuple(
        StuckDownload(title=f"Album {number}", message=message, since=0.0)
        for number, message in enumerate(("No files found", ""))
    )
    async_tell_lidarr(hass, SubmitterState(stuck=stuck))
    issue = ir.async_get(hass).async_get_issue(DOMAIN, "lidarr_stuck")
    assert issue
    assert issue.translation_placeholders == {
        "count": "2",
        "downloads": "- Album 0: No files found\n- Album 1",
    }


# What is asked for by itself.


HEARD = tuple(
    song("Nina Simone", title, days * DAY, album=ALBUMS[0].title)
    for title, days in (("Sinnerman", 2), ("Strange Fruit", 2), ("Trouble in Mind", 3))
)


def know(db: Connection) -> None:
    """Let MusicBrainz have said which album it is that was heard."""
    (album,) = db.execute("SELECT id FROM album WHERE title = 'Pastel Blues'").fetchone()
    learnt = Fact(
        kind=NameKind.ALBUM,
        entity=album,
        field=Field.RELEASE_GROUP_MBID,
        value=ALBUMS[0].mbid,
        provider="musicbrainz",
        confidence=0.95,
        answered_at=time.time(),
        ttl=None,
    )
    facts.learn(db, (learnt,))


@pytest.mark.parametrize(
    ("policy", "status", "queued"),
    [
        ("off", None, []),
        ("suggest", WantedStatus.SUGGESTED, []),
        ("automatic", WantedStatus.AVAILABLE, [("Nina Simone", "Pastel Blues", 1)]),
    ],
)
async def test_what_is_heard_is_asked_for_as_the_policy_says(
    house: House, policy: str, status: WantedStatus | None, queued: list[tuple[str, str, int]]
) -> None:
    hass = house.home.hass
    hass.config_entries.async_update_entry(house.entry, options={**OPTIONS, "policy": policy})
    await house.set_up()
    await house.home.wait(AT_REST, step=40)
    await house.home.house.write(record, HEARD)
    await house.home.house.write(know)
    house.home.house.async_plays_changed()
    await house.home.wait(400, step=40)
    found = await house.home.house.read(lidarr_reads.of_key, f"album:{ALBUMS[0].mbid}")
    assert (found.status if found else None) is status
    told = [
        (one["artist"], one["album"], one["count"]) for one in house.told if one["type"] == "queued"
    ]
    assert told == queued


async def test_unloading_leaves_nothing_running(house: House) -> None:
    hass = house.home.hass
    hass.config_entries.async_update_entry(house.entry, options={**OPTIONS, "policy": "suggest"})
    await house.set_up()
    supervisor = house.home.house.supervisor
    assert {"lidarr", "lidarr rules"} < {task.name for task in supervisor.status()}
    assert await hass.config_entries.async_remove(house.entry.entry_id)
    assert supervisor.status() == ()
    assert not house.home.house.is_open


# What is told.


async def test_diagnostics_name_nobody_and_nothing(house: House) -> None:
    hass = house.home.hass
    hass.config_entries.async_update_entry(
        house.entry, options={**OPTIONS, "rooms": ["RINCON_KITCHEN"]}
    )
    await house.set_up()
    house.server.machine.executor.is_up = False
    await house.put(ALBUMS[0])
    told = await async_get_config_entry_diagnostics(hass, house.entry)
    plain = json.loads(json.dumps(told, cls=JSONEncoder))
    assert plain["entry"]["data"] == {
        "kind": "lidarr",
        "url": "**REDACTED**",
        "api_key": "**REDACTED**",
        "verify_ssl": True,
    }
    assert plain["entry"]["options"] == {
        **OPTIONS,
        "root_folder": "**REDACTED**",
        "rooms": "**REDACTED** (1)",
    }
    assert plain["queue"]["phase"] == "blocked"
    assert plain["queue"]["hold"] == "unreachable"
    assert plain["queue"]["counts"] == {"queued": 1}
    assert plain["health"]["status"]
    words = json.dumps(plain).casefold()
    for word in ("pastel", "nina", KEY, "lidarr.invalid", "/music", "rincon"):
        assert word not in words


async def test_system_information_shows_how_the_queue_stands(house: House) -> None:
    hass = house.home.hass
    await house.set_up()
    house.server.machine.root_folders["/music"] = False
    await house.put(ALBUMS[0])
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    shown = await get_system_health_info(hass, DOMAIN)
    assert shown["lidarr"] == "blocked: root_folder"
    assert (shown["lidarr_waiting"], shown["lidarr_depth"]) == (1, "0 / 2")
