"""What the browser's tests stand on and no other script needs: Chromium, and what drives it."""

from __future__ import annotations

import os
from pathlib import Path
import shutil
import subprocess
import sys
from typing import Final

from tests.e2e.release import ROOT

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
AXE: Final = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
"""The judge of accessibility, pinned among the panel's own tools."""


class NoBrowserError(Exception):
    """Something is missing that could not be installed; the message is one sentence."""


def ready() -> Path:
    """Install what is missing, and give the folder that Python has to look into as well.

    Raises NoBrowserError.
    """
    if chromium() is None:
        _install_chromium()
    if not AXE.exists():
        _run("npm", "ci", "--no-audit", "--no-fund", at=ROOT / "frontend")
    return _driver()


def chromium() -> Path | None:
    """Find the browser."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else None


def _install_chromium() -> None:
    if shutil.which("apt-get") is None:
        raise NoBrowserError("There is no Chromium here: install one, then run this again.")
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    _run(*sudo, "apt-get", "update", "-qq")
    _run(*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")


def _driver() -> Path:
    """Put Playwright, as uv.lock pins it, beside the environment, which stays as it is."""
    place = ROOT / ".venv" / f"browser-{sys.version_info.major}.{sys.version_info.minor}"
    done, lock = place / ".complete", (ROOT / "uv.lock").read_bytes()
    if done.exists() and done.read_bytes() == lock:
        return place
    shutil.rmtree(place, ignore_errors=True)
    uv = shutil.which("uv") or str(ROOT / ".venv" / "uv" / "bin" / "uv")
    exported = ("export", "--quiet", "--locked", "--only-group", "browser", "--no-emit-project")
    wanted = _run(uv, *exported, "--python", sys.executable)
    pins = ROOT / ".venv" / "browser.txt"
    pins.write_text(wanted)
    _run(uv, "pip", "install", "--quiet", "--python", sys.executable, "--target", place, "-r", pins)
    done.write_bytes(lock)
    return place


def _run(*command: str | Path, at: Path = ROOT) -> str:
    """Run a program and give what it says. Raises NoBrowserError."""
    try:
        done = subprocess.run(command, cwd=at, check=True, text=True, stdout=subprocess.PIPE)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoBrowserError(
            f"{' '.join(map(str, command[:3]))} did not work: {error}; mend that, then run this again."
        ) from error
    return done.stdout
