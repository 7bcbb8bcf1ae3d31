"""The house's Lidarr, to be looked at: one record is there, some come, some wait, one never will."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tests.e2e.client import LOOK_AGAIN, PATIENCE
from tests.simulators.lidarr.fates import Fate, Plain
from tests.simulators.lidarr.machine import ROOT_FOLDER, Machine
from tests.simulators.lidarr.music import Music, Performer, ReleaseGroup
from tests.simulators.lidarr.server import KEY, Server

from .collection import favourites

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.e2e.client import Client

    from .collection import Artist


class Record(NamedTuple):
    """An album by its names."""

    artist: str
    album: str


OWNED: Final = Record("Miles Davis", "Kind of Blue")
FETCHED: Final = (
    Record("Radiohead", "Kid A"),
    Record("Bonobo", "Migration"),
    Record("Air", "Talkie Walkie"),
)
WAITING: Final = (
    Record("Björk", "Vespertine"),
    Record("Four Tet", "New Energy"),
    Record("Daft Punk", "Homework"),
)
UNKNOWN: Final = Record("Moderat", "II")
"""What Lidarr's metadata server has never heard of."""
CAP: Final = len(FETCHED)
AT_LAST: Final = {"available": 1, "downloading": CAP, "queued": len(WAITING)}
"""How many there are of each, when everything has come as far as it does."""
HOURS: Final = 6 * 3600.0
"""Seconds that a download takes: longer than anybody looks."""
ANSWERS: Final[Mapping[str, object]] = {"queue_cap": CAP, "wake_minutes": 1}


def lidarr(now: Callable[[], float]) -> Server:
    """Make a Lidarr that knows the household's records; ``now`` tells epoch seconds."""
    music = Music()
    for artist in favourites():
        music.add(_performer(artist))
    fate = Fate(search=0.5, download=HOURS, importing=0.5)
    fates = Plain(usual=fate, add=0.2, refresh=0.5, scan=0.2)
    machine = Machine(now, music=music, fates=fates, cap=CAP)
    machine.url_base = "/lidarr"
    _know(machine, OWNED, has_it=True)
    for record in FETCHED:
        _know(machine, record)
    return Server(machine)


async def ask_for_records(client: Client, address: str) -> None:
    """Set Lidarr up, ask it for the records, and wait until nothing more comes of them."""
    await client.add_entry(
        "spindle",
        {"url": f"{address}/lidarr", "api_key": KEY, "verify_ssl": False, **ANSWERS},
        choose="lidarr",
    )
    check_now = await _button(client)
    for record in (OWNED, UNKNOWN, *FETCHED):
        await _ask(client, record)
    await _until(client, check_now, lambda counts: counts.get("downloading") == len(FETCHED))
    for record in WAITING:
        await _ask(client, record)
    await _until(client, check_now, lambda counts: AT_LAST.items() <= counts.items())


def _performer(artist: Artist) -> Performer:
    return Performer(
        mbid=artist.mbid,
        name=artist.name,
        albums=tuple(
            ReleaseGroup(mbid=artist.mbid_of(title), artist_mbid=artist.mbid, title=title)
            for title in artist.albums
            if (artist.name, title) != UNKNOWN
        ),
    )


def _know(machine: Machine, record: Record, *, has_it: bool = False) -> None:
    """Let a record's artist be in Lidarr's library for long, and perhaps the record too."""
    [performer] = [one for one in machine.music.performers.values() if one.name == record.artist]
    artist = machine.library.add_artist(
        performer,
        monitored=True,
        monitor_new_items="none",
        root_folder=ROOT_FOLDER,
        quality_profile=1,
        metadata_profile=1,
    )
    machine.library.own(artist)
    for album in machine.library.albums_of(artist):
        if has_it and album.group.title == record.album:
            album.monitored = True
            album.files = album.tracks


async def _ask(client: Client, record: Record) -> None:
    await client.call("spindle.queue_album", artist=record.artist, album=record.album)


async def _until(
    client: Client, check_now: str, is_so: Callable[[Mapping[str, int]], bool]
) -> None:
    """Have Lidarr looked at until the queue has so many of each status.

    Raises TimeoutError when it never has.
    """
    async with asyncio.timeout(PATIENCE):
        while True:
            await client.call("button.press", entity_id=check_now)
            told: dict[str, Any] = await client.command("spindle/queue", tab="waiting")
            if told["state"] is not None and is_so(told["state"]["counts"]):
                return
            await asyncio.sleep(LOOK_AGAIN)


async def _button(client: Client) -> str:
    """Return the id of the button that has Lidarr looked at."""
    ids = await client.entity_ids("spindle")
    [found] = [entity for name, entity in ids.items() if name.endswith("check_now")]
    return found
