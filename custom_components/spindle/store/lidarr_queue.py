"""Every change of the queue of Lidarr, each one transaction of the writer.

The first argument is the connection that the writer hands it; ``now`` is epoch seconds. All
of them may be said twice: a word that has been heard changes nothing.
"""

from __future__ import annotations

from .lidarr_claims import (
    added,
    claim_adds,
    claim_searches,
    give_back,
    search_sent,
    take_up,
    tried,
)
from .lidarr_outcomes import forgotten, found, search_again, settle_aside
from .lidarr_pruning import prune
from .lidarr_wishes import approve, cancel, put, put_aside, refuse, retry

__all__ = [
    "added",
    "approve",
    "cancel",
    "claim_adds",
    "claim_searches",
    "forgotten",
    "found",
    "give_back",
    "prune",
    "put",
    "put_aside",
    "refuse",
    "retry",
    "search_again",
    "search_sent",
    "settle_aside",
    "take_up",
    "tried",
]
