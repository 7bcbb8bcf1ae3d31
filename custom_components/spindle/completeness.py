"""How much of what was played is completed, what is left, and when that will be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .service_coordinator import ServiceCoordinator
from .store.fact_coverage import Coverage, coverage

if TYPE_CHECKING:
    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant

    from .completion import Completion
    from .enrichment.eta import Progress
    from .house import House
    from .public_gates import PublicGates
    from .store.fact_values import Field
    from .store.search_index import NameKind

LOOK_EVERY: Final = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """What is left to ask, and what is known."""

    left: Progress
    coverage: tuple[Coverage, ...]

    def share(self, kind: NameKind, field: Field) -> float | None:
        """Return the percent of plays of which a field is known; None without any play."""
        for one in self.coverage:
            if (one.kind, one.field) == (kind, field):
                return share_of(one)
        return None


class CompletenessCoordinator(ServiceCoordinator[Completeness]):
    """The figures of completing, for those who want them as sensors."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        house: House,
        *,
        gates: PublicGates,
        completion: Completion,
    ) -> None:
        """Take who completes by which gates, and the house that answers what is known."""
        super().__init__(hass, entry, name="completeness", every=LOOK_EVERY)
        self._house = house
        self._gates = gates
        self._completion = completion
        self._generation: int | None = None

    async def _async_fetch(self) -> Completeness:
        """Count what is left; what is known only where it may have changed.

        Without what the gates remember nobody could tell when it will be done.
        """
        await self._gates.opened()
        left = await self._completion.progress()
        generation = self._house.answers.generation
        before = self.latest
        if before and generation == self._generation:
            return Completeness(left=left, coverage=before.coverage)
        known = await self._house.read(coverage)
        self._generation = generation
        return Completeness(left=left, coverage=known)


def share_of(one: Coverage) -> float | None:
    """Return the percent of plays of which it is known; None without any play."""
    return round(100 * one.plays / one.of_plays, 1) if one.of_plays else None
