"""Record what an account of Spotify plays away from the speakers, as far as it may be recorded."""

from __future__ import annotations

from itertools import pairwise
import time
from typing import TYPE_CHECKING, Final

from .health import async_history_entry
from .listening.types import Kind, Source
from .memory import is_recording
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
        self._was_off = False
        """Whether recording was off when it was looked last."""

    async def read(self) -> AwayState:
        """Ask Spotify, record what it tells, and say how far that goes.

        Raises ``UpstreamError`` and ``HomeAssistantError``.
        """
        state, recording = await self._house.read(_look, self._account)
        history = async_history_entry(self._hass)
        if history is None:
            return state
        if self._was_off or not recording:
            # What was played before this moment may have been played while it was off.
            state = await self._house.write(away.skip, self._account, time.time())
            self._was_off = not recording
            return state
        after = None if state.cursor is None else int(state.cursor * 1000)
        page = await self._client.recently_played(after)
        if not page.plays:
            return state
        return await self._record(page, state.cursor, rules_from(history.options))

    async def forget(self) -> None:
        """Begin anew when it is recorded again: what is played meanwhile is nobody's business."""
        state, _ = await self._house.read(_look, self._account)
        if state != AwayState():
            await self._house.write(away.forget, self._account)

    async def _record(self, page: RecentPage, cursor: float | None, rules: Rules) -> AwayState:
        told = sorted(page.plays, key=lambda one: one.played_at)
        oldest, latest = told[0].played_at, told[-1].played_at
        gap = None
        if cursor is not None and page.is_full and oldest > cursor:
            gap = Gap(cursor, oldest)
        outcome = await self._house.write(
            away.record,
            self._account,
            tuple(_countable(told, cursor, rules)),
            # A moment that has not come yet would hide all that is played until it has.
            cursor=min(max(latest, cursor or latest), time.time()),
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


def _look(db: Connection, account: str) -> tuple[AwayState, bool]:
    """Read how far an account was read, and whether anything is recorded at all."""
    return away.load(db, account), is_recording(db)


def _countable(told: list[RecentPlay], cursor: float | None, rules: Rules) -> Iterator[AwayPlay]:
    """Yield the plays that the household counts, with the start that their end leads to."""
    before = [cursor or 0.0, *(one.played_at for one in told)]
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
