"""Disco, of the seventies and since."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
disco | disco music, disko, discomusik, classic disco
  boogie + r&b | post-disco
  cosmic disco + electronic | space disco
  dark disco + electronic
  disco polo + pop
  euro-disco + electronic
  hi-nrg + electronic | high energy
  italo-disco + electronic | italo, spacesynth
  latin disco + latin
  nu disco + electronic
  red disco
"""
