"""Music that stays in the background, and the light entertainment of old."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
easy listening | beautiful music, middle of the road, unterhaltungsmusik, instrumental easy listening, light music
  a cappella | acapella
    barbershop
    close harmony
  cabaret | kabarett musik, revue, vaudeville, weimar cabaret
    dark cabaret
  exotica | tiki
  lounge | moogsploitation, bachelor pad, lounge music, cocktail, cocktail lounge, bar lounge
    cocktail nation
  march | marching band, military music, military march, marschmusik, marches
  music hall
  muzak | elevator music, background music
  piano bar | cocktail piano
  tanzmusik | ballroom, ballroom dance, tanzorchester, dance band, british dance band
"""
