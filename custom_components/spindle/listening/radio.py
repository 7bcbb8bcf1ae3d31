"""What a radio station writes where a title belongs, and what of it is a title.

Stations send one line of free text. Home Assistant's SoCo has already split it at the
first " - " (https://github.com/SoCo/SoCo, ``_parse_radio_metadata``); what it does not
know is undone and done again here.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
import re
from typing import Final

from ..catalogue.folding import clean, fold
from .types import Reason

_SPACED_DASH: Final = re.compile(r"\s[-\u2010-\u2015\u2212]+\s")

# "BR P|TYPE=SNG|TITLE 7.15.17 LA|ARTIST Eagles|ALBUM " and, by some, "TITLE=...".
_TAGGED_TYPE: Final = re.compile(r"(?:^|\|)\s*TYPE=([A-Z]{2,10})(?:\||$)", re.ASCII)
_TAGGED_FIELD: Final = re.compile(r"(TITLE|ARTIST|ALBUM)(?:[ =](.*))?", re.ASCII | re.DOTALL)
_SONG: Final = "SNG"
_TAGGED_ADVERTISEMENTS: Final = frozenset({"AD", "ADV", "SPT", "SPOT", "COM"})

# iHeart's cue: 'Olivia Dean - text="Man I Need" song_spot="M" MediaBaseId="3"'.
_CUE: Final = re.compile(r'(?:^|\s)text="([^"]*)"(.*)', re.DOTALL)
_CUE_SPOT: Final = re.compile(r'song_spot="([A-Z])"', re.ASCII)
_CUE_SONGS: Final = frozenset({"M", "F"})

# An unopened ICY block: "StreamTitle='Artist - Title';StreamUrl='';".
_ICY_BLOCK: Final = re.compile(r"StreamTitle='(.*?)'(?:;|$)", re.DOTALL)

_ANNOUNCED: Final = re.compile(
    r"^(?:now playing|now on air|on air now|currently playing|you(?:'|\u2019)re listening to"
    r"|jetzt läuft|es läuft|gerade läuft|en ce moment|suena ahora)\s*[:>\u00bb-]\s*",
    re.IGNORECASE,
)

_ADVERTISEMENT: Final = re.compile(
    r"^(?:advert|ads?|advertisements?|advertising|commercials?|reklame?|werbung|werbe(?:block|pause)"
    r"|publicit[ea]|publicidad|pubblicita|reclame|annons)(?:$| (?:break|block|in|by|spot|start|end)\b)"
    r"|\b(?:ad ?break|ad ?trigger|adwtag(?: \d+)?|spot block|commercial break|stop ?set)\b"
    r"|\bcontinue after this break\b|^live365 advertisement"
)
_ADVERTISEMENT_MARKS: Final = re.compile(r"adw_ad=|insertionType=|STOP_?AD_?BREAK", re.IGNORECASE)

_MARKUP: Final = re.compile(
    r'(?:^|\s)text="|TYPE=[A-Z]|\|(?:TITLE|ARTIST|ALBUM)\b|Stream(?:Title|Url)='
    r"|amgTrackId|song_spot=|</?[a-z][^>]{0,80}>",
    re.ASCII,
)
_ADDRESS: Final = re.compile(
    r"\bhttps?://|\bwww\.|[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2}"
    r"|(?<![\w.])(?:[\w-]{2,63}\.){1,3}(?:com|net|org|info|fm|am|tv|eu|de|at|ch|fr|it|es|nl|be|dk"
    r"|no|se|fi|pl|cz|ru|uk|us|ca|au|nz|br|radio|live|online|app|io)(?:$|[\s/:,;!?)\]])",
    re.IGNORECASE,
)
_FILE: Final = re.compile(
    r"^\S*\.(?:mp3|aac|aacp|m4a|ogg|opus|flac|wav|m3u8?|pls|asx|xspf)(?:[?;#]\S*)?$", re.IGNORECASE
)
_TAIL_OF_ADDRESS: Final = re.compile(r"^(?=\S*[_/?=&;%\d])\S+$")
_CALL: Final = re.compile(
    r"\b(?:call|text|sms|tel|phone|hotline|studio|whats ?app|ruf|anrufen)\b.{0,40}?\d[\d\s()/.-]{3,}\d",
    re.IGNORECASE,
)
_PHONE_NUMBER: Final = re.compile(r"^\+?[\d(][\d\s()/.-]{5,}\d$")

_SLOGAN: Final = re.compile(
    r"\b(?:you(?:re| are) listening|youre tuned|thanks? (?:you )?for listening|stay tuned"
    r"|listen live|live stream|live on air|on air now|commercial free|ad free|non ?stop"
    r"|(?:all )?the (?:best|greatest) (?:of|in|music|hits|songs)|todays best|greatest hits of"
    r"|more (?:music|hits)|hits of the|number one for|your (?:number|station|home)|we play"
    r"|sie horen|ihr hort|du horst|der beste mix|die besten hits|mehr musik|die meiste"
    r"|vous ecoutez|la radio|escuchas|estas escuchando|stai ascoltando|je luistert)\b"
)
_NOT_A_TITLE: Final = frozenset(
    {
        "",
        "airing now",
        "breaking news",
        "buffering",
        "connecting",
        "id",
        "info",
        "intro",
        "jingle",
        "jingles",
        "legal id",
        "live",
        "livestream",
        "moderation",
        "music",
        "n a",
        "na",
        "nachrichten",
        "news",
        "no data",
        "no title",
        "none",
        "not available",
        "noticias",
        "null",
        "offline",
        "on air",
        "playlist",
        "programm",
        "promo",
        "radio",
        "station id",
        "stationid",
        "sting",
        "stream",
        "sweeper",
        "teaser",
        "test",
        "top of the hour",
        "traffic",
        "undefined",
        "unknown",
        "unknown artist",
        "unknown title",
        "unknown track",
        "untitled",
        "verkehr",
        "verkehrsfunk",
        "weather",
        "wetter",
    }
)


@dataclass(frozen=True, slots=True)
class StreamTitle:
    """What a station's line says."""

    title: str | None
    artist: str | None = None
    album: str | None = None


