"""What is told of the background work, and what is added to it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from . import resources
from .commands import Asker
from .errors import Failure, broken, conflict, invalid, not_found
from .question import Question, Said, ok

if TYPE_CHECKING:
    from .library import Album
    from .machine import Machine

ARGUMENTS: Final = ("albumIds", "albumId", "artistIds", "artistId")


def commands(machine: Machine, _asked: Question) -> Said:
    """Return what is done in the background."""
    return ok([resources.command(each) for each in machine.executor.listed()])


def command(machine: Machine, asked: Question) -> Said:
    """Return a command."""
    found = machine.executor.find(asked.identifier)
    if found is None:
        raise not_found(f"Command with ID {asked.identifier} does not exist")
    return ok(resources.command(found))


def post_command(machine: Machine, asked: Question) -> Said:
    """Queue a command; the same one that is queued or runs already is told instead."""
    name = asked.body.get("name")
    if not name:
        raise invalid([Failure(property_name="Name", message="'Name' must not be empty.")])
    if name not in machine.executor.work:
        raise broken("Sequence contains no matching element")
    arguments = {key: asked.body[key] for key in ARGUMENTS if key in asked.body}
    active = {each.id for each in machine.executor.active()}
    pushed = machine.executor.push(name, arguments, asker=Asker.CLIENT, trigger="manual")
    if name == "AlbumSearch" and pushed.id not in active:
        for album in machine.searched_for(pushed):
            useless = album.is_complete or machine.downloads.is_under_way(album)
            useless = useless or _is_searched_for(machine, album, besides=pushed.id)
            depth = machine.depth_as_of(asked.arrived_at)
            machine.watch.asked(pushed, album, depth, useless=useless)
    return HTTPStatus.CREATED, resources.command(pushed)


def cancel_command(machine: Machine, asked: Question) -> Said:
    """Take a command back."""
    if not machine.executor.cancel(asked.identifier):
        raise conflict("Unable to cancel task")
    return ok({})


def _is_searched_for(machine: Machine, album: Album, *, besides: int) -> bool:
    """Tell whether the client has had it searched for, and that is not done."""
    return any(
        each.id != besides
        and each.asker is Asker.CLIENT
        and album.id in each.arguments.get("albumIds", ())
        for each in machine.executor.active()
    )
