"""Jazz."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
jazz | jazz music, jazzmusik, contemporary jazz, modern jazz, european jazz, nordic jazz, jazz contemporain
  acid jazz + r&b
  afro-cuban jazz | cubop
  afro-jazz + african | african jazz
    cape jazz
    ethio-jazz
  avant-garde jazz | avant jazz
    conducted improvisation
    free jazz | energy music
      free improvisation + experimental | free improv, european free improvisation, improvised music, improvisation, improv
    modern creative
  bebop | bop
  big band | jazz orchestra
    orchestral jazz
  boogie-woogie + blues
  chamber jazz | ecm, ecm style jazz
  classic jazz | early jazz, hot jazz, traditional jazz, trad jazz
    dixieland | new orleans jazz, dixie
    stride | stride piano
    ragtime
  cool jazz | west coast jazz
  crime jazz
  crossover jazz
  dark jazz | doom jazz, noir jazz
  flamenco jazz
  gypsy jazz | jazz manouche, gypsy swing, manouche, hot club
  hard bop
  indo jazz
  instrumental jazz | jazz guitar, jazz piano, jazz trumpet, jazz saxophone, piano jazz, jazz trio
  jazz fusion | fusion, electric jazz
  jazz poetry
  latin jazz + latin | brazilian jazz, samba-jazz
  m-base
  modal jazz | modal
  post-bop
  progressive big band | experimental big band
  smooth jazz
  soul jazz + r&b
  spiritual jazz
  swing | swing jazz, swing music
    jump blues + blues
    swing revival | neo-swing
  third stream
  vocal jazz | jazz vocal, jazz singer, jazz vocalist
    scat | scat singing
    vocalese
"""
