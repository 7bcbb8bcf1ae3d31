"""Lidarr as a seed has it at the beginning: what is in its library, and who else uses it."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from custom_components.spindle.store.lidarr_types import Wanted, WantedKind, WantedOrigin
from tests.simulators.lidarr.machine import ROOT_FOLDER, Machine
from tests.simulators.lidarr.music import mbid
from tests.simulators.lidarr.others import THEIR_ARTIST, Others

from .drawn import ALBUMS, music

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simulators.lidarr.music import Music, Performer, ReleaseGroup

    from .drawn import Drawn


def furnish(drawn: Drawn, clock: Callable[[], float]) -> Machine:
    """Install Lidarr, with the others in it; ``clock`` is epoch seconds."""
    known = music(drawn.artists)
    machine = Machine(
        clock, music=known, fates=drawn.fates, cap=drawn.cap, redownloads=drawn.redownloads
    )
    Others(machine, drawn.visits)
    for restart in drawn.restarts:
        machine.timeline.at(restart.at, lambda seconds=restart.seconds: machine.restart(seconds))  # type: ignore[misc]
    random = Random(f"library {drawn.seed}")
    for performer in list(known.performers.values()):
        if performer.name != f"Artist {THEIR_ARTIST:03}":
            _settle(machine, performer, drawn, random)
    return machine


def wanted(known: Music) -> list[Wanted]:
    """Return what is discovered: every artist, and the albums of each."""
    found = []
    for performer in known.performers.values():
        if performer.name == f"Artist {THEIR_ARTIST:03}":
            continue
        found.append(_artist(performer))
        found += [_album(performer, group) for group in performer.albums[:ALBUMS]]
    return found


def _settle(machine: Machine, performer: Performer, drawn: Drawn, random: Random) -> None:
    """Let an artist be known to Lidarr already, or its albums be special."""
    groups = performer.albums[:ALBUMS]
    owned = [group for group in groups if random.random() < drawn.owned]
    if owned or random.random() < drawn.known:
        artist = machine.library.add_artist(
            performer,
            monitored=random.choice((True, False)),
            monitor_new_items="all",
            root_folder=ROOT_FOLDER,
            quality_profile=2,
            metadata_profile=1,
        )
        artist.monitor_new_items = "none"
        machine.library.own(artist)
        artist.monitor_new_items = "all"
        for group in owned:
            album = machine.library.by_mbid[group.mbid]
            album.files = album.tracks
        return
    for group in groups:
        fate = random.random()
        if fate < drawn.excluded:
            machine.exclusions[group.mbid] = group.title
        elif fate < drawn.excluded + drawn.merged:
            machine.music.merged[mbid(f"merged/{group.mbid}")] = group.mbid


def _artist(performer: Performer) -> Wanted:
    return Wanted(
        kind=WantedKind.ARTIST,
        mbid=performer.mbid,
        artist=performer.name,
        album=None,
        origin=WantedOrigin.RULE,
    )


def _album(performer: Performer, group: ReleaseGroup) -> Wanted:
    return Wanted(
        kind=WantedKind.ALBUM,
        mbid=group.mbid,
        artist=performer.name,
        album=group.title,
        artist_mbid=performer.mbid,
        origin=WantedOrigin.RULE,
    )
