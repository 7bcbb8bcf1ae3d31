"""From the state of a Sonos entity to a clean ``Snapshot``; anything may be in it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import clean
from .attributes import AttributeReader
from .radio import StreamTitle, split_stream_title
from .source import ADDRESS_LIMIT, ServiceBook, identify, is_mirrored
from .types import Playback, Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LARGEST_GROUP: Final = 64
_SPEAKER_ID_LIMIT: Final = 128
_SHOW_SEPARATOR: Final = " \u2022 "

_PLAYBACK: Final[Mapping[str, Playback]] = MappingProxyType(
    {
        "playing": Playback.PLAYING,
        "buffering": Playback.PLAYING,
        "paused": Playback.PAUSED,
        "idle": Playback.IDLE,
        "on": Playback.IDLE,
        "off": Playback.IDLE,
        "standby": Playback.IDLE,
        "unavailable": Playback.UNAVAILABLE,
        "unknown": Playback.UNAVAILABLE,
    }
)


def read_state(
    state: str,
    attributes: Mapping[str, object],
    *,
    book: ServiceBook,
    station_uri: str | None = None,
    group: Sequence[str | None] = (),
) -> tuple[Snapshot, tuple[str, ...]]:
    """Return what the entity says, cleaned, and a sentence for each thing refused.

    ``state`` and ``attributes`` are those of Home Assistant's ``sonos`` media player;
    ``group`` holds speaker ids, the coordinator first; ``station_uri`` is what the speaker
    was told to play, if known. A live source has neither duration nor position. The
    sentences name the attribute and the reason, never the value. Never raises.
    """
    reader = AttributeReader(attributes)
    uri = reader.text("media_content_id", ADDRESS_LIMIT)
    channel = reader.text("media_channel")
    duration = reader.duration()
    source = identify(
        uri,
        book=book,
        station_uri=station_uri,
        ha_source=reader.text("source"),
        channel=channel,
        timed=duration is not None,
    )
    # Home Assistant appends the show; the station is the same all day.
    station = channel.partition(_SHOW_SEPARATOR)[0] or None if channel else None
    line = _line(reader, station, live=source.live)
    position: float | None = None
    position_at: float | None = None
    if source.live:
        # They tell of the station, which began long before the title.
        duration = None
    elif uri is not None or line.title is not None:
        # The end of a queue takes the title away but leaves its last position.
        position, position_at = reader.position(duration)
    snapshot = Snapshot(
        playback=_playback(reader, state, uri),
        source=source,
        uri=uri,
        title=line.title,
        artist=line.artist,
        album=line.album,
        album_artist=reader.text("media_album_artist"),
        station=station,
        duration=duration,
        position=position,
        position_at=position_at,
        repeat=reader.repeat(),
        queue_position=reader.count("queue_position"),
        queue_size=reader.count("queue_size"),
        group=_group(group),
    )
    return snapshot, reader.refused


def _line(reader: AttributeReader, station: str | None, *, live: bool) -> StreamTitle:
    """Return title, artist and album; a live stream's line is taken apart."""
    title = reader.text("media_title", mend=live)
    artist = reader.text("media_artist", mend=live)
    album = reader.text("media_album_name", mend=live)
    if live:
        return split_stream_title(title, artist, album, station=station)
    return StreamTitle(title, artist, album)


def _playback(reader: AttributeReader, state: object, uri: str | None) -> Playback:
    """Return what the speaker does; one that only mirrors another does nothing itself."""
    playback = _PLAYBACK.get(state) if isinstance(state, str) else None
    if playback is None:
        reader.refuse("The state is none that a media player has.")
        return Playback.UNAVAILABLE
    if is_mirrored(uri) and playback is not Playback.UNAVAILABLE:
        return Playback.IDLE
    return playback


def _group(group: Sequence[str | None]) -> tuple[str, ...]:
    """Return the members that are speaker ids, each once; none when one stands alone."""
    members = (clean(member, _SPEAKER_ID_LIMIT) for member in group[:_LARGEST_GROUP] if member)
    together = tuple(dict.fromkeys(member for member in members if member))
    return together if len(together) > 1 else ()
