"""Any sequence of changes leaves the store as a slow, obvious model says it must be."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
import tempfile
from zoneinfo import ZoneInfo

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from custom_components.spindle.store import audit, batches, plays, removal, zones
from custom_components.spindle.store.near import Telling, nearest
from custom_components.spindle.store.types import NewPlay, Selection, Written

from .conftest import ZONE, create
from .examples import NOON

LIVE = "sonos"


@dataclass
class Heard:
    """A play, as the model keeps it."""

    at: int
    track: tuple[str, str]
    player: str | None
    origin: str
    batch: int | None
    listened: int | None
    told_by: set[int]

    @property
    def telling(self) -> Telling:
        """Return what the near rule looks at."""
        rooms = frozenset({self.player} if self.player else ())
        return Telling(self.at, self.listened, self.origin, rooms)


class Model:
    """Every play in one list, looked through from end to end."""

    def __init__(self) -> None:
        self.plays: list[Heard] = []

    def record(self, told: Heard) -> bool:
        """Add a play or let another grow; tell whether it was added."""
        known = self._exact(told) or self._near(told)
        if known is None:
            self.plays.append(told)
            return True
        if known.player is None and not self._taken(known, told):
            known.player = told.player
        if told.listened is not None:
            known.listened = max(known.listened or 0, told.listened)
        if told.batch is None:
            known.batch = None
            known.told_by.clear()
        elif known.batch is not None and known.batch != told.batch:
            known.told_by.add(told.batch)
        return False

    def undo(self, batch: int) -> None:
        """Remove a batch's plays, but those that another has told of."""
        for heard in list(self.plays):
            heard.told_by.discard(batch)
            if heard.batch == batch:
                if heard.told_by:
                    heard.batch = min(heard.told_by)
                    heard.told_by.discard(heard.batch)
                else:
                    self.plays.remove(heard)

    def _exact(self, told: Heard) -> Heard | None:
        name = (told.at, told.track, told.player)
        return next((p for p in self.plays if (p.at, p.track, p.player) == name), None)

    def _near(self, told: Heard) -> Heard | None:
        same = [p for p in self.plays if p.track == told.track]
        # Of two equally near ones the store takes the earlier id, the one told first.
        same.sort(key=lambda p: p.at)
        found = nearest(told.telling, [(number, p.telling) for number, p in enumerate(same)])
        return None if found is None else same[found]

    def _taken(self, known: Heard, told: Heard) -> bool:
        name = (known.at, known.track, told.player)
        return any((p.at, p.track, p.player) == name for p in self.plays)


class History(RuleBasedStateMachine):
    """Drive the store and the model side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = tempfile.TemporaryDirectory()
        self.db = create(Path(self.directory.name) / "spindle.db")
        self.model = Model()
        self.zone = ZONE
        self.batches: list[int] = []

    def teardown(self) -> None:
        """Close the database."""
        with closing(self.db):
            pass
        self.directory.cleanup()

    @initialize()
    def two_batches(self) -> None:
        """Begin two imports."""
        self.batches = [
            batches.start(self.db, f"import:{name}", "", started_at=NOON) for name in "ab"
        ]

    @rule(
        at=st.integers(0, 40).map(lambda step: NOON + step * 97),
        track=st.sampled_from([("A", "one"), ("A", "two"), ("B", "one")]),
        player=st.sampled_from(["kitchen", "bath"]),
        listened=st.none() | st.integers(30, 400),
    )
    def listen(self, at: int, track: tuple[str, str], player: str, listened: int | None) -> None:
        """A speaker's own play, or its growth."""
        self._record(Heard(at, track, player, LIVE, None, listened, set()))

    @rule(
        at=st.integers(0, 400).map(lambda step: NOON + step * 11),
        track=st.sampled_from([("A", "one"), ("A", "two"), ("B", "one")]),
        number=st.integers(0, 1),
        listened=st.none() | st.integers(30, 400),
    )
    def bring(self, at: int, track: tuple[str, str], number: int, listened: int | None) -> None:
        """A play of an import, which knows no room."""
        batch = self.batches[number]
        found = batches.find(self.db, batch)
        assert found is not None
        if found.state != "undone":
            origin = f"import:{'ab'[number]}"
            self._record(Heard(at, track, None, origin, batch, listened, set()))

    def _record(self, told: Heard) -> None:
        added = self.model.record(told)
        recorded = plays.record(
            self.db,
            NewPlay(
                played_at=told.at,
                artist=told.track[0],
                title=told.track[1],
                player=told.player,
                origin=told.origin,
                listened=told.listened,
            ),
            batch=told.batch,
        )
        assert (recorded.written is Written.ADDED) is added

    @precondition(lambda self: self.model.plays)
    @rule(data=st.data())
    def delete_one(self, data: st.DataObject) -> None:
        """Delete the plays of one moment."""
        at = data.draw(st.sampled_from(sorted(play.at for play in self.model.plays)))
        chosen = [play for play in self.model.plays if play.at == at]
        deleted = removal.delete(self.db, Selection(start=at, end=at + 1))
        assert deleted.count == len(chosen)
        for play in chosen:
            self.model.plays.remove(play)

    @rule(artist=st.sampled_from("AB"))
    def delete_artist(self, artist: str) -> None:
        """Delete all plays of an artist."""
        removal.delete(self.db, Selection(artist=artist))
        self.model.plays = [play for play in self.model.plays if play.track[0] != artist]

    @rule(number=st.integers(0, 1))
    def undo(self, number: int) -> None:
        """Undo an import, in slices."""
        while batches.undo(self.db, self.batches[number], limit=2).more:
            pass
        self.model.undo(self.batches[number])

    @rule(zone=st.sampled_from([ZONE, "Asia/Kathmandu", "America/St_Johns"]))
    def move(self, zone: str) -> None:
        """Change the household's time zone; the past follows in slices."""
        self.zone = zone
        while zones.set_zone(self.db, zone, limit=3).more:
            assert audit.compare(self.db) == []

    @rule()
    def rebuild(self) -> None:
        """Make all sums anew: they were right already."""
        before = list(self.db.iterdump())
        audit.rebuild(self.db)
        assert sorted(self.db.iterdump()) == sorted(before)

    @invariant()
    def sums_are_those_of_a_scan(self) -> None:
        """Every sum equals a scan of the plays."""
        assert audit.compare(self.db) == []

    @invariant()
    def plays_are_those_of_the_model(self) -> None:
        """Every play is there, once, as told."""
        stored = self.db.execute("SELECT played_at, artist, title, player, listened FROM scrobbles")
        assert sorted(stored, key=repr) == sorted(
            ((p.at, *p.track, p.player, p.listened) for p in self.model.plays), key=repr
        )

    @invariant()
    def days_are_the_calendars(self) -> None:
        """Local days are those of the zone that was set last."""
        zone = ZoneInfo(self.zone)
        days: dict[int, int] = {}
        for play in self.model.plays:
            day = datetime.fromtimestamp(play.at, UTC).astimezone(zone).toordinal() - 719_163
            days[day] = days.get(day, 0) + 1
        assert dict(self.db.execute("SELECT day, plays FROM r_day")) == days

    @invariant()
    def no_name_is_left_behind(self) -> None:
        """Artists and tracks are those that were played."""
        tracks = self.db.execute(
            "SELECT artist.name, title FROM track JOIN artist ON artist.id = artist_id"
        )
        assert set(tracks) == {play.track for play in self.model.plays}


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
