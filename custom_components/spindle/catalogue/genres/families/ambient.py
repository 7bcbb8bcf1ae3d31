"""Ambient and new age: quiet music, for listening or for sleep."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
ambient | ambient music, atmospheric ambient, ambient electronic, umgebungsmusik
  ambient americana
  ambient dub + electronic
  balearic beat + electronic | balearic, ibiza chill
  binaural beats
  black ambient
  chillout + electronic | chill, chillout music, lounge electronica
  dark ambient
    isolationism
    ritual ambient
  drone + experimental | drone ambient, ambient drone
  dungeon synth
  field recording | nature sounds, rain sounds, birdsong, white noise, naturgeräusche, ocean sounds, sleep sounds, sleep music, schlafmusik, broadband noise
  kankyō ongaku | japanese ambient
  meditation | meditation music, meditationsmusik, yoga music, yoga, spa, healing, healing music, reiki
  new age | new age music
    andean new age
    celtic new age
    native american new age
    neoclassical new age
  psybient | psychill, psychedelic ambient, psydub
  space ambient | space music
  tribal ambient
"""
