"""What a player answers when it refuses."""

from __future__ import annotations

from enum import IntEnum


class Refusal(IntEnum):
    """UPnP error codes that Sonos players use."""

    INVALID_ACTION = 401
    INVALID_ARGS = 402
    ACTION_FAILED = 501
    ARGUMENT_INVALID = 600
    ARGUMENT_OUT_OF_RANGE = 601
    TRANSITION_NOT_AVAILABLE = 701
    SEEK_MODE_NOT_SUPPORTED = 710
    ILLEGAL_SEEK_TARGET = 711
    PLAY_MODE_NOT_SUPPORTED = 712
    ILLEGAL_MIME_TYPE = 714
    PLAY_SPEED_NOT_SUPPORTED = 717
    INVALID_INSTANCE = 718
    NOT_A_COORDINATOR = 800
    STALE_UPDATE = 1028


class UpnpError(Exception):
    """A refusal with its UPnP error code."""

    def __init__(self, refusal: Refusal) -> None:
        """Refuse for this reason."""
        super().__init__(f"{refusal.value} {refusal.name}")
        self.refusal = refusal
