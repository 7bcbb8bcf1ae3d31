"""CSV files of unknown makers, read by what their columns are called.

Headings are known in English, German, French, Spanish, Italian, Dutch, Portuguese, Swedish,
Polish and Russian; for any other ``Options.columns`` names them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import fold
from ..catalogue.services import SERVICE_NAMES, slug_for_name
from ..store.told import UNKNOWN
from ..store.types import NewPlay
from . import times
from .shapes import ABSENT, Columns, CsvShape
from .types import Format, No, Options, Problem, Refusal, UnreadableFile
from .values import are_plays, length, number, refusal, too_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_TITLE: Final = "title|track|track name|trackname|song|song name|song title|name|titel|lied|"
_ARTIST: Final = "artist|artist name|artistname|artists|band|interpret|kunstler|musiker|"
_ALBUM: Final = "album|album name|albumname|album title|release|release name|"

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        field: tuple(names.split("|"))
        for field, names in {
            "played_at": "uts|played at|playedat|timestamp|unix timestamp|unix time|listened at"
            "|scrobbled at|scrobble time|datetime|date time|date played|time played|utc time"
            "|utc|zeitpunkt|gespielt am|zeitstempel|horodatage|momento|tijdstip",
            "ended_at": "endtime|end time|ended at|ts",
            "date": "date|day|datum|tag|jour|fecha|data|dia|giorno|dag|dzien|дата",
            "time": "time|hour|zeit|uhrzeit|heure|hora|ora|tijd|tid|czas|godzina|время",
            "title": _TITLE + "titre|chanson|morceau|piste|titulo|cancion|tema|titolo|brano"
            "|canzone|nummer|faixa|musica|lat|utwor|tytul|название|трек|песня"
            "|master metadata track name",
            "artist": _ARTIST + "artiste|interprete|artista|artiest|uitvoerder|artista s"
            "|wykonawca|artysta|исполнитель|артист|master metadata album artist name",
            "album": _ALBUM + "disque|disco|альбом|master metadata album album name",
            "album_artist": "album artist|albumartist|album kunstler|album interpret",
            "duration": "duration|length|track length|duration s|duration seconds|dauer|lange"
            "|duree|duracion|durata|duur|duracao|czas trwania|длительность",
            "duration_ms": "duration ms|length ms|track duration ms|ms",
            "listened": "listened|seconds played|played seconds|listening time|time listened"
            "|gehort|spieldauer",
            "listened_ms": "ms played|msplayed|listened ms|played ms",
            "service": "service|music service|source|dienst|quelle",
            "isrc": "isrc",
            "artist_mbid": "artist mbid|artist musicbrainz id",
            "album_mbid": "album mbid|release mbid",
            "track_mbid": "track mbid|recording mbid|mbid",
        }.items()
    }
)
"""Field → what its column may be called, folded; the first that a file has is taken."""
_WHEN: Final = ("played_at", "ended_at", "date", "time")
_NOWHERE: Final = NewPlay(0.0, "", "")[6:11]
"""Of a play all from ``item_id`` to ``station``: no such file tells where it was heard."""
_THOUSANDTH: Final = 0.001
_LONGEST_CLOCK: Final = 3


def columns_of(heading: Sequence[str]) -> Columns:
    """Return where each field stands, as far as the headings say."""
    places: dict[str, int] = {}
    for place, name in enumerate(heading):
        places.setdefault(fold(name), place)
    return {
        field: place
        for field, names in HEADINGS.items()
        for place in [next((places[name] for name in names if name in places), None)]
        if place is not None
    }


def tell_plays(columns: Columns) -> bool:
    """Tell whether these columns suffice for plays."""
    return "title" in columns and "artist" in columns and any(when in columns for when in _WHEN)


def recognise(delimiter: str, sample: Sequence[list[str]]) -> CsvShape | None:
    """Return how to read a file that begins with these records, if they have headings."""
    columns = columns_of(sample[0]) if sample else {}
    if not tell_plays(columns):
        return None
    return shape(delimiter, sample, columns, has_heading=True)


def by_map(delimiter: str, sample: Sequence[list[str]], wanted: Mapping[str, str]) -> CsvShape:
    """Return how to read a file of which its owner has said what its columns are.

    Raises ``UnreadableFile`` when it has no such columns, or they do not tell of plays.
    """
    places = {fold(name): place for place, name in reversed(list(enumerate(sample[0])))}
    columns = {
        field: places.get(fold(name), int(name) - 1 if name.isdecimal() else ABSENT)
        for field, name in wanted.items()
        if field in HEADINGS
    }
    widest = max(map(len, sample))
    if not tell_plays(columns) or not all(0 <= place < widest for place in columns.values()):
        raise UnreadableFile(Problem.COLUMNS)
    has_heading = any(fold(name) in places for name in wanted.values())
    return shape(delimiter, sample, columns, has_heading=has_heading)


def shape(
    delimiter: str,
    sample: Sequence[list[str]],
    columns: Columns,
    *,
    has_heading: bool,
    origin: Format = Format.CSV,
) -> CsvShape:
    """Return how to read a file with these columns."""
    when = [place for field in _WHEN if (place := columns.get(field)) is not None]
    reader = _Reader(
        origin=origin.origin,
        is_last_fm=origin is Format.LASTFM,
        month_first=times.is_month_first(
            [record[place] for record in sample for place in when if place < len(record)]
        ),
    )
    return CsvShape(
        format=origin,
        delimiter=delimiter,
        has_heading=has_heading,
        places=tuple(columns.get(field, ABSENT) for field in HEADINGS),
        read=reader.read,
        read_together=reader.read_together,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """How one file is read."""

    origin: str
    is_last_fm: bool
    month_first: bool
    """What ``1/2/2015`` means in it."""

    def read(self, record: Sequence[str], options: Options) -> NewPlay | No:
        """Read a record, its cells in the order of ``HEADINGS``."""
        (
            played_at,
            ended_at,
            date,
            clock,
            title,
            artist,
            album,
            album_artist,
            duration,
            duration_ms,
            listened_told,
            listened_ms,
            service,
            isrc,
            artist_mbid,
            album_mbid,
            track_mbid,
        ) = record
        listened = length(listened_ms, _THOUSANDTH) if listened_ms else None
        if listened_told:
            listened = _clock(listened_told)
        when = played_at or ended_at or f"{date} {clock}".strip()
        at = times.read_any(when, options.zone, month_first=self.month_first)
        if ended_at and not played_at:
            at -= listened or 0.0
        reason = refusal(at, title, artist)
        if reason is Refusal.BAD_TIME and not when and self.is_last_fm:
            reason = Refusal.NOW_PLAYING
        if reason is None and (listened_told or listened_ms):
            reason = too_short(listened or 0.0, options)
        if reason:
            return No(reason, (when, artist, title))
        length_ms = length(duration_ms, _THOUSANDTH) if duration_ms else None
        # By place: an import reads millions of them.
        return NewPlay._make(
            (
                at,
                title,
                artist,
                album or None,
                album_artist or None,
                _service(service) if service else UNKNOWN,
                *_NOWHERE,
                _clock(duration) if duration else length_ms,
                listened,
                self.origin,
                isrc or None,
                artist_mbid or None,
                album_mbid or None,
                track_mbid or None,
            )
        )

    def read_together(
        self, columns: Sequence[Sequence[str]], options: Options
    ) -> Iterable[NewPlay] | None:
        """Read records that all tell when, what and by whom, and no lengths and services.

        ``columns`` have the order of ``HEADINGS``.
        """
        played_at, _, _, _, titles, artists, albums, album_artists, *others = columns
        *lengths_and_services, isrcs, artist_mbids, album_mbids, track_mbids = others
        if not all(played_at) or any(map(any, lengths_and_services)):
            return None
        moments = times.read_all(played_at, options.zone, month_first=self.month_first)
        if not are_plays(moments, titles, artists):
            return None
        # A record each, of what is told and what is the same for all.
        return map(
            NewPlay._make,
            zip(
                moments,
                titles,
                artists,
                _told(albums),
                _told(album_artists),
                repeat(UNKNOWN),
                *map(repeat, (*_NOWHERE, None, None, self.origin)),
                *map(_told, (isrcs, artist_mbids, album_mbids, track_mbids)),
                strict=False,
            ),
        )


def _told(column: Sequence[str]) -> Iterable[str | None]:
    """Return what stands in a column's cells, None for an empty one."""
    return [cell or None for cell in column] if any(column) else repeat(None)


def _service(told: str) -> str:
    return told if told in SERVICE_NAMES else slug_for_name(told) or UNKNOWN


def _clock(told: str) -> float | None:
    """Return a length told in seconds, as minutes and seconds, or with hours before them."""
    parts = [number(part) for part in told.split(":")]
    if len(parts) > _LONGEST_CLOCK:
        return None
    seconds = 0.0
    for part in parts:
        if part is None:
            return None
        seconds = seconds * 60 + part
    return seconds
