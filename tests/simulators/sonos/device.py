"""One player: its queue, its transport, its volume. Pure, with an injected clock.

Nothing happens by itself: whoever holds a player calls ``advance`` when
``next_change_at`` has come, and hears of every change through ``listener``, at the
moment at which the player looks as it should be told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .errors import Refusal, UpnpError
from .media import Container, Item, from_uri, queue_of
from .play_queue import PlayQueue
from .playback import PLAY_MODES, Quirks, Rendering, Told, Topic, Transport

if TYPE_CHECKING:
    from .clock import Clock


type Listener = Callable[[Player, Topic], None]


@dataclass(eq=False)
class Player:
    """One player's state machine. Public attributes are read, its methods change them.

    Every method may raise UpnpError, as a real player refuses.
    """

    uid: str
    name: str
    clock: Clock
    quirks: Quirks = field(default_factory=Quirks)
    listener: Listener | None = None
    queue: PlayQueue = field(init=False)
    container: Container | None = None
    transport: Transport = Transport.STOPPED
    crossfade: bool = False
    following: str | None = None
    """Uid of the coordinator whose sound it plays, or None when it leads."""
    next_known: bool = True
    rendering: Rendering = field(default_factory=Rendering)
    _direct: Item | None = None
    _position: float = 0.0
    _since: float = 0.0
    _settles_at: float = 0.0
    _stale: tuple[Told, float] | None = None

    def __post_init__(self) -> None:
        """Begin with an empty queue."""
        self.queue = PlayQueue(self.uid)

    # What it says of itself

    @property
    def item(self) -> Item | None:
        """The present title, or None when there is nothing to play."""
        if self.container is None:
            return None
        if not self.container.is_queue:
            return self._direct
        return self.queue.item

    @property
    def number(self) -> int:
        """The present title's number in the queue, 1 for the first; 0 without a queue."""
        index = self.queue.index
        return index + 1 if index is not None and self._on_queue else 0

    @property
    def play_mode(self) -> str:
        """Sonos's name of shuffle and repeat."""
        return self.queue.mode

    @property
    def next_item(self) -> Item | None:
        """The title that will follow by itself, if the player knows it already."""
        following = self.queue.following() if self.next_known and self._on_queue else None
        return None if following is None else self.queue.items[following]

    @property
    def _on_queue(self) -> bool:
        return self.container is not None and self.container.is_queue

    def position(self, now: float | None = None) -> float:
        """Seconds into the present title; for a live stream, since it was tuned in."""
        if self.transport is not Transport.PLAYING:
            return self._position
        moment = self.clock() if now is None else now
        played = self._position + moment - self._since
        duration = self.item.duration if self.item else 0.0
        return min(played, duration) if duration else played

    def told(self) -> Told:
        """Answer GetPositionInfo, late if that is this player's way."""
        if self._stale and self.clock() < self._stale[1]:
            return self._stale[0]
        return Told(self.item, self.number, self.position())

    # Time

    def next_change_at(self) -> float | None:
        """Clock time at which time alone changes something, or None."""
        moments = []
        if self.transport is Transport.TRANSITIONING:
            moments.append(self._settles_at)
        if self.transport is Transport.PLAYING and self.item and self.item.duration:
            moments.append(self._since + self._end_of(self.item) - self._position)
        if self._stale and self.quirks.corrected:
            moments.append(self._stale[1])
        return min(moments, default=None)

    def advance(self) -> None:
        """Let everything happen that time has brought."""
        while (due := self.next_change_at()) is not None and due <= self.clock():
            if self._stale and due >= self._stale[1]:
                self._stale = None
                self.next_known = True
                self._changed()
            elif self.transport is Transport.TRANSITIONING:
                self._settle(due)
            else:
                self._end_title(due)

    def _end_of(self, item: Item) -> float:
        """Seconds into the title at which the next one takes over."""
        return max(item.duration - (self.quirks.crossfade if self.crossfade else 0.0), 0.0)

    def _settle(self, now: float) -> None:
        self.transport = Transport.PLAYING
        self._since = now
        self._changed()

    def _end_title(self, now: float) -> None:
        ended = Told(self.item, self.number, self.item.duration if self.item else 0.0)
        following = self.queue.following() if self._on_queue else None
        if following is None:
            self._run_out()
            return
        if self.queue.repeat == "one":
            self._start(now, transitioning=self.quirks.wrap_transitioning)
            return
        self.queue.index = following
        self._position = 0.0
        self._since = now
        if self.quirks.stale:
            self._stale = (ended, now + self.quirks.stale)
            self.next_known = False
        self._changed()

    def _run_out(self) -> None:
        """Stop at the end of what there was: nothing is the present title any more."""
        self.transport = Transport.STOPPED
        self._position = 0.0
        self.queue.index = None
        self._direct = None
        if not self._on_queue:
            self.container = None
        self._changed()

    # Commands of the transport

    def play(self) -> None:
        """Play, or go on playing. Error 701 when there is nothing."""
        self._lead()
        if self._on_queue and self.queue.index is None:
            self.queue.index = self.queue.first()
        if self.item is None:
            raise UpnpError(Refusal.TRANSITION_NOT_AVAILABLE)
        if self.transport in (Transport.PLAYING, Transport.TRANSITIONING):
            return
        if not self.item.duration:
            self._position = 0.0
        self._begin(self.clock())

    def pause(self) -> None:
        """Pause. Error 701 when nothing plays, or when it is an input."""
        self._lead()
        playing = self.transport in (Transport.PLAYING, Transport.TRANSITIONING)
        if not playing or self.item is None or not self.item.described:
            raise UpnpError(Refusal.TRANSITION_NOT_AVAILABLE)
        self._position = self.position()
        self.transport = Transport.PAUSED
        self._changed()

    def stop(self) -> None:
        """Stop; the title stays the present one, at its beginning."""
        self._lead()
        if self.transport is Transport.STOPPED:
            return
        self.transport = Transport.STOPPED
        self._position = 0.0
        self._changed()

    def skip(self, steps: int) -> None:
        """Go to the next (1) or the previous (-1) title. Error 711 when there is none."""
        self._lead()
        target = self.queue.beside(steps) if self._on_queue else None
        if target is None:
            raise UpnpError(Refusal.ILLEGAL_SEEK_TARGET)
        self._go_to(target)

    def go_to(self, number: int) -> None:
        """Go to a title of the queue, 1 for the first. Error 711 when there is none."""
        self._lead()
        if not self._on_queue or not 1 <= number <= len(self.queue):
            raise UpnpError(Refusal.ILLEGAL_SEEK_TARGET)
        self._go_to(number - 1)

    def seek(self, seconds: float) -> None:
        """Go to a second of the title. Error 701 for a stream, 711 beyond its end."""
        self._lead()
        if self.item is None or not self.item.duration:
            raise UpnpError(Refusal.TRANSITION_NOT_AVAILABLE)
        if not 0 <= seconds <= self.item.duration:
            raise UpnpError(Refusal.ILLEGAL_SEEK_TARGET)
        self._position = seconds
        self._restart()

    def set_play_mode(self, mode: str) -> None:
        """Set shuffle and repeat. Error 712 for an unknown mode or a live stream."""
        self._lead()
        if mode not in PLAY_MODES or (self.item and not self._on_queue):
            raise UpnpError(Refusal.PLAY_MODE_NOT_SUPPORTED)
        self.queue.mode = mode
        self._changed()

    def set_crossfade(self, *, on: bool) -> None:
        """Let titles overlap, or not."""
        self._lead()
        self.crossfade = on
        self._changed()

    # What is there to play

    def point_at(self, uri: str, described: Item | None = None) -> None:
        """Point the transport at the queue, a station, an input or a file; play nothing yet."""
        if uri == queue_of(self.uid).uri:
            self._load(queue_of(self.uid), None)
            self.queue.index = 0 if len(self.queue) else None
        elif uri:
            self._load(*from_uri(uri, described))
        else:
            self._load(None, None)
        self._changed()

    def load(self, container: Container, item: Item) -> None:
        """Point the transport at this station or stream and play it."""
        self._load(container, item)
        self._begin(self.clock())

    def load_queue(self, items: list[Item]) -> None:
        """Replace the queue by these titles and play the first."""
        self._load(queue_of(self.uid), None)
        self.queue.replace(items)
        self.queue.index = self.queue.first()
        self._tell(Topic.QUEUE)
        self._begin(self.clock())

    def add(self, item: Item, number: int = 0) -> int:
        """Put a title into the queue, at its end (0) or as this number; tell its number."""
        place = self.queue.insert(item, number)
        self._tell(Topic.QUEUE)
        self._changed()
        return place

    def clear_queue(self) -> None:
        """Empty the queue; what came from it stops."""
        self.queue.replace(())
        if self._on_queue:
            self.transport = Transport.STOPPED
            self._position = 0.0
        self._tell(Topic.QUEUE)
        self._changed()

    def says(self, content: str) -> None:
        """Let the live stream announce this, as it stands in ``r:streamContent``."""
        if self._direct is None:
            raise UpnpError(Refusal.TRANSITION_NOT_AVAILABLE)
        self._direct = replace(self._direct, stream_content=content)
        self._changed()

    def becomes(self, item: Item) -> None:
        """Let what is not a queue (AirPlay, a flow stream) go over to another title."""
        self._direct = item
        self._position = 0.0
        self._since = self.clock()
        self._changed()

    # The group

    def follow(self, uid: str) -> None:
        """Give up the own sound and play that of this coordinator."""
        self._load(None, None)
        self.following = uid
        self._changed()

    def lead(self) -> None:
        """Stand alone, silent."""
        self.following = None
        self._load(None, None)
        self._changed()

    def take_over(self, former: Player) -> None:
        """Go on with what the former coordinator played, at the same second."""
        now = self.clock()
        self._position, self._since = former.position(now), now
        self.following = None
        self.container = former.container
        if self.container and self.container.is_queue:
            self.container = queue_of(self.uid)
        self.queue, former.queue = former.queue, PlayQueue(former.uid)
        self._direct, self.crossfade = former._direct, former.crossfade
        self.transport, self._settles_at = former.transport, former._settles_at
        former._load(None, None)
        self._changed()

    # The ears

    def set_volume(self, volume: int) -> None:
        """Set the volume, 0 to 100. Error 601 beyond."""
        if not 0 <= volume <= 100:
            raise UpnpError(Refusal.ARGUMENT_OUT_OF_RANGE)
        self.rendering.volume = volume
        self._tell(Topic.RENDERING)

    def set_mute(self, *, on: bool) -> None:
        """Silence it, or not."""
        self.rendering.mute = on
        self._tell(Topic.RENDERING)

    # Inside

    def _lead(self) -> None:
        """Refuse what only a coordinator does."""
        if self.following is not None:
            raise UpnpError(Refusal.NOT_A_COORDINATOR)

    def _load(self, container: Container | None, item: Item | None) -> None:
        self.container = container
        self._direct = item
        self.queue.index = None
        self._position = 0.0
        self._stale = None
        self.next_known = True
        self.transport = Transport.STOPPED

    def _go_to(self, index: int) -> None:
        self.queue.index = index
        self._position = 0.0
        self._stale = None
        self.next_known = True
        self._restart()

    def _restart(self) -> None:
        """Go on from the new place: at once when paused, by way of TRANSITIONING else."""
        if self.transport in (Transport.PLAYING, Transport.TRANSITIONING):
            self._begin(self.clock())
        else:
            self._changed()

    def _start(self, now: float, *, transitioning: bool) -> None:
        """Begin the present title anew."""
        self._position = 0.0
        if transitioning:
            self._begin(now)
        else:
            self._settle(now)

    def _begin(self, now: float) -> None:
        if not self.quirks.transitioning:
            self._settle(now)
            return
        self.transport = Transport.TRANSITIONING
        self._settles_at = now + self.quirks.transitioning
        self._changed()

    def _changed(self) -> None:
        self._tell(Topic.TRANSPORT)

    def _tell(self, topic: Topic) -> None:
        if self.listener is not None:
            self.listener(self, topic)
