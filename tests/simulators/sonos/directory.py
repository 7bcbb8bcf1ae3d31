"""Every service that a player offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .content import CONTENT
from .rendering import GROUP_RENDERING, RENDERING
from .system import ALARMS, MUSIC, PROPERTIES, QUEUE, SYSTEM, TOPOLOGY
from .transport import AV_TRANSPORT

if TYPE_CHECKING:
    from .actions import Service

SERVICES: Final[tuple[Service, ...]] = (
    AV_TRANSPORT,
    RENDERING,
    GROUP_RENDERING,
    QUEUE,
    CONTENT,
    PROPERTIES,
    TOPOLOGY,
    ALARMS,
    MUSIC,
    SYSTEM,
)
