"""What the policy makes of walls that nobody knows: everything is read, nothing within a penalty."""

from __future__ import annotations

import asyncio

import pytest

from custom_components.spindle.spotify.account import SavedTracks
from custom_components.spindle.spotify.policy import DAILY, policy
from custom_components.spindle.upstream.errors import Overdue
from custom_components.spindle.upstream.types import Priority
from tests.simulators.limited_server.limiter import Limits
from tests.simulators.spotify.music import made_up
from tests.simulators.spotify.stage import Account, living

DAY = 86_400


@pytest.mark.parametrize("wall", [8, 90])
def test_a_large_library_is_read_below_any_wall(wall: int) -> None:
    async def story(account: Account) -> None:
        account.server.library.save(*range(800))
        known: dict[str, float | None] = {}
        while True:
            try:
                async for part in SavedTracks(account.client, dict(known)).read():
                    known |= {saved.track.uri: saved.added_at for saved in part}
            except Overdue as error:
                await asyncio.sleep(max(1.0, error.at - account.server.now()))
                continue
            break
        assert len(known) == 800
        refusals = [call.refusal for call in account.server.calls if call.refusal]
        assert not any(refusal.knew for refusal in refusals)
        assert len(account.server.calls) <= 16 + 3 * len(refusals)

    living(story, Limits(calls=wall), music=made_up(800))


def test_what_can_wait_stays_below_the_lowest_quota_that_anybody_has_met() -> None:
    async def story(account: Account) -> int:
        async def search() -> None:
            for number in range(DAILY):
                title = f"Volume {number}"
                await account.client.search_album("X", title, priority=Priority.BACKFILL)

        with pytest.raises(Overdue) as spent:
            await search()
        assert spent.value.at - account.server.now() > DAY / 2
        return len(account.server.calls)

    assert living(story, Limits(calls=1_000, quotas={"search": 600})) == int(DAILY * 0.8)


def test_beside_another_program_everything_is_half_as_much() -> None:
    alone, beside = policy("Spindle"), policy("Spindle", is_shared=True)
    assert beside.budget == DAILY / 2
    assert (beside.first, beside.fastest) == (0.5, alone.fastest / 2)
