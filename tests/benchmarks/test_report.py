"""Bars that are to be reached, and what the command line takes."""

from __future__ import annotations

from importlib.util import find_spec
import subprocess
import sys

from scripts.benchmarks.__main__ import BUILT
from scripts.benchmarks.report import Bar, Report, as_table
from tests.test_project import ROOT


def test_a_ratio_holds_from_its_bar_on() -> None:
    enough = Bar(what="ratio", value=60, unit="times", bar=60, at_least=True)
    too_little = Bar(what="ratio", value=59.9, unit="times", bar=60, at_least=True)
    assert enough.holds
    assert not too_little.holds
    first, second = as_table(Report(bars=(enough, too_little))).splitlines()
    assert "≥" in first
    assert "MISSED" in second


def test_every_benchmark_has_its_module() -> None:
    for benchmark in BUILT.values():
        assert find_spec(f"scripts.benchmarks.{benchmark.module}")


def test_a_peer_that_nobody_knows_is_refused() -> None:
    refused = subprocess.run(
        [sys.executable, "-m", "scripts.benchmarks", "import", "--peer", "nobody"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert refused.returncode == 2
    assert "maloja" in refused.stderr
