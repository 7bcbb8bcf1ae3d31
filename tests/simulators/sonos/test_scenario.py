"""The scenario format, and performing it."""

from __future__ import annotations

import asyncio

import pytest

from .clock import Pace
from .playback import Quirks
from .scenario import Expected, Refused, ScenarioError, Step, parse, seconds
from .script import Performance
from .stage import Stage

HOME = """
speaker kitchen "Kitchen"
speaker office "Office" stale 1s silent wraps-aloud uncorrected
"""


def test_reads_speakers_with_quirks() -> None:
    kitchen, office = parse(HOME).cast
    assert (kitchen.name, kitchen.room, kitchen.quirks) == ("kitchen", "Kitchen", Quirks())
    assert office.quirks == Quirks(
        stale=1, transitioning=0, wrap_transitioning=True, corrected=False
    )


def test_reads_steps_in_the_order_of_their_times() -> None:
    scenario = parse(
        HOME
        + """
        at 0:30 kitchen pause          # a comment
        at 0:05 kitchen play spotify "Nils Frahm" "Says" 35s album "Spaces"
        """
    )
    assert [step.verb for step in scenario.steps] == ["play", "pause"]
    words = ("spotify", "Nils Frahm", "Says", "35s", "album", "Spaces")
    assert scenario.steps[0] == Step(5.0, "kitchen", "play", words)
    assert scenario.until == 30


def test_reads_what_is_expected() -> None:
    scenario = parse(
        HOME
        + """
        expect "Nils Frahm" "Says" spotify at 0:05 heard 35s in kitchen office
        refuse "Air" "Alone in Kyoto" skipped
        until 1:00
        """
    )
    rooms = ("kitchen", "office")
    assert scenario.expected == (Expected("Nils Frahm", "Says", "spotify", 5.0, 35.0, rooms),)
    assert scenario.refused == (Refused("Air", "Alone in Kyoto", "skipped"),)
    assert scenario.until == 60


@pytest.mark.parametrize(
    ("text", "value"), [("35s", 35), ("0.5s", 0.5), ("3:20", 200), ("1:02:03", 3723)]
)
def test_reads_times(text: str, value: float) -> None:
    assert seconds(text) == value


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("at 0:05 kitchen dance", "line 4: a speaker cannot be told to 'dance'"),
        ("at soon kitchen pause", "line 4: 'soon' is no time"),
        ("at 0:05 attic pause", "line 4: there is no speaker 'attic'"),
        ("at 0:05 kitchen play spotify", "line 4: 'play' has too many or too few"),
        ("at 0:05 kitchen join attic", "line 4: there is no speaker 'attic'"),
        ('speaker attic "Attic" haunted', "line 4: there is no quirk 'haunted'"),
        ("let there be light", "line 4: this is no statement"),
        ('at 0:05 kitchen says "unclosed', "line 4: No closing quotation"),
    ],
)
def test_says_which_line_it_cannot_read(line: str, complaint: str) -> None:
    with pytest.raises(ScenarioError, match=complaint):
        parse(HOME + line)


@pytest.mark.usefixtures("loopback")
async def test_performs_at_a_compressed_pace(first_address: str) -> None:
    scenario = parse(
        HOME
        + """
        at 0:00 office join kitchen
        at 0:10 kitchen play spotify "Nils Frahm" "Says" 1:40
        at 0:10 kitchen add deezer "Air" "Alone in Kyoto" 40s
        at 0:20 kitchen volume 7
        at 0:30 office pause
        at 0:40 kitchen resume
        at 0:50 kitchen leave
        at 1:00 office seek 1:30
        at 1:10 kitchen tune tunein "Groove Salad"
        at 1:10 kitchen says "Bonobo - Kerala"
        until 1:20
        """
    )
    stage = Stage.of(scenario, first_address=first_address, pace=100)
    async with stage:
        performance = Performance(stage, scenario, Pace(100))
        before = asyncio.get_running_loop().time()
        await performance.run()
        assert asyncio.get_running_loop().time() - before == pytest.approx(0.8, abs=0.4)
        kitchen, office = stage["Kitchen"].player, stage["Office"].player
        assert kitchen.rendering.volume == 7
        assert kitchen.item is not None
        assert kitchen.item.stream_content == "Bonobo - Kerala"
        assert [item.duration for item in office.queue] == [1.0, 0.4]
        assert office.item is not None
        assert office.item.title == "Alone in Kyoto"


@pytest.mark.usefixtures("loopback")
async def test_vanishing_returning_and_forbidding(first_address: str) -> None:
    scenario = parse(
        HOME
        + """
        at 0:00 office vanish "powered off"
        at 0:01 kitchen forbid
        at 0:02 kitchen allow
        at 0:03 office return
        """
    )
    async with Stage.of(scenario, first_address=first_address) as stage:
        performance = Performance(stage, scenario)
        vanish, forbid, allow, come_back = scenario.steps
        await performance.perform(vanish)
        assert stage["Office"].vanished == "powered off"
        await performance.perform(forbid)
        assert stage.server(stage["Kitchen"]).forbidding
        await performance.perform(allow)
        await performance.perform(come_back)
        assert not stage.server(stage["Kitchen"]).forbidding
        assert stage["Office"].vanished is None
