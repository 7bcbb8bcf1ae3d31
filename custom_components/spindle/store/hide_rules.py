"""The rules by which plays are hidden: made, listed, rehearsed, taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import clean
from . import genre_tags, hiding, names, readers, unplayed
from .errors import UnknownNameError
from .hiding import MATCHES

if TYPE_CHECKING:
    from sqlite3 import Connection

    from .types import PlayRow

EXAMPLES: Final = 10
"""Plays that a rehearsal shows."""
MINUTES: Final = 24 * 60

ADD: Final = """
INSERT INTO hide_rule (player_id, artist_id, genre_id, start_minute, end_minute, note, made_at)
VALUES (?, ?, ?, ?, ?, ?, ?)"""
FIND: Final = """
SELECT id FROM hide_rule WHERE player_id IS ? AND artist_id IS ? AND genre_id IS ?
    AND start_minute IS ? AND end_minute IS ?"""
REMOVE: Final = "DELETE FROM hide_rule WHERE id = ? RETURNING artist_id"
READ_ALL: Final = """
SELECT rule.id, player.speaker, artist.name, genre.name, rule.start_minute, rule.end_minute,
    rule.note, rule.made_at
FROM hide_rule AS rule
LEFT JOIN player ON player.id = rule.player_id
LEFT JOIN artist ON artist.id = rule.artist_id
LEFT JOIN genre ON genre.id = rule.genre_id
ORDER BY rule.id"""
FIND_GENRE: Final = "SELECT id FROM genre WHERE name = ?"

# What a rule would hide is looked for among the plays of its artist or of its room; with
# neither, and for what a rule's end would show, all plays are looked through as they lie.
BY_ARTIST: Final = "play.artist_id = rule.artist_id AND "
BY_PLAYER: Final = "play.player_id = rule.player_id AND "
BY_TIME: Final = ""
HIDDEN_BY: Final = {
    by: f"""
FROM (SELECT ? AS player_id, ? AS artist_id, ? AS genre_id, ? AS start_minute, ? AS end_minute)
    AS rule CROSS JOIN play{"" if by else " NOT INDEXED"}
WHERE {by}play.hidden = 0 AND {MATCHES}"""
    for by in (BY_ARTIST, BY_PLAYER, BY_TIME)
}
SHOWN_WITHOUT: Final = f"""
FROM hide_rule AS rule CROSS JOIN play
WHERE rule.id = ? AND play.hidden = 1 AND {MATCHES}
    AND NOT EXISTS (SELECT 1 FROM hide_rule AS other
        WHERE other.id <> rule.id AND {MATCHES.replace("rule.", "other.")})"""  # noqa: S608
COUNT: Final = {
    plays: f"SELECT count(*), min(play.id) / 1000, max(play.id) / 1000 {plays}"
    for plays in (*HIDDEN_BY.values(), SHOWN_WITHOUT)
}
LATEST: Final = {
    plays: f"SELECT play.id {plays} ORDER BY play.id DESC LIMIT {EXAMPLES}" for plays in COUNT
}

type Parts = tuple[int | None, int | None, int | None, int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class HideRule:
    """Which plays are hidden; every given part must match, and one must be given."""

    speaker: str | None = None
    """Id of the speaker that played alone."""
    artist: str | None = None
    genre: str | None = None
    start_minute: int | None = None
    """Local minute of the day from which on, with ``end_minute``."""
    end_minute: int | None = None
    """Local minute of the day before which; not after the start, it is the next day's."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRule:
    """A rule that hides plays now."""

    id: int
    rule: HideRule
    made_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """Which plays a rule hides, or its end shows."""

    count: int
    first_at: int | None
    last_at: int | None
    examples: tuple[PlayRow, ...]


def add(db: Connection, rule: HideRule, *, made_at: float) -> int:
    """Hide what a rule matches from now on, and return the rule's id.

    ``hiding.rejudge`` then hides what stands there already. A rule that there is already
    stays as it is. Raises ``UnknownNameError`` for an artist that was never played, and
    ``ValueError`` for a rule that says nothing, or only half of a time.
    """
    _check(rule)
    parts: Parts = (
        None if rule.speaker is None else names.player(db, rule.speaker),
        _artist(db, rule),
        None if rule.genre is None else genre_tags.find_or_add(db, rule.genre),
        rule.start_minute,
        rule.end_minute,
    )
    row = db.execute(FIND, parts).fetchone()
    if row is None:
        row = (db.execute(ADD, (*parts, clean(rule.note), made_at)).lastrowid,)
        hiding.begin(db)
    rule_id: int = row[0]
    return rule_id


def remove(db: Connection, rule_id: int) -> bool:
    """Take a rule away; ``hiding.rejudge`` then shows what only it hid. False: there is none."""
    row = db.execute(REMOVE, (rule_id,)).fetchone()
    if row is None:
        return False
    unplayed.drop(db, tracks=(), albums=(), artists=[one for one in row if one is not None])
    hiding.begin(db)
    return True


def stored(db: Connection) -> tuple[StoredRule, ...]:
    """Return every rule, the oldest first."""
    return tuple(
        StoredRule(
            id=rule_id,
            rule=HideRule(
                speaker=speaker,
                artist=artist,
                genre=genre,
                start_minute=start,
                end_minute=end,
                note=note,
            ),
            made_at=made_at,
        )
        for rule_id, speaker, artist, genre, start, end, note, made_at in db.execute(READ_ALL)
    )


def would_hide(db: Connection, rule: HideRule) -> Rehearsed:
    """Return the plays that a rule would hide and nothing hides yet. Raises as ``add``."""
    _check(rule)
    player = None if rule.speaker is None else names.find_player(db, rule.speaker)
    genre = None if rule.genre is None else db.execute(FIND_GENRE, (_small(rule.genre),)).fetchone()
    artist = _artist(db, rule)
    if (rule.speaker and player is None) or (rule.genre and genre is None):
        return Rehearsed(count=0, first_at=None, last_at=None, examples=())
    by = BY_ARTIST if artist is not None else BY_PLAYER if player is not None else BY_TIME
    parts = (player, artist, genre and genre[0], rule.start_minute, rule.end_minute)
    return _rehearsed(db, HIDDEN_BY[by], parts)


def would_show(db: Connection, rule_id: int) -> Rehearsed:
    """Return the plays that only this rule hides."""
    return _rehearsed(db, SHOWN_WITHOUT, (rule_id,))


def _rehearsed(db: Connection, plays: str, values: tuple[int | None, ...]) -> Rehearsed:
    count, first_at, last_at = db.execute(COUNT[plays], values).fetchone()
    ids = [row[0] for row in db.execute(LATEST[plays], values)]
    return Rehearsed(
        count=count, first_at=first_at, last_at=last_at, examples=readers.plays(db, ids)
    )


def _check(rule: HideRule) -> None:
    if rule == HideRule(note=rule.note):
        raise ValueError("A rule must name a room, an artist, a genre or a time of day.")
    times = (rule.start_minute, rule.end_minute)
    if (None in times and times != (None, None)) or not all(
        0 <= minute < MINUTES for minute in times if minute is not None
    ):
        raise ValueError("A time of day needs its start and its end, each within the day.")


def _artist(db: Connection, rule: HideRule) -> int | None:
    if rule.artist is None:
        return None
    found = names.find_artist(db, rule.artist)
    if found is None:
        raise UnknownNameError(rule.artist)
    return found


def _small(name: str) -> str:
    return clean(name).casefold()
