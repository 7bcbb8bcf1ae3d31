"""The scripts' manners: what they cannot do they say in one sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scripts.benchmarks.__main__ import BUILT
from scripts.benchmarks.report import Bar, Report, as_json, as_table

from .test_project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

BARS = (
    Bar(what="reached", value=50, unit="ms", bar=50),
    Bar(what="missed by little", value=5.01, unit="ms", bar=5),
)


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
        capture_output=True,
        text=True,
    )


def test_set_up_says_that_a_wanted_python_is_not_there() -> None:
    refused = run("scripts/setup", "--print-python", UV_PYTHON="no-such-python")
    assert refused.returncode == 1
    assert not refused.stdout
    assert refused.stderr == (
        "scripts/setup: UV_PYTHON=no-such-python is not a Python that runs here, "
        "and could not be downloaded.\n"
    )


def test_set_up_refuses_a_python_that_is_too_old(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\necho 3.12.9\n")
    old.chmod(0o755)
    refused = run("scripts/setup", UV_PYTHON=str(old))
    assert refused.returncode == 1
    assert "is Python 3.12.9; Spindle needs 3.13.0 or newer" in refused.stderr


@pytest.mark.parametrize("script", ["setup", "lint"])
def test_what_a_script_does_not_know_is_answered_with_its_usage(script: str) -> None:
    refused = run(f"scripts/{script}", "--nonsense")
    assert refused.returncode == 2
    assert refused.stderr.startswith(f"Usage: scripts/{script}")


def test_a_benchmark_that_is_not_built_is_said_with_those_that_are() -> None:
    refused = run(sys.executable, "-m", "scripts.benchmarks", "juggling")
    assert refused.returncode == 1
    assert refused.stderr == (
        f'scripts/bench: there is no benchmark "juggling" yet; built: {", ".join(BUILT)}\n'
    )


def test_figures_are_held_against_their_bars() -> None:
    report = Report(bars=BARS, notes=("beside it",))
    said = json.loads(as_json("listen", report))
    assert said["bench"] == "listen"
    assert [bar["holds"] for bar in said["bars"]] == [True, False]
    assert set(said["bars"][0]) == {"what", "value", "unit", "bar", "holds"}
    table = as_table(report)
    assert "MISSED" in table
    assert "beside it" in table
