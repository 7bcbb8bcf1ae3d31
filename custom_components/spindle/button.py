"""Buttons: look at Lidarr now, make playlists now."""

from __future__ import annotations

from .const import KIND_HISTORY, KIND_LIDARR
from .each_kind import each_kind
from .lidarr_button import add_lidarr_buttons
from .playlist_button import add_playlist_buttons

PARALLEL_UPDATES = 1

async_setup_entry = each_kind({KIND_HISTORY: add_playlist_buttons, KIND_LIDARR: add_lidarr_buttons})
