"""What a NOTIFY says: one body for each service a client may subscribe to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from . import didl
from .playback import Transport

if TYPE_CHECKING:
    from .device import Player
    from .household import Household, Speaker

PROPERTIES: Final = "urn:schemas-upnp-org:event-1-0"
AV_TRANSPORT: Final = "urn:schemas-upnp-org:metadata-1-0/AVT/"
RENDERING_CONTROL: Final = "urn:schemas-upnp-org:metadata-1-0/RCS/"
QUEUE: Final = "urn:schemas-sonos-com:metadata-1-0/Queue/"


def body(service: str, household: Household, speaker: Speaker) -> str:
    """Write the present state of one service of a speaker as a NOTIFY's body."""
    variables = _VARIABLES.get(service, _nothing)(household, speaker)
    properties = "".join(
        f"<e:property><{name}>{escape(value)}</{name}></e:property>"
        for name, value in variables.items()
    )
    return f'<e:propertyset xmlns:e="{PROPERTIES}">{properties}</e:propertyset>'


def _last_change(namespace: str, instance: str, elements: list[str]) -> dict[str, str]:
    change = (
        f'<Event xmlns="{namespace}" xmlns:r="{didl.RINCON}">'
        f"{instance}{''.join(elements)}</{instance[1:].partition(' ')[0]}></Event>"
    )
    return {"LastChange": change}


def _value(name: str, value: object) -> str:
    return f"<{name} val={quoteattr(str(value))}/>"


def _av_transport(household: Household, speaker: Speaker) -> dict[str, str]:
    player = speaker.player
    elements = _own(player)
    if player.following is not None:
        leader = household.coordinator_of(speaker).player
        elements = _mirrored(player.following, leader)
    return _last_change(AV_TRANSPORT, '<InstanceID val="0">', elements)


def _own(player: Player) -> list[str]:
    """Say what a player that leads plays, by its poll's lights: late if that is its way."""
    item, container = player.item, player.container
    following = player.next_item
    return [
        _value("TransportState", player.transport),
        _value("CurrentPlayMode", player.play_mode),
        _value("CurrentCrossfadeMode", int(player.crossfade)),
        _value("NumberOfTracks", len(player.queue) if player.number else int(bool(item))),
        _value("CurrentTrack", player.number or int(bool(item))),
        _value("CurrentSection", 0),
        _value("CurrentTrackURI", item.uri if item else ""),
        _value("CurrentTrackDuration", didl.timespan(item.duration if item else 0)),
        _value("CurrentTrackMetaData", didl.of_item(item) if item and item.described else ""),
        _value("r:NextTrackURI", following.uri if following else ""),
        _value("r:EnqueuedTransportURI", container.enqueued_uri if container else ""),
        _value("r:EnqueuedTransportURIMetaData", didl.of_container(container) if container else ""),
        _value("AVTransportURI", container.uri if container else ""),
        _value("AVTransportURIMetaData", ""),
        _value("TransportStatus", "OK"),
    ]


def _mirrored(coordinator: str, leader: Player) -> list[str]:
    """Say that a player follows a coordinator: its own transport names nothing else."""
    uri = f"x-rincon:{coordinator}"
    playing = leader.transport in (Transport.PLAYING, Transport.TRANSITIONING)
    return [
        _value("TransportState", Transport.PLAYING if playing else Transport.STOPPED),
        _value("CurrentPlayMode", "NORMAL"),
        _value("CurrentCrossfadeMode", 0),
        _value("NumberOfTracks", 1),
        _value("CurrentTrack", 1),
        _value("CurrentTrackURI", uri),
        _value("CurrentTrackDuration", "0:00:00"),
        _value("CurrentTrackMetaData", ""),
        _value("r:EnqueuedTransportURI", ""),
        _value("r:EnqueuedTransportURIMetaData", ""),
        _value("AVTransportURI", uri),
        _value("AVTransportURIMetaData", ""),
    ]


def _rendering(_household: Household, speaker: Speaker) -> dict[str, str]:
    rendering = speaker.player.rendering
    elements = [
        *(
            f'<Volume channel="{channel}" val="{volume}"/>'
            for channel, volume in (("Master", rendering.volume), ("LF", 100), ("RF", 100))
        ),
        *(
            f'<Mute channel="{channel}" val="{int(muted)}"/>'
            for channel, muted in (("Master", rendering.mute), ("LF", False), ("RF", False))
        ),
        _value("Bass", rendering.bass),
        _value("Treble", rendering.treble),
        f'<Loudness channel="Master" val="{int(rendering.loudness)}"/>',
    ]
    return _last_change(RENDERING_CONTROL, '<InstanceID val="0">', elements)


def _topology(household: Household, speaker: Speaker) -> dict[str, str]:
    group = household.group_of(speaker)
    return {
        "ZoneGroupState": household.zone_group_state(),
        "ZoneGroupName": group[0].player.name,
        "ZoneGroupID": household.group_id(speaker),
        "ZonePlayerUUIDsInGroup": ",".join(each.player.uid for each in group),
    }


def _content(_household: Household, speaker: Speaker) -> dict[str, str]:
    return {
        "FavoritesUpdateID": f"{speaker.player.uid},1",
        "ContainerUpdateIDs": "FV:2,1",
        "SystemUpdateID": "1",
    }


def _alarms(household: Household, _speaker: Speaker) -> dict[str, str]:
    return {"AlarmListVersion": f"{household.speakers[0].player.uid}:1"}


def _properties(_household: Household, speaker: Speaker) -> dict[str, str]:
    return {"ZoneName": speaker.player.name, "Invisible": "0", "LastChangedPlayState": ""}


def _queue(_household: Household, speaker: Speaker) -> dict[str, str]:
    count = len(speaker.player.queue)
    return _last_change(QUEUE, '<QueueID val="0">', [_value("UpdateID", count)])


def _nothing(_household: Household, _speaker: Speaker) -> dict[str, str]:
    return {}


_VARIABLES: Final = {
    "AVTransport": _av_transport,
    "RenderingControl": _rendering,
    "ZoneGroupTopology": _topology,
    "ContentDirectory": _content,
    "AlarmClock": _alarms,
    "DeviceProperties": _properties,
    "Queue": _queue,
}
