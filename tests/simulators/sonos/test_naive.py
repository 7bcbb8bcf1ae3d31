"""What a naive scrobbler gets wrong: the speakers are good enough to show it.

Each case says what it logged and what was really played. If one of them passed for right,
the simulation would have lost what makes the real thing hard.
"""

from __future__ import annotations

import pytest

from .clock import ManualClock
from .naive import POLL_EVERY, Logged, NaiveScrobbler
from .scenario import parse
from .script import Performance
from .stage import Stage


async def naive_log(lines: str) -> list[Logged]:
    """Play these lines in the kitchen, in virtual time, to a naive scrobbler."""
    scenario = parse(f'speaker kitchen "Kitchen" stale 7s\n{lines}')
    clock = ManualClock()
    stage = Stage.of(scenario, clock=clock)
    performance = Performance(stage, scenario)
    player = stage["Kitchen"].player
    scrobbler = NaiveScrobbler(player)
    steps = list(scenario.steps)
    while clock() <= scenario.until:
        while steps and steps[0].at <= clock():
            await performance.perform(steps.pop(0))
        player.advance()
        if clock() % POLL_EVERY == 0:
            scrobbler.poll()
        clock.move(0.5)
    return scrobbler.logged


async def titles(lines: str) -> list[str]:
    """Give the titles it logged."""
    return [each.title for each in await naive_log(lines)]


async def test_it_is_right_about_the_simplest_case() -> None:
    assert await titles('at 0:00 kitchen play spotify "Air" "Kyoto" 3:00\nuntil 3:05') == ["Kyoto"]


async def test_it_hears_a_repeated_title_once() -> None:
    logged = await titles(
        """
        at 0:00 kitchen play spotify "Air" "Kyoto" 1:00
        at 0:01 kitchen repeat one
        until 3:10
        """
    )
    assert logged == ["Kyoto"]  # played three times


async def test_it_takes_a_seek_for_listening() -> None:
    logged = await titles(
        """
        at 0:00 kitchen play spotify "Air" "Kyoto" 3:00
        at 0:03 kitchen seek 2:00
        at 0:06 kitchen stop
        """
    )
    assert logged == ["Kyoto"]  # heard for six seconds


async def test_it_forgets_what_was_heard_before_a_seek_back() -> None:
    logged = await titles(
        """
        at 0:00 kitchen play spotify "Air" "Kyoto" 3:00
        at 1:25 kitchen seek 0:00
        at 2:50 kitchen stop
        """
    )
    assert logged == []  # heard for nearly three minutes


async def test_it_counts_what_is_too_short() -> None:
    logged = await titles('at 0:00 kitchen play spotify "Air" "Jingle" 12s\nuntil 0:15')
    assert logged == ["Jingle"]


async def test_it_misses_every_radio_whose_address_names_no_service() -> None:
    logged = await titles(
        """
        at 0:00 kitchen tune siriusxm "The Highway"
        at 0:01 kitchen says "Eagles - Take It Easy"
        until 4:00
        """
    )
    assert logged == []  # a song of four minutes


async def test_it_takes_a_stations_junk_and_every_glimpse_for_plays() -> None:
    logged = await titles(
        """
        at 0:00 kitchen tune tunein "Groove Salad"
        at 0:04 kitchen says "Groove Salad - commercial-free radio"
        at 0:09 kitchen says "Bonobo - Kerala"
        at 0:14 kitchen says "Advertisement"
        until 0:20
        """
    )
    assert logged[1:] == ["commercial-free radio", "Kerala", "Advertisement"]


@pytest.mark.parametrize(
    ("service", "named"),
    [("spotify", "unknown"), ("soundcloud", "amazon_music"), ("amazon_music", "pandora")],
)
async def test_it_names_the_wrong_service(service: str, named: str) -> None:
    [logged] = await naive_log(f'at 0:00 kitchen play {service} "Air" "Kyoto" 1:00\nuntil 0:59')
    assert logged.service == named


async def test_it_knows_no_start() -> None:
    [logged] = await naive_log('at 0:00 kitchen play spotify "Air" "Kyoto" 8:00\nuntil 8:00')
    assert logged.at >= 240  # began at 0


async def test_a_late_answer_makes_it_log_a_title_that_nobody_heard_to_its_half() -> None:
    logged = await titles(
        """
        at 0:00 kitchen play spotify "Air" "Kyoto" 40s
        at 0:00 kitchen add spotify "Air" "Venus" 40s
        at 0:01 kitchen seek 0:38
        until 0:15
        """
    )
    assert logged == ["Kyoto"]  # heard for three seconds; GetPositionInfo told it still
