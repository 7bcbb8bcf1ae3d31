"""The music of the Arab world, Turkey, Persia and Israel."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
middle eastern | middle eastern music, arabic, arabic music, arab, arabische musik, orientalisch, arabic pop, arab pop, musique arabe, música árabe
  al jeel
  algerian chaabi | chaabi
  andalusian classical | arab-andalusian
  arabesk | arabesque
  arabic classical | islamic modal music, iraqi maqam, oud
  dabke
  khaliji | khaleeji
  mahraganat | electro shaabi
  malhun
  malouf | maluf
  mezwed | mezoued
  muzika mizrahit | mizrahi, mizrahit, israeli mediterranean
  nasheed | anasheed
  nigun | chassidic, hasidic
  sephardic | ladino, sephardic music
  özgün müzik
  persian classical | persian traditional, traditional persian, iranian classical, mugham
  persian pop | iranian pop
  raï | pop raï
  shaabi
    trap shaabi
  sufiana kalam
  turkish classical | türk sanat müziği, turkish art music, ottoman classical
  turkish folk | türk halk müziği, uzun hava, halk müziği
  turkish pop | türkçe pop, turk pop
"""
