"""Record what an account of Spotify plays away from the speakers, as far as it may be recorded."""

from __future__ import annotations

from itertools import pairwise
import time
from typing import TYPE_CHECKING, Final

from .health import async_history_entry
from .listening.types import Kind, Source
from .memory import is_recording, recording_since
from .policy import rules_from
from .spotify.policy import SERVICE
from .store import away
from .store.away import AwayPlay, AwayState, Gap
from .store.types import NewPlay, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

    from homeassistant.core import HomeAssistant

    from .house import House
    from .listening.rules import Rules
    from .spotify.client import SpotifyClient
    from .spotify.types import RecentPage, RecentPlay

SETTLED: Final = 600.0
"""Seconds after which a play is taken: what a speaker heard it has judged by then.

Some plays are told by their beginning, and of what a private room plays it is known at its end.
"""
MUSIC: Final = Source(kind=Kind.MUSIC, service=SERVICE)


class Away:
    """Reads what was played since it was read last, and records it by the household's rules.

    Recorded so, plays are told to nobody: they are over for a while when they come. Where
    the history is not running there are no rules, and nothing is read.
    """

    def __init__(
        self, hass: HomeAssistant, house: House, client: SpotifyClient, account_id: str
    ) -> None:
        """Read nothing yet."""
        self._hass = hass
        self._house = house
        self._client = client
        self._account = _key(account_id)

    async def read(self) -> AwayState:
        """Ask Spotify, record what it tells, and say how far that goes.

        Raises ``UpstreamError`` and ``HomeAssistantError``.
        """
        state, recording, since = await self._house.read(_look, self._account)
        history = async_history_entry(self._hass)
        if history is None or not recording:
            return state
        if state.is_stopped:
            return await self._house.write(away.skip, self._account, time.time())
        if since is not None and since > (state.cursor or 0.0):
            # What was played before this moment may have been played while it was off.
            state = await self._house.write(away.skip, self._account, since)
        after = None if state.cursor is None else int(state.cursor * 1000)
        page = await self._client.recently_played(after)
        return await self._record(page, state, rules_from(history.options))

    async def stop(self) -> None:
        """Begin anew when it is recorded again: what is played meanwhile is nobody's business."""
        state, *_ = await self._house.read(_look, self._account)
        if state != AwayState() and not state.is_stopped:
            await self._house.write(away.stop, self._account)

    async def _record(self, page: RecentPage, state: AwayState, rules: Rules) -> AwayState:
        """Record what is new: a phone that was offline tells late what it played long before."""
        cursor, settled = state.cursor or 0.0, time.time() - SETTLED
        told = sorted(page.plays, key=lambda one: one.played_at)
        told = [one for one in told if cursor < one.played_at <= settled]
        new = {one.played_at for one in told} - set(state.taken)
        if not new:
            return state
        gap = None
        if page.is_full and state.latest is not None and told[0].played_at > state.latest:
            gap = Gap(state.latest, told[0].played_at)
        outcome = await self._house.write(
            away.record,
            self._account,
            tuple(one for one in _countable(told, cursor, rules) if one.told_at in new),
            taken=tuple(new),
            gap=gap,
        )
        if outcome.added or outcome.known:
            self._house.async_plays_changed()
        return outcome.state


def forget_account(db: Connection, account_id: str) -> None:
    """Forget how far an account was read, for good."""
    away.forget(db, _key(account_id))


def _key(account_id: str) -> str:
    return f"{SERVICE}:{account_id}"


def _look(db: Connection, account: str) -> tuple[AwayState, bool, float | None]:
    """Read how far an account was read, and whether, and since when, anything is recorded."""
    return away.load(db, account), is_recording(db), recording_since(db)


def _countable(told: list[RecentPlay], cursor: float, rules: Rules) -> Iterator[AwayPlay]:
    """Yield the plays that the household counts, with the start that their end leads to."""
    before = [cursor, *(one.played_at for one in told)]
    for (previous, _), one in zip(pairwise(before), told, strict=True):
        track = one.track
        heard = track.seconds
        if heard is not None:
            # It began when the one before it was over, at the earliest.
            heard = min(heard, max(0.0, one.played_at - previous))
        started_at = one.played_at - (heard or 0.0)
        if track.is_episode or not track.artist or not _counts(track.seconds, heard, rules):
            continue
        if not rules.is_quiet(started_at):
            yield AwayPlay(
                NewPlay(
                    played_at=started_at,
                    title=track.title,
                    artist=track.artist,
                    album=track.album,
                    album_artist=track.album_artist,
                    service=SERVICE,
                    item_id=track.id,
                    kind=Kind.MUSIC,
                    duration=track.seconds,
                    listened=heard,
                    origin=Origin.SPOTIFY,
                    isrc=track.isrc,
                ),
                one.played_at,
            )


def _counts(duration: float | None, heard: float | None, rules: Rules) -> bool:
    """Tell whether so much of a title is a play by the household's rules."""
    if MUSIC.kind not in rules.kinds or MUSIC.service in rules.excluded_services:
        return False
    if duration is None or heard is None:
        return True
    return duration > rules.shortest and heard >= rules.threshold(duration, MUSIC)
