"""Punk, hardcore and emo."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
punk | punk rock, deutschpunk, punk music, 77 punk
  anarcho-punk | anarcho
  art punk
  celtic punk + folk
  cowpunk + country
  crust punk | crust, crustcore
    blackened crust
    neocrust
    stenchcore
  d-beat
  electropunk + electronic | synthpunk
  emo
    emo pop
    emocore | emotional hardcore
    midwest emo
    screamo | skramz
      emoviolence
  folk punk + folk
  garage punk
  glam punk
  gypsy punk + folk
  hardcore punk | hardcore, hc, nyhc, new york hardcore
    beatdown hardcore | beatdown, tough guy hardcore
    burning spirits
    christian hardcore
    digital hardcore + electronic
    melodic hardcore
    powerviolence
    sasscore
    thrashcore
  horror punk
  oi | oi punk
  pop punk + pop | punk pop, neo punk pop
    easycore
    seishun punk
  proto-punk
  queercore
  raw punk
  riot grrrl | riot grrl, riot girl
  ska punk + reggae
    crack rock steady
    skacore
  skate punk | skatecore, melodic punk, melodycore
  street punk
    uk82
  surf punk
"""
