"""How long a service is left alone after it came to nothing, beside what its gate says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from random import Random

FIRST: Final = 30.0
"""Seconds after the first failure; each further one doubles them."""
LONGEST: Final = 3_600.0
FORGIVEN: Final = 2
"""Answers in a row that cannot be read before the service itself is doubted."""
LEAST: Final = 1.0
_MOST_DOUBLINGS: Final = 10


class Patience:
    """Remembers when each service may be asked again."""

    def __init__(self, random: Random) -> None:
        """Doubt nobody yet."""
        self._random = random
        self._until: dict[tuple[str, str | None], float] = {}
        self._failures: dict[str, int] = {}

    def until(self, service: str, family: str) -> float:
        """Return from when (epoch) a family of a service may be asked; 0 when at any time."""
        return max(self._until.get((service, None), 0.0), self._until.get((service, family), 0.0))

    def answered(self, service: str) -> None:
        """Trust a service again."""
        self._failures.pop(service, None)
        self._until.pop((service, None), None)

    def overdue(self, service: str, family: str, at: float, now: float) -> None:
        """Wait until a gate has said that the family may be asked."""
        self._until[service, family] = max(at, now + LEAST)

    def unreadable(self, service: str, now: float) -> None:
        """Note an answer that cannot be read; one alone is that of a single name."""
        failures = self._count(service)
        if failures > FORGIVEN:
            self._wait(service, now, failures - FORGIVEN)

    def failed(self, service: str, now: float) -> None:
        """Wait after no answer, longer each time, and never quite as long as others."""
        self._wait(service, now, self._count(service))

    def _count(self, service: str) -> int:
        failures = self._failures.get(service, 0) + 1
        self._failures[service] = failures
        return failures

    def _wait(self, service: str, now: float, failures: int) -> None:
        pause = min(LONGEST, FIRST * 2.0 ** min(failures - 1, _MOST_DOUBLINGS))
        self._until[service, None] = now + pause * self._random.uniform(1.0, 1.25)
