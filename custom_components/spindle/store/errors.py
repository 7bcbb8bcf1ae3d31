"""What the store says when it cannot do what was asked."""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1024 * 1024


class StoreError(Exception):
    """The store could not do it; the message says why, for a person."""


class StoreBusyError(StoreError):
    """Too much waits already: this one was refused, and nothing of it was kept."""


class StoreWaitingError(StoreError):
    """The disk is full, read-only or out of reach; the store goes on trying."""


class StoreUnusableError(StoreError):
    """The database is newer than this Spindle, or could not be opened at all."""


class StoreClosedError(StoreError):
    """The store is closed, or closed before it came to this."""


class StoreTimeoutError(StoreError):
    """A question took too long and was stopped."""


class CorruptError(StoreError):
    """The database file is damaged."""


class NewerError(StoreError):
    """The database was written by a newer Spindle."""


class NoRoomError(StoreError):
    """The disk has no room for a copy of the database."""

    def __init__(self, needed: int, free: int) -> None:
        """Say how many bytes must be free, and how many are."""
        self.needed = -(-needed // MEGABYTE)
        """Megabytes."""
        self.free = free // MEGABYTE
        super().__init__(f"{self.needed} MB must be free, {self.free} MB are.")


class UnknownNameError(ValueError):
    """There is no artist, album or track of that name; the message is the name."""


class NameTakenError(ValueError):
    """Another one has that name already; the message is that other's name."""


class MergingError(ValueError):
    """Two names cannot be merged now: another merge is not done yet."""
