"""Where uploaded histories wait to be brought in: a folder of Spindle's own.

What is not ``async`` here touches the disk: it is for an executor.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
import hashlib
import json
from pathlib import Path
import shutil
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components.file_upload import process_uploaded_file
from homeassistant.util.ulid import ulid_now

from .allowed_paths import async_allowed_path
from .catalogue.folding import clean
from .history import recognise
from .history.types import UnreadableFile
from .import_reading import read_options
from .refusals import refusal
from .store.imports import Plan

if TYPE_CHECKING:
    from collections.abc import Collection

    from homeassistant.core import HomeAssistant
    from homeassistant.exceptions import ServiceValidationError

FOLDER: Final = (".storage", "spindle_import")
"""Within the configuration directory. Home Assistant keeps its own files in the first."""
REQUEST: Final = ".json"
"""Suffix of what was asked for before there was a store to ask."""
LONGEST_NAME: Final = 120
LARGEST_UPLOAD: Final = 100 * 1024 * 1024
"""Bytes; what is larger is for a folder, where it need not be copied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A file that was recognised, ready to be brought in."""

    path: Path
    name: str
    """What a person knows it by."""
    key: str
    """Digest of what is in it, and of how it is to be read."""
    is_ours: bool
    """Whether it is Spindle's own copy, to be deleted when it is not needed any more."""
    size: int
    """Bytes that are to be read, unpacked."""
    origin: str
    """The ``source`` of its plays; the first one's, if they are of several formats."""
    options: dict[str, Any]
    """How it is to be read, as JSON holds it; see ``import_reading``."""

    def plan(self, now: float) -> Plan:
        """Return what the store is to be asked for, at a moment (epoch)."""
        return Plan(
            path=str(self.path),
            name=self.name,
            is_ours=self.is_ours,
            origin=self.origin,
            asked_at=now,
            options=self.options,
            size=self.size,
        )


async def async_stage_upload(hass: HomeAssistant, file_id: str, options: dict[str, Any]) -> Staged:
    """Take an upload over and recognise it; see ``import_reading`` for the options.

    Raises a translated refusal for what is no listening history.
    """
    try:
        path, name = await hass.async_add_executor_job(take_upload, hass, file_id)
    except ValueError as error:
        raise refusal("import_no_upload") from error
    except OSError as error:
        raise refusal_of(error) from error
    look = partial(look_at, path, name, options, is_ours=True)
    try:
        return await hass.async_add_executor_job(look)
    except (UnreadableFile, OSError) as error:
        await hass.async_add_executor_job(discard, path)
        raise refusal_of(error) from error


async def async_stage_path(hass: HomeAssistant, path: str, options: dict[str, Any]) -> Staged:
    """Recognise a file in an allowed folder, where it is. Raises as for an upload."""
    whole = await async_allowed_path(hass, path)
    look = partial(look_at, whole, whole.name, options, is_ours=False)
    try:
        return await hass.async_add_executor_job(look)
    except (UnreadableFile, OSError) as error:
        raise refusal_of(error) from error


def refusal_of(error: UnreadableFile | OSError) -> ServiceValidationError:
    """Say, translated, why a file cannot be read."""
    if isinstance(error, UnreadableFile):
        return refusal(f"import_{error.problem.value}")
    return refusal("import_unreadable", reason=error.strerror or str(error))


def folder_of(hass: HomeAssistant) -> Path:
    """Return where uploads wait; it need not exist."""
    return Path(hass.config.path(*FOLDER))


def take_upload(hass: HomeAssistant, file_id: str) -> tuple[Path, str]:
    """Move an upload into the folder at once; return where it is, and what it was called.

    Raises ``ValueError`` when there is no upload of that id, ``OSError``, and a refusal of
    one that is too large; it is deleted.
    """
    folder = folder_of(hass)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with process_uploaded_file(hass, file_id) as uploaded:
        if uploaded.stat().st_size > LARGEST_UPLOAD:
            raise refusal("import_upload_too_large")
        target = folder / ulid_now()
        shutil.move(uploaded, target)
        return target, clean(uploaded.name, LONGEST_NAME)


def look_at(path: Path, name: str, options: dict[str, Any], *, is_ours: bool) -> Staged:
    """Recognise a file.

    Raises ``UnreadableFile`` when it is no listening history, and ``OSError``.
    """
    source = recognise(path, read_options(options))
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16))
    digest.update(json.dumps(options, sort_keys=True).encode())
    return Staged(
        path=path,
        name=name,
        key=digest.hexdigest(),
        is_ours=is_ours,
        size=source.size,
        origin=source.formats[0].origin,
        options=options,
    )


def leave_request(staged: Staged, now: float) -> None:
    """Write down, beside a staged file, that it is to be brought in once there is a store."""
    request = {"key": staged.key, "plan": staged.plan(now).as_dict()}
    staged.path.with_suffix(REQUEST).write_text(json.dumps(request), "utf-8")


def requests(folder: Path) -> list[tuple[Path, str, Plan]]:
    """Return what was asked for before there was a store: the note, the key, the plan."""
    found = []
    for note in sorted(folder.glob(f"*{REQUEST}")) if folder.is_dir() else ():
        try:
            request = json.loads(note.read_text("utf-8"))
            found.append((note, str(request["key"]), Plan.read(request["plan"])))
        except (OSError, ValueError, LookupError, TypeError):
            note.unlink(missing_ok=True)
    return found


def discard(*paths: Path) -> None:
    """Delete files that are not needed any more, if they are there."""
    for path in paths:
        path.unlink(missing_ok=True)


def sweep(folder: Path, needed: Collection[str]) -> None:
    """Delete whatever nobody waits for any more."""
    if folder.is_dir():
        discard(*(path for path in folder.iterdir() if str(path) not in needed))
