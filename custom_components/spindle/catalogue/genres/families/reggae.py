"""Reggae, ska, dub and dancehall."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
reggae | reggae music, reggaemusik, german reggae
  dancehall | deejay, dancehall reggae, reggae/dancehall, reggae & dancehall, bashment
    ragga | raggamuffin
    ragga hip-hop + hip hop
    shatta
  dub | dub reggae, dub music
    dub poetry
    dubwise
    novo dub
  gospel reggae
  jawaiian
  lovers rock
  mento
  nyahbinghi
  pacific reggae
  reggae en español
  reggae fusion | reggae-pop
  rocksteady
  roots reggae | roots & dub
  seggae
  ska | ska revival
    2 tone | two tone
    jamaican ska
    third wave ska
    skinhead reggae | early reggae
"""
