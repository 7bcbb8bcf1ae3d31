"""How a playlist is made to hold something else, in few calls, of a hundred items each.

What a person has put into it is never taken out, and keeps its order; ours moves around it.
A playlist is not replaced as a whole in several calls while anything of theirs is in it: what
broke off in between would lose it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import batched, pairwise
from typing import TYPE_CHECKING, Final

from ..upstream.errors import Unreachable
from ..upstream.types import Priority
from .account import playlist_items
from .client import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from .client import SpotifyClient

ATTEMPTS: Final = 3
"""Times that a playlist is looked at again because nobody knows what became of a write."""
_ADDABLE: Final = ("spotify:track:", "spotify:episode:")


@dataclass(frozen=True, slots=True)
class Replace:
    """Have the playlist hold these items and nothing else."""

    uris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remove:
    """Take these items out, wherever they are."""

    uris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Insert:
    """Put these items in, the first of them at a place from 0."""

    uris: tuple[str, ...]
    place: int


type Write = Replace | Remove | Insert
"""One call."""
type _Parts = list[list[str]]
"""What is ours, divided by each item of theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What has come of making a playlist hold something."""

    before: tuple[str, ...]
    """What was in it."""
    after: tuple[str, ...]
    calls: int
    """Writes that were made."""


def arranged(present: Sequence[str], wanted: Sequence[str], ours: Collection[str]) -> list[str]:
    """Return what a playlist is to hold that holds ``present``.

    Each of ``ours`` that is ``wanted`` is in it once, in that order; whatever else is there stays
    in its own. Ours stand behind that item of theirs behind which they are wanted. What no call
    can put in, such as somebody's own files, is left out where it is not there already.
    """
    mine = _mine(present, wanted, ours)
    theirs = [uri for uri in present if uri not in mine]
    blocks = _blocks(theirs, wanted, mine)
    after = list(blocks[0])
    for uri, block in zip(theirs, blocks[1:], strict=True):
        after += (uri, *block)
    return after


def writes(
    present: Sequence[str], wanted: Sequence[str], ours: Collection[str]
) -> tuple[Write, ...]:
    """Return the fewest calls found that lead from what is there to what is ``arranged``.

    Of ways that are equally short the one is taken that leaves most items where they are:
    Spotify keeps when, and by whom, each was added.
    """
    mine = _mine(present, wanted, ours)
    theirs = [uri for uri in present if uri not in mine]
    blocks = _blocks(theirs, wanted, mine)
    before = _parts(present, mine)
    often = Counter(present)
    kept = [
        _kept([uri for uri in part if often[uri] == 1], block)
        for part, block in zip(before, blocks, strict=True)
    ]
    fewer = [
        keep if _inserts(block, keep) <= _calls(len(block)) else frozenset[str]()
        for block, keep in zip(blocks, kept, strict=True)
    ]
    ways: list[Sequence[Write]] = [_edits(before, blocks, keep) for keep in (kept, fewer)]
    after = arranged(present, wanted, ours)
    if (len(after) <= WRITTEN or not theirs) and all(uri.startswith(_ADDABLE) for uri in after):
        ways.append(_replaced(after) if list(present) != after else [])
    shortest: Sequence[Write] = min(ways, key=len)
    return tuple(shortest)


async def publish(
    client: SpotifyClient,
    playlist_id: str,
    merge: Callable[[tuple[str, ...]], Sequence[str]],
    ours: Collection[str],
    *,
    priority: Priority = Priority.BACKFILL,
) -> Published:
    """Make a playlist hold what ``merge`` makes of what it holds; raises ``UpstreamError``.

    ``ours`` is what was written into it before. Where nobody knows what became of a write, the
    playlist is read again, and the rest is written. What broke off may be done again, if
    ``unwanted`` of it was remembered as ours before.
    """
    before = await contents(client, playlist_id, priority=priority)
    wanted = merge(before)
    ours = frozenset(ours) | (frozenset(wanted) - frozenset(before))
    present, calls = before, 0
    for attempt in range(1, ATTEMPTS + 1):
        try:
            for write in writes(present, wanted, ours):
                calls += 1
                await _do(client, playlist_id, write, priority)
        except Unreachable as error:
            if not error.maybe_done or attempt == ATTEMPTS:
                raise
            present = await contents(client, playlist_id, priority=priority)
            continue
        break
    return Published(
        before=before,
        after=tuple(arranged(present, wanted, ours)),
        calls=calls,
    )


def unwanted(written: Iterable[str], wanted: Collection[str]) -> tuple[str, ...]:
    """Return what is to be remembered as ours while a playlist is being written.

    Of what is only on its way in, or is being moved, nobody can tell afterwards whether a
    person took it out: so it counts as never written until all is done.
    """
    return tuple(uri for uri in written if uri not in wanted)


async def contents(
    client: SpotifyClient, playlist_id: str, *, priority: Priority = Priority.BACKFILL
) -> tuple[str, ...]:
    """Return the URIs in a playlist in their order."""
    items = await playlist_items(client, playlist_id, priority=priority)
    return tuple(item.uri for item in items)


async def _do(client: SpotifyClient, playlist_id: str, write: Write, priority: Priority) -> None:
    match write:
        case Replace(uris):
            await client.replace_items(playlist_id, uris, priority=priority)
        case Remove(uris):
            await client.remove_items(playlist_id, uris, priority=priority)
        case Insert(uris, place):
            await client.add_items(playlist_id, uris, place, priority=priority)


def _mine(present: Sequence[str], wanted: Sequence[str], ours: Collection[str]) -> frozenset[str]:
    """Return what may be put in, taken out and moved."""
    return frozenset(ours) | (frozenset(wanted) - frozenset(present))


def _blocks(theirs: Sequence[str], wanted: Sequence[str], mine: Collection[str]) -> _Parts:
    """Divide what is wanted of ours by what is theirs: one block more than there is of theirs."""
    blocks: _Parts = [[] for _ in range(len(theirs) + 1)]
    behind = {uri: place for place, uri in enumerate(theirs, 1)}
    here = 0
    for uri in dict.fromkeys(wanted):
        if uri in behind:
            here = max(here, behind[uri])
        elif uri in mine and uri.startswith(_ADDABLE):
            blocks[here].append(uri)
    return blocks


def _parts(present: Sequence[str], mine: Collection[str]) -> _Parts:
    """Divide what is there of ours by what is theirs."""
    parts: _Parts = [[]]
    for uri in present:
        if uri in mine:
            parts[-1].append(uri)
        else:
            parts.append([])
    return parts


def _kept(part: Sequence[str], block: Sequence[str]) -> frozenset[str]:
    """Return as many items as possible that are in both, each once, in the same order.

    They are the longest rising row of places, found in one go:
    https://en.wikipedia.org/wiki/Longest_increasing_subsequence
    """
    place_of = {uri: place for place, uri in enumerate(part)}
    common = [uri for uri in block if uri in place_of]
    ends: list[int] = []
    last: list[str] = []
    before: dict[str, str | None] = {}
    for uri in common:
        length = bisect_left(ends, place_of[uri])
        before[uri] = last[length - 1] if length else None
        ends[length : length + 1] = [place_of[uri]]
        last[length : length + 1] = [uri]
    kept: set[str] = set()
    latest = last[-1] if last else None
    while latest is not None:
        kept.add(latest)
        latest = before[latest]
    return frozenset(kept)


def _edits(before: _Parts, blocks: _Parts, kept: Sequence[Collection[str]]) -> list[Write]:
    """Take out what does not stay where it is, then put in what is not there."""
    stays = frozenset(uri for keep in kept for uri in keep)
    out = dict.fromkeys(uri for part in before for uri in part if uri not in stays)
    steps: list[Write] = [Remove(uris) for uris in batched(out, WRITTEN, strict=False)]
    start = 0
    for block, keep in zip(blocks, kept, strict=True):
        for place, run in _runs(block, keep):
            for shift, uris in enumerate(batched(run, WRITTEN, strict=False)):
                steps.append(Insert(uris, start + place + shift * WRITTEN))
        start += len(block) + 1
    return steps


def _runs(block: Sequence[str], kept: Collection[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield what is to be put in side by side, and its place in the block."""
    bounds = [-1, *(place for place, uri in enumerate(block) if uri in kept), len(block)]
    for left, right in pairwise(bounds):
        if right - left > 1:
            yield left + 1, block[left + 1 : right]


def _inserts(block: Sequence[str], kept: Collection[str]) -> int:
    return sum(_calls(len(run)) for _, run in _runs(block, kept))


def _replaced(after: Sequence[str]) -> list[Write]:
    """Write everything anew."""
    steps: list[Write] = [Replace(tuple(after[:WRITTEN]))]
    rest = enumerate(batched(after[WRITTEN:], WRITTEN, strict=False), 1)
    steps += (Insert(uris, number * WRITTEN) for number, uris in rest)
    return steps


def _calls(items: int) -> int:
    return -(-items // WRITTEN)
