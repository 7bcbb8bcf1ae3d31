"""Blues."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
blues | blues music, bluesmusik, blues guitar, contemporary blues
  acoustic blues
  african blues + african
    desert blues | tuareg, tishoumaren, assouf
  british blues
  chicago blues
    acoustic chicago blues
  classic blues | classic female blues, vaudeville blues
  country blues | folk blues
    delta blues
    fife and drum blues
    hill country blues
    piedmont blues
  electric blues
    electric texas blues
  harmonica blues | blues harp
  jazz blues
  jug band
  louisiana blues | swamp blues
  memphis blues
  modern blues
  new orleans blues
  piano blues
  soul blues + r&b
  talking blues
  texas blues
"""
