"""Random evenings of a household, against a model that knows what truly played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st

from .model import QueueRoom, Room, StationRoom, compare
from .stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

type Deed = Callable[[Room], None]


def of_queues(deed: Callable[[QueueRoom], None]) -> Deed:
    """Return the deed as one that leaves other rooms alone."""
    return lambda room: deed(room) if isinstance(room, QueueRoom) else None


waits = st.sampled_from([1, 3, 8, 12, 25, 40, 60, 100, 150, 300])
pauses = st.builds(lambda: lambda room: room.pause())
noises = st.builds(lambda volume: lambda room: room.tell(volume_level=volume), st.floats(0, 1))
announcements = st.builds(lambda long: lambda room: room.announce(long), st.integers(1, 14))
restarts = st.builds(
    lambda long, crash: lambda room: room.restart(long, crash=crash),
    st.sampled_from([1, 5, 30, 90, 200, 700]),
    st.booleans(),
)
absences = st.builds(lambda long: lambda room: room.vanish(long), st.sampled_from([1, 10, 60, 400]))
groups = st.sampled_from([lambda room: room.join(), lambda room: room.hand_over()])
skips = st.sampled_from([1, -1]).map(lambda by: of_queues(lambda room: room.skip(by)))
seeks = st.floats(0, 1).map(lambda share: of_queues(lambda room: room.seek(share)))
lies = st.integers(0, 12).map(lambda long: of_queues(lambda room: room.mislead(long)))

deeds = st.lists(
    st.tuples(
        st.one_of(pauses, noises, announcements, restarts, absences, groups, skips, seeks, lies),
        waits,
    ),
    max_size=14,
)
tracks = st.tuples(
    st.sampled_from(["Sinnerman", "Feeling Good", "Time", "Wild Is the Wind"]),
    st.sampled_from([20, 31, 60, 120, 200, 240, 600]),
)


def length_by_title(queue: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the queue with one length for each title: the same title is the same track."""
    lengths: dict[str, int] = {}
    return [(title, lengths.setdefault(title, length)) for title, length in queue]


@settings(max_examples=2 * settings().max_examples)
@given(
    queue=st.lists(tracks, min_size=1, max_size=6).map(length_by_title),
    repeat=st.sampled_from(["off", "off", "all", "one"]),
    shy=st.booleans(),
    evening=deeds,
)
def test_an_evening_with_a_queue(
    queue: list[tuple[str, int]], repeat: str, evening: list[tuple[Deed, int]], *, shy: bool
) -> None:
    room = QueueRoom(Stage(), queue=queue, repeat=repeat, shy=shy)
    room.start(0)
    for deed, wait in evening:
        room.seconds(wait)
        deed(room)
    room.seconds(60)
    room.end()
    compare(room)


songs = st.one_of(
    st.tuples(st.sampled_from(["Sinnerman", "Time"]), st.sampled_from([20, 40, 100, 200])),
    st.tuples(st.just(""), st.sampled_from([5, 40, 100, 200])),
)


def without_echo(programme: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the programme without a song that follows itself: nobody could tell."""
    return [
        song
        for place, song in enumerate(programme)
        if place == 0 or programme[place - 1][0] != song[0]
    ]


@settings(max_examples=2 * settings().max_examples)
@given(programme=st.lists(songs, min_size=1, max_size=8).map(without_echo), evening=deeds)
def test_an_evening_with_a_station(
    programme: list[tuple[str, int]], evening: list[tuple[Deed, int]]
) -> None:
    room = StationRoom(Stage(), programme=programme)
    room.start(0)
    for deed, wait in evening:
        room.seconds(wait)
        deed(room)
    room.end()
    compare(room)
