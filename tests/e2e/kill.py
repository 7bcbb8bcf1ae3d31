"""Kill a real Home Assistant again and again while music plays, and count what is lost.

    python -m tests.e2e.kill [--kills 20] [--seed 1] [--ha 2026.11.0]

The speakers play on through every kill -9. Of what they played this keeps its own record,
second by second, and holds the database against it: every row that was committed before a
kill is still there after it, no play is there twice, and none is there that was not heard.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
import random
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Final

from tests.simulators.sonos.media import track
from tests.simulators.sonos.playback import Quirks
from tests.simulators.sonos.stage import Stage, build_household

from .demo import say
from .process import HomeAssistant, only_one
from .release import environment
from .verify import START_TOLERANCE, Row, read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.simulators.sonos.device import Player
    from tests.simulators.sonos.media import Item

ROOMS: Final = {"Kitchen": Quirks(), "Office": Quirks(), "Living Room": Quirks(stale=1.0)}
SERVICES: Final = ("spotify", "deezer", "apple_music", "tidal", "local_library")
LENGTHS: Final = range(31, 46)
"""Seconds of the titles: longer than the shortest that counts, short enough to pass many."""
UP_FOR: Final = (2.0, 30.0)
"""Seconds between which Home Assistant lives before it is killed."""
LOOK_EVERY: Final = 0.2
LAST_WORD: Final = 15.0


@dataclass(slots=True)
class Heard:
    """What really played: a title in a room, from an epoch second on, for some seconds."""

    room: str
    item: Item
    began_at: float
    seconds: float = 0.0

    @property
    def counts(self) -> bool:
        """Tell whether clearly more than half of it has been heard."""
        return self.seconds > self.item.duration / 2 + START_TOLERANCE


class Truth:
    """Writes down what the players play, by looking at them."""

    def __init__(self, players: Sequence[Player]) -> None:
        """Begin with an empty page."""
        self.heard: list[Heard] = []
        self._players = players
        self._now: dict[str, Heard] = {}

    async def keep(self) -> None:
        """Look until cancelled."""
        while True:
            for player in self._players:
                self._look(player)
            await asyncio.sleep(LOOK_EVERY)

    def _look(self, player: Player) -> None:
        item, position = player.item, player.position()
        if item is None:
            return
        present = self._now.get(player.uid)
        if present is None or present.item != item:
            present = Heard(player.name, item, time.time() - position)
            self._now[player.uid] = present
            self.heard.append(present)
        present.seconds = position


@dataclass(slots=True)
class Tally:
    """What the kills did."""

    kills: int = 0
    lost: int = 0


async def torment(home: HomeAssistant, kills: int, seed: int) -> int:
    """Kill ``kills`` times and judge; give how much is wrong."""
    chance = random.Random(seed)  # noqa: S311 - it only has to be repeatable
    stage = Stage(build_household(ROOMS))
    players = [speaker.player for speaker in stage.household.speakers]
    truth, tally = Truth(players), Tally()
    async with stage, home.client:
        await home.start()
        await home.wait_ready([player.uid for player in players])
        await home.client.add_entry("spindle")
        for player in players:
            player.load_queue([_title(player, number, chance) for number in range(1000)])
        keeping = asyncio.create_task(truth.keep())
        for _ in range(kills):
            await asyncio.sleep(chance.uniform(*UP_FOR))
            await kill_once(home, tally)
        await asyncio.sleep(max(LENGTHS) + LAST_WORD)
        keeping.cancel()
        await home.stop()
    errors = [str(record)[:300] for record in home.our_trouble() if record.level != "WARNING"]
    return judge(truth.heard, read_rows(home.database), tally, errors)


async def kill_once(home: HomeAssistant, tally: Tally) -> None:
    """Kill, start again, and look whether all is still there that was committed."""
    before = read_rows(home.database)
    home.kill()
    await home.start()
    after = Counter(map(_name, read_rows(home.database)))
    missing = Counter(map(_name, before)) - after
    tally.kills += 1
    tally.lost += missing.total()
    say(f"kill {tally.kills}: {len(before)} committed, {missing.total()} lost")


def judge(heard: list[Heard], rows: list[Row], tally: Tally, errors: list[str]) -> int:
    """Say what became of everything that played; give how much of it is wrong."""
    counts = Counter((row.player, row.title) for row in rows)
    played = {(each.room, each.item.title): each for each in heard}
    twice = [name for name, number in counts.items() if number > 1]
    phantom = [name for name in counts if name not in played]
    # What has not clearly been heard for half is no promise, either way.
    missing = [name for name, each in played.items() if each.counts and name not in counts]
    late = [
        row.title
        for row in rows
        if (each := played.get((row.player, row.title)))
        and abs(row.played_at - each.began_at) > START_TOLERANCE
    ]
    say(f"{tally.kills} kills, {len(rows)} rows, {sum(each.counts for each in heard)} plays heard")
    wrongs: dict[str, list[object]] = {
        "committed rows lost": ["…"] * tally.lost,
        "recorded twice": [*twice],
        "never heard": [*phantom],
        "heard and missing": [*missing],
        "wrong start": [*late],
        "errors in the log": [*errors],
    }
    for what, wrong in wrongs.items():
        say(f"{what}: {len(wrong)} {wrong or ''}")
    return sum(map(len, wrongs.values()))


def _name(row: Row) -> tuple[str, str, float]:
    return row.player, row.title, row.played_at


def _title(player: Player, number: int, chance: random.Random) -> Item:
    service = chance.choice(SERVICES)
    title = f"Title {number} of the {player.name}"
    return track(service, f"Artist {number % 7}", title, chance.choice(LENGTHS))


def main() -> int:
    """Run, and give the exit status: 0 when nothing was lost, doubled or made up."""
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ha", metavar="RELEASE")
    options = parser.parse_args()
    python = environment(options.ha) if options.ha else Path(sys.executable)
    with only_one(), tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        home = HomeAssistant(Path(place), python=python)
        home.prepare()
        try:
            return min(asyncio.run(torment(home, options.kills, options.seed)), 1)
        finally:
            home.kill()


if __name__ == "__main__":
    sys.exit(main())
