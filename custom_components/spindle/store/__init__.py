"""The household's listening, in one SQLite file."""

from __future__ import annotations

from .errors import (
    StoreBusyError,
    StoreClosedError,
    StoreError,
    StoreTimeoutError,
    StoreUnusableError,
    StoreWaitingError,
)
from .store import Store

__all__ = [
    "Store",
    "StoreBusyError",
    "StoreClosedError",
    "StoreError",
    "StoreTimeoutError",
    "StoreUnusableError",
    "StoreWaitingError",
]
