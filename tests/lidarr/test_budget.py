"""How full Lidarr's queue is, when others fill it at the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custom_components.spindle.lidarr.barrier import Barrier
from custom_components.spindle.lidarr.budget import Budget
from custom_components.spindle.lidarr.client import LidarrClient
from custom_components.spindle.lidarr.types import Hold
from tests.simulators.lidarr import downloads
from tests.simulators.lidarr.commands import Asker
from tests.simulators.lidarr.fates import Fate
from tests.simulators.lidarr.in_memory import ADDRESS
from tests.simulators.lidarr.server import KEY

from .world import Household, live

if TYPE_CHECKING:
    import pytest

CAP = 4


def budget_of(house: Household) -> Budget:
    """Return one that has counted nothing yet."""
    client = LidarrClient(house.session, ADDRESS, KEY)  # type: ignore[arg-type]
    return Budget(client, house.clock, Barrier(client), CAP)


def others_grab(house: Household) -> None:
    """Let others fill the queue; Lidarr sees it at the end of its next look."""
    for _ in range(CAP):
        house.machine.downloads.grab("Theirs", Fate(), album=None, asker=Asker.OTHERS)


def test_the_depth_is_not_read_while_a_look_is_about_to_change_it() -> None:
    async def story(house: Household) -> None:
        await house.clock.sleep(60)
        budget = budget_of(house)
        await budget.read()
        assert (budget.depth, budget.hold()) == (0, None)
        others_grab(house)
        await house.clock.sleep(downloads.DEBOUNCED + downloads.LOOKS / 2)
        await budget.read()
        assert (budget.depth, budget.hold()) == (CAP, Hold.CAP_REACHED)

    live(story)


def test_a_look_that_does_not_end_is_waited_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(house: Household) -> None:
        await house.clock.sleep(60)
        monkeypatch.setattr(downloads, "LOOKS", 600.0)
        others_grab(house)
        await house.clock.sleep(downloads.DEBOUNCED + 1)
        budget = budget_of(house)
        for shortest, longest in ((15, 30), (0, 1)):
            before = house.clock.time()
            await budget.read()
            assert shortest <= house.clock.time() - before <= longest
            assert budget.depth == 0

    live(story)
