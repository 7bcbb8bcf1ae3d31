"""Laying out a fresh configuration directory for a real Home Assistant."""

from __future__ import annotations

import json
from pathlib import Path
import shutil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

PACKAGE: Final = Path(__file__).parents[2] / "custom_components" / "spindle"

CONFIGURATION: Final = """\
homeassistant:
  name: Spindle Street
  latitude: 52
  longitude: 5
  elevation: 0
  unit_system: metric
  time_zone: UTC
  country: NL
  language: en
  auth_providers: [{{type: homeassistant}}]
  media_dirs: {{local: {media}}}
frontend:
history:
logbook:
recorder:
  commit_interval: 1
sonos:
  media_player:
    advertise_addr: 127.0.0.1
    hosts: [{host}]
logger:
  default: info
"""

HTTP_IN_YAML: Final = """\
http:
  server_host: 127.0.0.1
  server_port: {port}
"""

FIRST_WITH_HTTP_STORE: Final = (2026, 10)
"""From here on Home Assistant takes ``http:`` in YAML as a trial: five minutes later it
restarts on its own port. Its store, written before the first start, is not questioned."""


def lay_out(directory: Path, *, release: tuple[int, ...], port: int, host: str) -> None:
    """Write a configuration: core Sonos with one host, everything on loopback, no Spindle yet.

    Of onboarding only the first user is left to be made. ``host`` is the address of one
    speaker; the others are found through it.
    """
    media = directory.absolute() / "media"
    media.mkdir(parents=True, exist_ok=True)
    yaml = CONFIGURATION.format(host=host, media=json.dumps(str(media)))
    if release >= FIRST_WITH_HTTP_STORE:
        _store(directory, "http", 2, 2, _http_store(port))
    else:
        yaml += HTTP_IN_YAML.format(port=port)
    (directory / "configuration.yaml").write_text(yaml)
    done = {"done": ["core_config", "analytics", "integration"]}
    _store(directory, "onboarding", 4, 1, done)


def install_spindle(directory: Path) -> None:
    """Copy the package, and nothing else, as a person without HACS would."""
    install(directory, PACKAGE)


def install(directory: Path, integration: Path) -> None:
    """Copy a custom integration from its folder."""
    shutil.copytree(
        integration,
        directory / "custom_components" / integration.name,
        ignore=shutil.ignore_patterns("__pycache__"),
        dirs_exist_ok=True,
    )


def release_of(version: str) -> tuple[int, ...]:
    """Read ``2025.4.4`` as (2025, 4, 4), leaving out what is no number."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _store(directory: Path, key: str, version: int, minor_version: int, data: object) -> None:
    storage = directory / ".storage"
    storage.mkdir(exist_ok=True)
    content = {"version": version, "minor_version": minor_version, "key": key, "data": data}
    (storage / key).write_text(json.dumps(content))


def _http_store(port: int) -> dict[str, object]:
    hosts: Sequence[str] = ["127.0.0.1"]
    stable = {
        "server_port": port,
        "server_host": hosts,
        "cors_allowed_origins": ["https://cast.home-assistant.io"],
        "login_attempts_threshold": -1,
        "ip_ban_enabled": True,
        "ssl_profile": "modern",
        "use_x_frame_options": True,
        "created_at": "2026-01-01T00:00:00+00:00",
        "error": None,
        "error_message": None,
    }
    return {"stable": stable, "pending": None, "yaml_migration_done": True}
