"""The RenderingControl services: volume and tone."""

from __future__ import annotations

from typing import Final

from .actions import Answers, Asked, Service
from .errors import Refusal, UpnpError
from .playback import Topic

RENDERING = Service("RenderingControl", "MediaRenderer/RenderingControl")
GROUP_RENDERING = Service("GroupRenderingControl", "MediaRenderer/GroupRenderingControl")
CHANNELS: Final = ("Master", "LF", "RF")
TONES: Final = range(-10, 11)


def _channel(asked: Asked) -> str:
    if asked["Channel"] not in CHANNELS:
        raise UpnpError(Refusal.INVALID_ARGS)
    return asked["Channel"]


@RENDERING.action("GetVolume", inputs="InstanceID Channel", outputs="CurrentVolume")
def get_volume(asked: Asked) -> Answers:
    """Tell the volume; both sides of the balance are full."""
    volume = asked.speaker.player.rendering.volume
    return {"CurrentVolume": volume if _channel(asked) == "Master" else 100}


@RENDERING.action("SetVolume", inputs="InstanceID Channel DesiredVolume")
def set_volume(asked: Asked) -> Answers:
    """Set the volume."""
    if _channel(asked) == "Master":
        asked.speaker.player.set_volume(asked.number("DesiredVolume"))
    return {}


@RENDERING.action("SetRelativeVolume", inputs="InstanceID Channel Adjustment", outputs="NewVolume")
def set_relative_volume(asked: Asked) -> Answers:
    """Change the volume by some steps, at most to its ends."""
    player = asked.speaker.player
    wanted = player.rendering.volume + asked.number("Adjustment")
    player.set_volume(min(max(wanted, 0), 100))
    return {"NewVolume": player.rendering.volume}


@RENDERING.action("GetMute", inputs="InstanceID Channel", outputs="CurrentMute")
def get_mute(asked: Asked) -> Answers:
    """Tell whether it is silenced."""
    return {"CurrentMute": int(asked.speaker.player.rendering.mute)}


@RENDERING.action("SetMute", inputs="InstanceID Channel DesiredMute")
def set_mute(asked: Asked) -> Answers:
    """Silence it, or not."""
    asked.speaker.player.set_mute(on=asked.flag("DesiredMute"))
    return {}


@RENDERING.action("GetBass", inputs="InstanceID", outputs="CurrentBass")
def get_bass(asked: Asked) -> Answers:
    """Tell the bass."""
    return {"CurrentBass": asked.speaker.player.rendering.bass}


@RENDERING.action("SetBass", inputs="InstanceID DesiredBass")
def set_bass(asked: Asked) -> Answers:
    """Set the bass, -10 to 10."""
    asked.speaker.player.rendering.bass = _tone(asked, "DesiredBass")
    _tell(asked)
    return {}


@RENDERING.action("GetTreble", inputs="InstanceID", outputs="CurrentTreble")
def get_treble(asked: Asked) -> Answers:
    """Tell the treble."""
    return {"CurrentTreble": asked.speaker.player.rendering.treble}


@RENDERING.action("SetTreble", inputs="InstanceID DesiredTreble")
def set_treble(asked: Asked) -> Answers:
    """Set the treble, -10 to 10."""
    asked.speaker.player.rendering.treble = _tone(asked, "DesiredTreble")
    _tell(asked)
    return {}


@RENDERING.action("GetLoudness", inputs="InstanceID Channel", outputs="CurrentLoudness")
def get_loudness(asked: Asked) -> Answers:
    """Tell the loudness."""
    return {"CurrentLoudness": int(asked.speaker.player.rendering.loudness)}


@RENDERING.action("SetLoudness", inputs="InstanceID Channel DesiredLoudness")
def set_loudness(asked: Asked) -> Answers:
    """Set the loudness."""
    asked.speaker.player.rendering.loudness = asked.flag("DesiredLoudness")
    _tell(asked)
    return {}


@RENDERING.action("GetSupportsOutputFixed", inputs="InstanceID", outputs="CurrentSupportsFixed")
def get_supports_fixed(_asked: Asked) -> Answers:
    """Tell that the output is never fixed."""
    return {"CurrentSupportsFixed": 0}


@GROUP_RENDERING.action("GetGroupVolume", inputs="InstanceID", outputs="CurrentVolume")
def get_group_volume(asked: Asked) -> Answers:
    """Tell the mean volume of the group."""
    group = asked.household.group_of(asked.speaker)
    volumes = [each.player.rendering.volume for each in group]
    return {"CurrentVolume": sum(volumes) // len(volumes)}


def _tone(asked: Asked, name: str) -> int:
    if (value := asked.number(name)) not in TONES:
        raise UpnpError(Refusal.ARGUMENT_OUT_OF_RANGE)
    return value


def _tell(asked: Asked) -> None:
    player = asked.speaker.player
    if player.listener is not None:
        player.listener(player, Topic.RENDERING)
