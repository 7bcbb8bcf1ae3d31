"""The AVTransport service: what plays, and the commands that change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import didl
from .actions import Answers, Asked, Service
from .errors import Refusal, UpnpError
from .media import Item
from .playback import Transport

if TYPE_CHECKING:
    from .device import Player

AV_TRANSPORT = Service("AVTransport", "MediaRenderer/AVTransport")
NOT_IMPLEMENTED = "NOT_IMPLEMENTED"
GREATEST = 2_147_483_647
"""What a player counts when it does not count."""


def _leading(asked: Asked) -> Player:
    """Give the player if it leads. Error 800 when it follows another."""
    player = asked.speaker.player
    if player.following is not None:
        raise UpnpError(Refusal.NOT_A_COORDINATOR)
    return player


@AV_TRANSPORT.action("SetAVTransportURI", inputs="InstanceID CurrentURI CurrentURIMetaData")
def set_uri(asked: Asked) -> Answers:
    """Point at the queue, a station, an input, or another speaker to follow it."""
    uri, metadata = asked["CurrentURI"], asked["CurrentURIMetaData"]
    if uri.startswith("x-rincon:"):
        asked.household.join(asked.speaker, uri.removeprefix("x-rincon:"))
        return {}
    if asked.speaker.player.following is not None:
        asked.household.leave(asked.speaker)
    asked.speaker.player.point_at(uri, didl.parse_item(uri, metadata))
    return {}


@AV_TRANSPORT.action(
    "BecomeCoordinatorOfStandaloneGroup",
    inputs="InstanceID",
    outputs="DelegatedGroupCoordinatorID NewGroupID",
)
def become_standalone(asked: Asked) -> Answers:
    """Leave the group."""
    group = asked.household.group_of(asked.speaker)
    others = [each for each in group if each is not asked.speaker]
    asked.household.leave(asked.speaker)
    return {
        "DelegatedGroupCoordinatorID": others[0].player.uid if others else "",
        "NewGroupID": asked.household.group_id(asked.speaker),
    }


@AV_TRANSPORT.action("Play", inputs="InstanceID Speed")
def play(asked: Asked) -> Answers:
    """Play at the only speed there is."""
    if asked["Speed"] != "1":
        raise UpnpError(Refusal.PLAY_SPEED_NOT_SUPPORTED)
    asked.speaker.player.play()
    return {}


@AV_TRANSPORT.action("Pause", inputs="InstanceID")
def pause(asked: Asked) -> Answers:
    """Pause."""
    asked.speaker.player.pause()
    return {}


@AV_TRANSPORT.action("Stop", inputs="InstanceID")
def stop(asked: Asked) -> Answers:
    """Stop."""
    asked.speaker.player.stop()
    return {}


@AV_TRANSPORT.action("Next", inputs="InstanceID")
def go_on(asked: Asked) -> Answers:
    """Skip to the next title."""
    asked.speaker.player.skip(1)
    return {}


@AV_TRANSPORT.action("Previous", inputs="InstanceID")
def go_back(asked: Asked) -> Answers:
    """Skip to the previous title."""
    asked.speaker.player.skip(-1)
    return {}


@AV_TRANSPORT.action("Seek", inputs="InstanceID Unit Target")
def seek(asked: Asked) -> Answers:
    """Seek to a second, by some seconds, or to a title of the queue."""
    player, unit, target = asked.speaker.player, asked["Unit"], asked["Target"]
    if unit == "TRACK_NR":
        player.go_to(asked.number("Target"))
        return {}
    if unit not in ("REL_TIME", "TIME_DELTA"):
        raise UpnpError(Refusal.SEEK_MODE_NOT_SUPPORTED)
    seconds = didl.parse_timespan(target.lstrip("+-"))
    if seconds is None:
        raise UpnpError(Refusal.ILLEGAL_SEEK_TARGET)
    if unit == "TIME_DELTA":
        seconds = player.position() + (-seconds if target.startswith("-") else seconds)
    player.seek(seconds)
    return {}


@AV_TRANSPORT.action("SetPlayMode", inputs="InstanceID NewPlayMode")
def set_play_mode(asked: Asked) -> Answers:
    """Set shuffle and repeat."""
    asked.speaker.player.set_play_mode(asked["NewPlayMode"])
    return {}


@AV_TRANSPORT.action("SetCrossfadeMode", inputs="InstanceID CrossfadeMode")
def set_crossfade(asked: Asked) -> Answers:
    """Set crossfade."""
    asked.speaker.player.set_crossfade(on=asked.flag("CrossfadeMode"))
    return {}


@AV_TRANSPORT.action("GetCrossfadeMode", inputs="InstanceID", outputs="CrossfadeMode")
def get_crossfade(asked: Asked) -> Answers:
    """Tell crossfade."""
    return {"CrossfadeMode": int(asked.speaker.player.crossfade)}


@AV_TRANSPORT.action(
    "GetTransportInfo",
    inputs="InstanceID",
    outputs="CurrentTransportState CurrentTransportStatus CurrentSpeed",
)
def get_transport_info(asked: Asked) -> Answers:
    """Tell whether it plays; a follower tells what its coordinator does."""
    leader = asked.household.coordinator_of(asked.speaker).player
    return {
        "CurrentTransportState": leader.transport,
        "CurrentTransportStatus": "OK",
        "CurrentSpeed": 1,
    }


@AV_TRANSPORT.action("GetTransportSettings", inputs="InstanceID", outputs="PlayMode RecQualityMode")
def get_transport_settings(asked: Asked) -> Answers:
    """Tell shuffle and repeat."""
    return {"PlayMode": asked.speaker.player.play_mode, "RecQualityMode": NOT_IMPLEMENTED}


@AV_TRANSPORT.action(
    "GetPositionInfo",
    inputs="InstanceID",
    outputs="Track TrackDuration TrackMetaData TrackURI RelTime AbsTime RelCount AbsCount",
)
def get_position_info(asked: Asked) -> Answers:
    """Tell the present title and how far it is, perhaps late."""
    player = asked.speaker.player
    if player.following is not None:
        return _position(1, Item(uri=f"x-rincon:{player.following}"), 0, "")
    told = player.told()
    if told.item is None:
        return _position(0, Item(uri=""), 0, "")
    number = told.number or 1
    return _position(number, told.item, told.position, didl.of_item(told.item))


def _position(number: int, item: Item, position: float, metadata: str) -> Answers:
    counted = item.described
    return {
        "Track": number,
        "TrackDuration": didl.timespan(item.duration) if counted else NOT_IMPLEMENTED,
        "TrackMetaData": metadata,
        "TrackURI": item.uri,
        "RelTime": didl.timespan(position) if counted else NOT_IMPLEMENTED,
        "AbsTime": NOT_IMPLEMENTED,
        "RelCount": GREATEST,
        "AbsCount": GREATEST,
    }


@AV_TRANSPORT.action(
    "GetMediaInfo",
    inputs="InstanceID",
    outputs="NrTracks MediaDuration CurrentURI CurrentURIMetaData NextURI NextURIMetaData"
    " PlayMedium RecordMedium WriteStatus",
)
def get_media_info(asked: Asked) -> Answers:
    """Tell what the transport is pointed at: for a radio stream, its station."""
    player = asked.speaker.player
    container = player.container
    uri = f"x-rincon:{player.following}" if player.following else ""
    return {
        "NrTracks": len(player.queue) if player.number else int(container is not None),
        "MediaDuration": NOT_IMPLEMENTED,
        "CurrentURI": container.uri if container else uri,
        "CurrentURIMetaData": didl.of_container(container) if container else "",
        "NextURI": "",
        "NextURIMetaData": "",
        "PlayMedium": "NETWORK",
        "RecordMedium": NOT_IMPLEMENTED,
        "WriteStatus": NOT_IMPLEMENTED,
    }


@AV_TRANSPORT.action("GetCurrentTransportActions", inputs="InstanceID", outputs="Actions")
def get_actions(asked: Asked) -> Answers:
    """Tell which commands would be taken now."""
    player = asked.speaker.player
    actions = ["Set", "Stop", "Pause", "Play"]
    if player.item is not None and player.item.duration:
        actions.append("X_DLNA_SeekTime")
    if player.number:
        actions += ["Next", "Previous", "X_DLNA_SeekTrackNr"]
    if player.transport is Transport.STOPPED:
        actions.remove("Pause")
    return {"Actions": ", ".join(actions)}


@AV_TRANSPORT.action(
    "AddURIToQueue",
    inputs="InstanceID EnqueuedURI EnqueuedURIMetaData DesiredFirstTrackNumberEnqueued"
    " EnqueueAsNext",
    outputs="FirstTrackNumberEnqueued NumTracksAdded NewQueueLength",
)
def add_to_queue(asked: Asked) -> Answers:
    """Put one title into the queue. Error 714 for what is no title."""
    player, uri = _leading(asked), asked["EnqueuedURI"]
    described = didl.parse_item(uri, asked["EnqueuedURIMetaData"])
    known = described or Item(uri=uri, title=uri.rpartition("/")[2])
    if not uri.startswith(("x-", "http:", "https:")) or uri.startswith("x-rincon"):
        raise UpnpError(Refusal.ILLEGAL_MIME_TYPE)
    number = player.add(known, asked.number("DesiredFirstTrackNumberEnqueued"))
    return {
        "FirstTrackNumberEnqueued": number,
        "NumTracksAdded": 1,
        "NewQueueLength": len(player.queue),
    }


@AV_TRANSPORT.action("RemoveAllTracksFromQueue", inputs="InstanceID")
def clear_queue(asked: Asked) -> Answers:
    """Empty the queue."""
    _leading(asked).clear_queue()
    return {}


@AV_TRANSPORT.action(
    "GetRemainingSleepTimerDuration",
    inputs="InstanceID",
    outputs="RemainingSleepTimerDuration CurrentSleepTimerGeneration",
)
def get_sleep_timer(_asked: Asked) -> Answers:
    """Tell that no sleep timer runs."""
    return {"RemainingSleepTimerDuration": "", "CurrentSleepTimerGeneration": 0}
