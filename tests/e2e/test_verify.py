"""The demo's judge must find what is wrong: a judge that always agrees proves nothing."""

from __future__ import annotations

from contextlib import closing
import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.simulators.sonos.scenario import parse

from .verify import table, verify

if TYPE_CHECKING:
    from pathlib import Path

BEGAN = 1_700_000_000
SCENARIO = parse(
    """
    speaker kitchen "Kitchen"
    speaker office "Office"
    expect "Air" "Kyoto" spotify at 0:10 heard 40s in kitchen office
    refuse "Air" "Jingle" too_short
    """
)
KYOTO = (BEGAN + 10, "Air", "Kyoto", "spotify", "Kitchen", 40, 40, "sonos")


def database(path: Path, *rows: tuple[object, ...], reason: str = "too_short") -> Path:
    """Write a database with the names that the judge reads; the Office is every play's room."""
    file = path / "spindle.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript(
            "CREATE TABLE scrobbles (id, played_at, artist, title, music_service, player,"
            " duration, listened, source);"
            "CREATE TABLE player (id, name); INSERT INTO player VALUES (1, 'Office');"
            "CREATE TABLE play_room (play_id, player_id);"
            "CREATE TABLE not_counted_example (at, artist, title, reason);"
        )
        for number, row in enumerate(rows):
            connection.execute(
                "INSERT INTO scrobbles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *row)
            )
            connection.execute("INSERT INTO play_room VALUES (?, 1)", (number,))
        connection.execute(
            "INSERT INTO not_counted_example VALUES (0, 'Air', 'Jingle', ?)", (reason,)
        )
    return file


def faults(file: Path) -> list[str]:
    return [fault for finding in verify(SCENARIO, BEGAN, file) for fault in finding.faults]


def test_agrees_with_what_is_right(tmp_path: Path) -> None:
    findings = verify(SCENARIO, BEGAN, database(tmp_path, KYOTO))
    assert [finding.faults for finding in findings] == [(), ()]
    assert table(findings).splitlines()[0].startswith("right  Air - Kyoto")


@pytest.mark.parametrize(
    ("place", "value", "fault"),
    [
        (0, BEGAN + 13, "no play that began at 10 s"),
        (2, "Venus", "no play that began at 10 s"),
        (3, "unknown", "service should be spotify"),
        (4, "Attic", "player should be Kitchen"),
        (6, 36, "should have been heard 40 s"),
        (7, "recorder", "source is recorder"),
    ],
)
def test_finds_what_is_wrong(tmp_path: Path, place: int, value: object, fault: str) -> None:
    row = (*KYOTO[:place], value, *KYOTO[place + 1 :])
    assert fault in faults(database(tmp_path, row))


def test_finds_a_play_recorded_twice(tmp_path: Path) -> None:
    assert "recorded 2 times" in faults(database(tmp_path, KYOTO, KYOTO))


def test_finds_a_phantom(tmp_path: Path) -> None:
    phantom = (BEGAN + 50, "Air", "Venus", "spotify", "Kitchen", 40, 40, "sonos")
    assert faults(database(tmp_path, KYOTO, phantom)) == ["never played so"]


def test_finds_a_play_that_must_not_count(tmp_path: Path) -> None:
    jingle = (BEGAN + 50, "Air", "Jingle", "spotify", "Kitchen", 12, 12, "sonos")
    assert "should not count: too_short" in faults(database(tmp_path, KYOTO, jingle))


def test_finds_a_wrong_reason(tmp_path: Path) -> None:
    assert faults(database(tmp_path, KYOTO, reason="skipped")) == ["should be too_short"]
