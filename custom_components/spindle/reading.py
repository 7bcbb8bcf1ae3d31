"""Read what a speaker's entity says, with its group and the station behind a stream."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from .const import LOGGER
from .listening.snapshot import read_state

if TYPE_CHECKING:
    from homeassistant.core import State

    from .listening.types import Snapshot
    from .service_list import ServiceList
    from .speakers import Speakers
    from .stations import Stations

SENTENCES: Final = 50
"""Different refusals that are counted; the rest share one count."""
OTHER_REFUSALS: Final = "Other attributes were refused."


class Reader:
    """Turns states into snapshots, and says why an attribute was refused."""

    def __init__(self, speakers: Speakers, services: ServiceList, stations: Stations) -> None:
        """Read by what these know."""
        self._speakers = speakers
        self._services = services
        self._stations = stations
        self.refused = Counter[str]()
        """Plain sentence → how often an attribute was refused for it; bounded."""

    def read(self, speaker: str, state: State) -> Snapshot:
        """Read a state; of a stream whose station is not known yet, without the station."""
        group = self._speakers.group(state.attributes.get("group_members"))
        book = self._services.book
        snapshot, refused = read_state(state.state, state.attributes, book=book, group=group)
        for sentence in refused:
            self._refuse(sentence)
        leads = group[:1] in {(), (speaker,)}
        if leads and snapshot.source.live and snapshot.uri and "sid=" not in snapshot.uri:
            station_uri = self._stations.get(speaker, snapshot.uri)
            if station_uri:
                snapshot, _ = read_state(
                    state.state, state.attributes, book=book, station_uri=station_uri, group=group
                )
        return snapshot

    def _refuse(self, told: str) -> None:
        """Count a refusal; the first of each sort is logged."""
        known = told in self.refused or len(self.refused) < SENTENCES
        sentence = told if known else OTHER_REFUSALS
        if sentence not in self.refused:
            LOGGER.debug("What a speaker's entity says is refused: %s", sentence)
        self.refused[sentence] += 1