def repair(text: str) -> str:
    """Return ``text`` with the two usual injuries of a stream's line undone.

    UTF-8 read as Latin-1 or Windows-1252 is read again, HTML's ``&amp;`` becomes ``&``.
    """
    if "&" in text and ";" in text:
        text = unescape(text)
    if text.isascii():
        return text
    for encoding in ("latin-1", "cp1252"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text


def split_stream_title(
    title: str | None,
    artist: str | None = None,
    album: str | None = None,
    *,
    station: str | None = None,
) -> StreamTitle:
    """Return title, artist and album of a live stream's line.

    Understood are the tagged form (``TYPE=SNG|TITLE ...``), iHeart's cues and ICY blocks,
    also when they were torn apart at a dash before. Otherwise an artist that is there
    stays, unless it is the station; without one the line is split at its first spaced
    dash, of any length. What cannot be understood comes back as it is, for
    ``judge_title`` to refuse.
    """
    if not title:
        return StreamTitle(None, artist, album)
    line = clean(f"{artist} - {title}") if artist else title
    if block := _ICY_BLOCK.search(line):
        line, artist, title = block[1], None, block[1]
    if tagged := _TAGGED_TYPE.search(line):
        return _read_tagged(line, tagged[1], album)
    if cue := _CUE.search(line):
        return _read_cue(line[: cue.start()], cue[1], cue[2], album)
    if artist and not _same(artist, station):
        return StreamTitle(title, _ANNOUNCED.sub("", artist) or None, album)
    return _split_at_dash(_ANNOUNCED.sub("", title), album, station)


def judge_title(title: str | None, artist: str | None, station: str | None) -> Reason | None:
    """Return why a live stream's title is none, or None when it may be a song's.

    Meant for titles of live sources: among records there are songs called "Radio" and
    "Commercial Break". A song without an artist is not judged here.
    """
    if not title or not title.strip():
        return Reason.NO_METADATA
    line = f"{artist} - {title}" if artist else title
    folded_title, folded_artist = fold(title), fold(artist or "")
    if _is_advertisement(line, folded_title, folded_artist):
        return Reason.ADVERTISEMENT
    alone = not artist or folded_artist == folded_title or folded_artist in _NOT_A_TITLE
    if (
        _MARKUP.search(line)
        or _CALL.search(line)
        or _is_station(title, artist, station)
        or (alone and _is_filler(title, folded_title))
        or (not alone and _names_an_address(title, artist or ""))
    ):
        return Reason.STATION_JUNK
    return None


def _read_tagged(line: str, kind: str, album: str | None) -> StreamTitle:
    """Return the fields of a tagged line; all of it as the title when it is no song."""
    fields = {
        match[1]: clean(match[2] or "")
        for part in line.split("|")
        if (match := _TAGGED_FIELD.fullmatch(part.strip()))
    }
    title = fields.get("TITLE")
    if kind != _SONG or not title:
        return StreamTitle(line, None, album)
    artist = fields.get("ARTIST") or None
    album = fields.get("ALBUM") or album
    return StreamTitle(title, artist, album) if artist else _split_at_dash(title, album, None)


def _read_cue(before: str, text: str, rest: str, album: str | None) -> StreamTitle:
    """Return the song of an iHeart cue; the whole line as the title when it is none."""
    spot = _CUE_SPOT.search(rest)
    artist = clean(before.strip().rstrip("-\u2010\u2013\u2014").strip())
    if spot and spot[1] in _CUE_SONGS and artist and clean(text):
        return StreamTitle(clean(text), artist, album)
    return StreamTitle(f'{before} text="{text}"{rest}'.strip(), None, album)


def _split_at_dash(line: str, album: str | None, station: str | None) -> StreamTitle:
    """Return artist and title of ``line``, the station's own name left out of both."""
    parts = [part.strip() for part in _SPACED_DASH.split(line, maxsplit=4)]
    named = [part for part in parts if part and not _same(part, station)]
    if len(named) < 2 or not parts[0]:  # noqa: PLR2004 - an artist and a title
        return StreamTitle(named[0] if named else line, None, album)
    return StreamTitle(" - ".join(named[1:]), named[0], album)


def _same(text: str | None, other: str | None) -> bool:
    """Tell whether two names fold to the same."""
    return bool(text and other) and fold(text or "") == fold(other or "")


def _is_advertisement(line: str, folded_title: str, folded_artist: str) -> bool:
    """Tell whether the line says of itself that it is an advertisement."""
    return bool(
        _ADVERTISEMENT.search(folded_title)
        or _ADVERTISEMENT.search(folded_artist)
        or _ADVERTISEMENT_MARKS.search(line)
        or ((tagged := _TAGGED_TYPE.search(line)) and tagged[1] in _TAGGED_ADVERTISEMENTS)
    )


def _is_station(title: str, artist: str | None, station: str | None) -> bool:
    """Tell whether the station names itself: as the title alone, or as the artist.

    Home Assistant joins a station and its show by a bullet: "BBC Radio 4 • Today".
    """
    if not station:
        return False
    names = {fold(name) for name in (station, *station.split("\u2022"))} - {""}
    if artist:
        return fold(artist) in names
    return fold(title) in names or fold(title.partition("\u2022")[0]) in names


def _is_filler(title: str, folded_title: str) -> bool:
    """Tell whether a title without an artist is a word, slogan, number or address."""
    return bool(
        folded_title in _NOT_A_TITLE
        or not any(sign.isalpha() for sign in title)
        or _PHONE_NUMBER.match(title)
        or _ADDRESS.search(title)
        or _FILE.match(title)
        or _TAIL_OF_ADDRESS.match(title)
        or _SLOGAN.search(folded_title)
    )


def _names_an_address(title: str, artist: str) -> bool:
    """Tell whether a title with an artist is a web address or a file all the same."""
    return bool(
        _FILE.match(title) or any(_ADDRESS.match(text) for text in (title.strip(), artist.strip()))
    )
