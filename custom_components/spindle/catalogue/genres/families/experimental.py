"""Experimental music, noise, and what is hardly music."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
experimental | experimental music, experimentell, musique expérimentale, avant-garde, avant-gardist
  electroacoustic | electroacoustic music, acousmatic, academic electronic
    tape music
  eai | electroacoustic improvisation
    onkyo
    reductionism
  lowercase
  microsound
  musique concrète | concrete music
  noise | japanoise, noise music
    ambient noise wall
    black noise
    gorenoise
    harsh noise
      harsh noise wall | hnw
    noisecore
    power electronics
  outsider music | outsider, outsider art
  sound art | sound installation, soundscape
    sound collage
  sound poetry
"""
