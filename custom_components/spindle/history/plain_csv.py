"""CSV files of unknown makers, read by what their columns are called.

Headings are known in English, German, French, Spanish, Italian, Dutch, Portuguese, Swedish,
Polish and Russian; for any other ``Options.columns`` names them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import fold
from ..catalogue.services import SERVICE_NAMES, slug_for_name
from ..store.types import NewPlay
from . import times
from .shapes import Columns, CsvShape
from .types import Format, No, Options, Problem, Refusal, UnreadableFile
from .values import length, mbid, number, refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
            "service": "service|music service|source|player|dienst|quelle",
            "isrc": "isrc",
            "artist_mbid": "artist mbid|artist musicbrainz id",
            "album_mbid": "album mbid|release mbid",
            "track_mbid": "track mbid|recording mbid|mbid",
        }.items()
    }
)
"""Field → what its column may be called, folded; the first that a file has is taken."""
FIELDS: Final = frozenset(HEADINGS)
_WHEN: Final = ("played_at", "ended_at", "date", "time")
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
        field: places.get(fold(name), int(name) - 1 if name.isdecimal() else -1)
        for field, name in wanted.items()
        if field in FIELDS
    }
    widest = max(map(len, sample))
    if not tell_plays(columns) or not all(0 <= place < widest for place in columns.values()):
        raise UnreadableFile(Problem.COLUMNS)
    first = shape(delimiter, sample, columns, has_heading=False)
    by_name = any(fold(name) in places for name in wanted.values())
    is_heading = by_name or times.is_never(_moment(first, sample[0], Options()))
    return shape(delimiter, sample, columns, has_heading=is_heading)


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
    return CsvShape(
        format=origin,
        delimiter=delimiter,
        has_heading=has_heading,
        columns=columns,
        month_first=times.is_month_first(
            [record[place] for record in sample for place in when if place < len(record)]
        ),
        read=read,
    )


def read(shape: CsvShape, record: list[str], options: Options) -> NewPlay | No:
    """Read a record."""
    cell = shape.cell
    title, artist = cell(record, "title"), cell(record, "artist")
    listened = length(cell(record, "listened_ms"), _THOUSANDTH)
    if listened is None:
        listened = _clock(cell(record, "listened"))
    at = _moment(shape, record, options)
    if "ended_at" in shape.columns and "played_at" not in shape.columns:
        at -= listened or 0.0
    reason = refusal(at, title, artist)
    if reason is Refusal.BAD_TIME and shape.format is Format.LASTFM and not _when(shape, record):
        reason = Refusal.NOW_PLAYING
    if reason is None and listened is not None and listened < options.shortest:
        reason = Refusal.TOO_SHORT if listened else Refusal.ZERO_LENGTH
    if reason:
        return No(reason, (_when(shape, record), artist, title))
    return NewPlay(
        played_at=at,
        title=title,
        artist=artist,
        album=cell(record, "album") or None,
        album_artist=cell(record, "album_artist") or None,
        service=_service(cell(record, "service")),
        duration=length(cell(record, "duration_ms"), _THOUSANDTH)
        or _clock(cell(record, "duration")),
        listened=listened,
        origin=shape.format.origin,
        isrc=cell(record, "isrc") or None,
        artist_mbid=mbid(cell(record, "artist_mbid")),
        album_mbid=mbid(cell(record, "album_mbid")),
        track_mbid=mbid(cell(record, "track_mbid")),
    )


def _when(shape: CsvShape, record: list[str]) -> str:
    told = shape.cell(record, "played_at") or shape.cell(record, "ended_at")
    if told:
        return told
    return f"{shape.cell(record, 'date')} {shape.cell(record, 'time')}".strip()


def _moment(shape: CsvShape, record: list[str], options: Options) -> float:
    return times.read_any(_when(shape, record), options.zone, month_first=shape.month_first)


def _service(told: str) -> str:
    return (slug_for_name(told) if told and told not in SERVICE_NAMES else told) or "unknown"


def _clock(told: str) -> float | None:
    """Return a length told in seconds, as minutes and seconds, or with hours before them."""
    if ":" not in told:
        return number(told) if told else None
    parts = [number(part) for part in told.split(":")]
    if len(parts) > _LONGEST_CLOCK:
        return None
    seconds = 0.0
    for part in parts:
        if part is None:
            return None
        seconds = seconds * 60 + part
    return seconds
