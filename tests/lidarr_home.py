"""A household whose queue for Lidarr is real, and whose submitter says what a test wants."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from homeassistant.const import CONF_API_KEY, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import callback
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.spindle.const import (
    CONF_KIND,
    DOMAIN,
    EVENT_LIDARR_QUEUE,
    KIND_LIDARR,
)
from custom_components.spindle.lidarr.types import (
    Hold,
    Phase,
    QueueEvent,
    QueueEventType,
    SubmitterState,
)
from custom_components.spindle.lidarr_options import (
    OPTION_METADATA_PROFILE,
    OPTION_POLICY,
    OPTION_QUALITY_PROFILE,
    OPTION_ROOT_FOLDER,
)
from custom_components.spindle.store import lidarr_queue, lidarr_reads
from custom_components.spindle.store.lidarr_types import (
    Evidence,
    Wanted,
    WantedKind,
    WantedOrigin,
    WantedReason,
    WantedStatus,
)
from tests.heard import NOON, begin
from tests.sonos_household import Home, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import Event, HomeAssistant, State

    from custom_components.spindle.lidarr_runtime import LidarrRuntime
    from custom_components.spindle.store.lidarr_types import WantedItem

URL = "http://lidarr.local:8686"
PASTEL_BLUES = "3bd76d40-7f0e-36b7-9348-91a33afee20e"
HOMOGENIC = "f4d6e8f0-0b3c-3c6b-8a9f-1d2e3f4a5b6c"


class FakeSubmitter:
    """Says how it stands, and does nothing."""

    def __init__(
        self, *_parts: object, on_event: Callable[[QueueEvent], None], **_more: object
    ) -> None:
        """Begin asleep."""
        self.state = SubmitterState()
        self.on_event = on_event
        self.wakes = 0
        self.checks = 0

    async def wake(self) -> float | None:
        """Look; nobody is to wake it again."""
        self.wakes += 1
        return None

    def check_now(self) -> None:
        """Note that somebody wants it to look now."""
        self.checks += 1


@dataclass
class LidarrHome:
    """A Lidarr entry, with or without a history beside it."""

    home: Home
    entry: MockConfigEntry
    submitter: FakeSubmitter
    news: list[dict[str, Any]] = field(default_factory=list)
    """What the bus was told of the queue."""

    @property
    def hass(self) -> HomeAssistant:
        """Home Assistant."""
        return self.home.hass

    @property
    def runtime(self) -> LidarrRuntime:
        """What the Lidarr entry is made of."""
        runtime: LidarrRuntime = self.entry.runtime_data
        return runtime

    async def settle(self) -> None:
        """Let everything that was said be written, read and shown."""
        await self.home.settle()

    async def stand(self, **changes: Any) -> None:
        """Let the submitter stand differently; it counts what is really on the queue."""
        work = await self.home.house.read(lidarr_reads.work, NOON)
        self.submitter.state = replace(self.submitter.state, **({"counts": work.counts} | changes))
        self.runtime.coordinator.async_wake()
        await self.settle()

    async def hold(self, hold: Hold = Hold.CAP_REACHED, **changes: Any) -> None:
        """Let nothing be sent from now on."""
        since = self.home.freezer.time_to_freeze.timestamp()
        full = {"phase": Phase.BACKPRESSURE, "depth": 50, "waiting": 3, "since": since}
        await self.stand(hold=hold, **(full | changes))

    async def happen(self, kind: QueueEventType, **more: Any) -> None:
        """Let something happen to the queue."""
        self.submitter.on_event(QueueEvent(type=kind, at=NOON, **more))
        await self.home.wait(1)

    async def put(self, *wanted: Wanted, status: WantedStatus = WantedStatus.QUEUED) -> list[int]:
        """Put things on the queue."""
        ids = await self.home.house.write(lidarr_queue.put, wanted, status=status, now=NOON)
        await self.stand()
        return list(ids)

    async def fail(self, item_id: int, reason: WantedReason, detail: str | None = None) -> None:
        """Let something fail for good."""
        await self.home.house.write(fail, item_id, reason, detail)
        await self.stand()

    async def item(self, item_id: int) -> WantedItem:
        """Read something on the queue."""
        found = await self.home.house.read(lidarr_reads.item, item_id)
        assert found
        return found

    def shown(self, entity_id: str) -> State:
        """Give the state of an entity."""
        state = self.hass.states.get(entity_id)
        assert state
        return state


def album(
    mbid: str | None = PASTEL_BLUES,
    artist: str = "Nina Simone",
    title: str = "Pastel Blues",
    *,
    evidence: Evidence | None = None,
    **more: Any,
) -> Wanted:
    """Make an album that a rule wants."""
    return Wanted(
        kind=WantedKind.ALBUM,
        mbid=mbid,
        artist=artist,
        album=title,
        origin=WantedOrigin.RULE,
        evidence=evidence,
        **more,
    )


def fail(db: Connection, item_id: int, reason: WantedReason, detail: str | None) -> None:
    """Claim what is to be added, and let one of it fail for good."""
    for claim in lidarr_queue.claim_adds(db, NOON, 10):
        if claim.item.id == item_id:
            lidarr_queue.tried(db, claim, reason, detail, None, now=NOON)
        else:
            lidarr_queue.give_back(db, claim, NOON)


async def begin_lidarr(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    folder: Path,
    history: Mapping[str, Any] | None = None,
    **options: Any,
) -> LidarrHome:
    """Set Lidarr up at noon, beside a history with those options if there are any.

    Without ``policy`` nothing is asked for but what a test puts on the queue.
    """
    entry = MockConfigEntry(
        domain=DOMAIN,
        unique_id=KIND_LIDARR,
        title="Lidarr",
        entry_id="lidarr",
        data={
            CONF_KIND: KIND_LIDARR,
            CONF_URL: URL,
            CONF_API_KEY: "0123456789abcdef0123456789abcdef",
            CONF_VERIFY_SSL: True,
        },
        options={
            OPTION_ROOT_FOLDER: "/music",
            OPTION_QUALITY_PROFILE: 1,
            OPTION_METADATA_PROFILE: 1,
            OPTION_POLICY: "off",
            **options,
        },
    )
    if history is None:
        freezer.move_to(dt_util.utc_from_timestamp(NOON))
        await hass.config.async_set_time_zone("Europe/Berlin")
        hass.config.config_dir = str(folder)
        home = Home(hass, freezer, entry)
    else:
        home = await begin(hass, freezer, folder, **history)
    entry.add_to_hass(hass)
    made: list[FakeSubmitter] = []

    def make(*parts: object, **more: Any) -> FakeSubmitter:
        made.append(FakeSubmitter(*parts, **more))
        return made[-1]

    with patch("custom_components.spindle.lidarr_entry.Submitter", make):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await opened(home.house)
    lidarr = LidarrHome(home, entry, made[-1])

    @callback
    def note(event: Event) -> None:
        lidarr.news.append(dict(event.data))

    hass.bus.async_listen(EVENT_LIDARR_QUEUE, note)
    await lidarr.settle()
    return lidarr
