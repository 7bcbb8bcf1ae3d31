"""Which of many rows tell again, and no more, of plays that stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .bulk_apart import is_plain
from .told import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .bulk_around import Around
    from .bulk_columns import Columns, Spelled


def told_again(
    told: Columns,
    played: Mapping[Spelled, int | None],
    around: Around,
    lengths: Sequence[int | None],
    durations: Sequence[int | None],
    unknown: int | None,
) -> list[bool]:
    """Tell of each row whether it is of a play in its own second to which it adds nothing.

    That is so for nearly every row of an export that is brought in once more. Only where no
    row of them all names a speaker, which might be added to such a play. ``lengths`` and
    ``durations`` are the rows' whole seconds, ``unknown`` is the service that is not known.
    """
    if not is_plain(told):
        return [False] * len(told.moments)
    rows = zip(
        map(around.first_at, told.moments),
        map(played.get, told.names),
        told.album,
        told.service,
        lengths,
        durations,
        strict=True,
    )
    again = []
    for stored, track_id, album, service, listened, duration in rows:
        if stored is None:
            again.append(False)
            continue
        _, _, its_track, its_album, its_service, its_player, _, heard, _, _, _, lasts, _ = stored
        again.append(
            its_track == track_id
            and its_player is None
            and (not album or its_album is not None)
            and (service == UNKNOWN or its_service != unknown)
            and (listened is None or (heard is not None and listened <= heard))
            and (not duration or bool(lasts))
        )
    return again
