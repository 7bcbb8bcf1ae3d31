"""An environment of its own for a Home Assistant release outside the lock."""

from __future__ import annotations

import json
import os
from pathlib import Path
import re
import shutil
import subprocess
import sys
from typing import Final

ROOT: Final = Path(__file__).parents[2]
NEEDED: Final = (3, 14, 2)
"""The oldest Python of the releases outside the lock."""

INTEGRATIONS: Final = (
    "analytics",
    "assist_pipeline",
    "camera",
    "conversation",
    "ffmpeg",
    "frontend",
    "hassio",
    "infrared",
    "network",
    "radio_frequency",
    "recorder",
    "sonos",
    "ssdp",
    "tts",
    "zeroconf",
)
"""What the demo's Home Assistant loads and what its user interface asks for."""

SUBSTITUTES: Final = {"soco==0.32.1": "soco>=0.32.0,<=0.32.1"}
"""Pins of a release that not every index has yet, and what does in their place."""


class NoEnvironmentError(Exception):
    """The environment cannot be made; the message is one sentence for a person."""


def environment(release: str) -> Path:
    """Make the environment of a release where it is missing, and give its interpreter.

    It stands in ``.venv/ha-<release>``. Raises NoEnvironmentError.
    """
    place = ROOT / ".venv" / f"ha-{release}"
    python = place / "bin" / "python"
    done = place / ".complete"
    if done.exists():
        return python
    uv = _uv()
    shutil.rmtree(place, ignore_errors=True)
    _run(uv, "venv", "--quiet", "--python", _newest_python(), place)
    _install(uv, python, "--no-deps", f"homeassistant=={release}")
    package = next(place.glob("lib/python*/site-packages/homeassistant"))
    requirements = sorted(_requirements(package))
    constraints = package / "package_constraints.txt"
    _install(uv, python, "-c", constraints, f"homeassistant=={release}", *requirements)
    done.touch()
    return python


def _requirements(package: Path) -> set[str]:
    """Read the pins of what the demo loads from the release's own manifests."""
    found: set[str] = set()
    for name in INTEGRATIONS:
        manifest = package / "components" / name / "manifest.json"
        if manifest.exists():
            found.update(json.loads(manifest.read_text()).get("requirements", ()))
    return {SUBSTITUTES.get(requirement, requirement) for requirement in found}


def _newest_python() -> str:
    """Find a Python that is new enough: PYTHON_NEWEST, this one, or one on PATH."""
    candidates = [os.environ.get("PYTHON_NEWEST"), getattr(sys, "_base_executable", None)]
    candidates += [shutil.which(name) for name in ("python3.15", "python3.14", "python3", "python")]
    for candidate in candidates:
        if candidate and _version(candidate) >= NEEDED:
            return candidate
    wanted = ".".join(map(str, NEEDED))
    raise NoEnvironmentError(
        f"This release needs Python {wanted} or newer and there is none on PATH: "
        "install one, or name it with PYTHON_NEWEST."
    )


def _version(python: str) -> tuple[int, ...]:
    """Ask an interpreter its version; nothing at all when it does not run."""
    code = "import sys; print(*sys.version_info[:3])"
    try:
        answer = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(int(part) for part in re.findall(r"\d+", answer.stdout))


def _uv() -> str:
    """Find uv where ``scripts/setup`` has left it, or on PATH."""
    private = ROOT / ".venv" / "uv" / "bin" / "uv"
    if found := shutil.which("uv"):
        return found
    if private.exists():
        return str(private)
    raise NoEnvironmentError("uv is missing: run scripts/setup first.")


def _install(uv: str, python: Path, *what: str | Path) -> None:
    _run(uv, "pip", "install", "--quiet", "--python", python, *what)


def _run(*command: str | Path) -> None:
    settings = os.environ | {"UV_PYTHON_DOWNLOADS": "never"}
    answer = subprocess.run(command, check=False, env=settings, stderr=subprocess.PIPE, text=True)
    if answer.returncode:
        raise NoEnvironmentError(f"uv could not make the environment: {answer.stderr.strip()}")
