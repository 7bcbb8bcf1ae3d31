"""The household: which players there are, who leads whom. Pure.

A group is a list of players with its coordinator first. Whoever wants to hear of
changes sets ``listener`` here for the topology and on each player for its sound.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from .errors import Refusal, UpnpError
from .saved_queues import Music

if TYPE_CHECKING:
    from collections.abc import Callable

    from .device import Player

PORT = 1400
"""The port of every Sonos player; clients know no other."""


@dataclass(eq=False)
class Speaker:
    """A player with what is printed on its box and where it is on the network."""

    player: Player
    address: str
    model_name: str = "Sonos One"
    model_number: str = "S13"
    software_version: str = "82.1-60110"
    boot_number: int = 1
    vanished: str | None = None
    """Why it is gone (empty when it did not say), or None while it is there."""

    @property
    def location(self) -> str:
        """Where its description is."""
        return f"http://{self.address}:{PORT}/xml/device_description.xml"

    @property
    def serial_number(self) -> str:
        """Its serial number, which begins with its hardware address."""
        digits = self.player.uid.removeprefix("RINCON_")[:12]
        return "-".join(digits[place : place + 2] for place in range(0, 12, 2)) + ":1"


@dataclass(eq=False)
class Household:
    """Every speaker of one home and the groups they form."""

    speakers: list[Speaker]
    id: str = "Sonos_Simulated0000000000000000"
    listener: Callable[[], None] | None = None
    groups: list[list[Speaker]] = field(default_factory=list)
    music: Music = field(default_factory=Music)
    _group_numbers: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Let every speaker begin alone."""
        self.groups = [[speaker] for speaker in self.speakers]

    def by_uid(self, uid: str) -> Speaker | None:
        """Find a speaker by its player's uid."""
        return next((each for each in self.speakers if each.player.uid == uid), None)

    def group_of(self, speaker: Speaker) -> list[Speaker]:
        """Tell its group, the coordinator first; alone it is a group of one."""
        return next((group for group in self.groups if speaker in group), [speaker])

    def coordinator_of(self, speaker: Speaker) -> Speaker:
        """Tell who leads this speaker: perhaps itself."""
        return self.group_of(speaker)[0]

    def join(self, speaker: Speaker, uid: str) -> None:
        """Let a speaker follow the group of another. Error 701 when there is no such one."""
        target = self.by_uid(uid)
        if target is None or target.vanished is not None or target is speaker:
            raise UpnpError(Refusal.TRANSITION_NOT_AVAILABLE)
        group = self.group_of(target)
        if speaker in group:
            return
        self._detach(speaker)
        group.append(speaker)
        speaker.player.follow(group[0].player.uid)
        self._regrouped(group[0])

    def leave(self, speaker: Speaker) -> None:
        """Let a speaker stand alone and silent; a group it led plays on without it."""
        if self.group_of(speaker) == [speaker]:
            return
        self._detach(speaker)
        self.groups.append([speaker])
        speaker.player.lead()
        self._regrouped(speaker)

    def vanish(self, speaker: Speaker, reason: str = "") -> None:
        """Take a speaker away: its cable pulled, or for a reason that it told."""
        if speaker.vanished is not None:
            return
        speaker.vanished = reason
        followers = [each for each in self.group_of(speaker) if each is not speaker]
        led = self.coordinator_of(speaker) is speaker
        self.groups = [group for group in self.groups if speaker not in group]
        if followers:
            self.groups.append(followers)
        if led:
            for each in followers:
                each.player.follow(followers[0].player.uid)
            if followers:
                followers[0].player.lead()
        speaker.player.lead()
        self._regrouped(speaker)

    def come_back(self, speaker: Speaker) -> None:
        """Bring a vanished speaker back, started anew, alone and silent."""
        if speaker.vanished is None:
            return
        speaker.vanished = None
        speaker.boot_number += 1
        self.groups.append([speaker])
        self._regrouped(speaker)

    def _detach(self, speaker: Speaker) -> None:
        """Take a speaker out of its group; the next one inherits what was playing."""
        group = self.group_of(speaker)
        group.remove(speaker)
        if not group:
            self.groups.remove(group)
            return
        if speaker.player.following is None:
            group[0].player.take_over(speaker.player)
            for each in group[1:]:
                each.player.follow(group[0].player.uid)
            self._number_anew(group[0])

    def _regrouped(self, coordinator: Speaker) -> None:
        self._number_anew(coordinator)
        if self.listener is not None:
            self.listener()

    def _number_anew(self, coordinator: Speaker) -> None:
        uid = coordinator.player.uid
        self._group_numbers[uid] = self._group_numbers.get(uid, 0) + 1

    def group_id(self, speaker: Speaker) -> str:
        """Name the speaker's group as players do: coordinator and a running number."""
        uid = self.coordinator_of(speaker).player.uid
        return f"{uid}:{self._group_numbers.get(uid, 0)}"

    def zone_group_state(self) -> str:
        """Write the topology as XML, as GetZoneGroupState answers it."""
        groups = "".join(self._group_xml(group) for group in self.groups)
        vanished = "".join(
            f"<Device UUID={quoteattr(each.player.uid)} ZoneName={quoteattr(each.player.name)}"
            f" Reason={quoteattr(each.vanished)}/>"
            for each in self.speakers
            if each.vanished
        )
        return (
            f"<ZoneGroupState><ZoneGroups>{groups}</ZoneGroups>"
            f"<VanishedDevices>{vanished}</VanishedDevices></ZoneGroupState>"
        )

    def _group_xml(self, group: list[Speaker]) -> str:
        members = "".join(
            f"<ZoneGroupMember UUID={quoteattr(each.player.uid)}"
            f" Location={quoteattr(each.location)} ZoneName={quoteattr(each.player.name)}"
            f' Icon="" Configuration="1" SoftwareVersion={quoteattr(each.software_version)}'
            f' BootSeq="{each.boot_number}" VoiceConfigState="0"/>'
            for each in group
        )
        coordinator = quoteattr(group[0].player.uid)
        identity = quoteattr(self.group_id(group[0]))
        return f"<ZoneGroup Coordinator={coordinator} ID={identity}>{members}</ZoneGroup>"
