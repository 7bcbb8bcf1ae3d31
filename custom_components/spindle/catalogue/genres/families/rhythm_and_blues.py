"""R&B, soul and funk."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
r&b | rnb, rhythm and blues, rhythm n blues, r&b/soul, r&b & soul, rnb/soul, soul and r&b, soul/r&b, urban, black music
  alternative r&b | alternative rnb, pbr&b, alt r&b
  british rhythm & blues | british r&b
  contemporary r&b | contemporary rnb, modern r&b, urban contemporary, urban pop, pop r&b
  doo-wop
  funk | funk music, funky
    afro-funk + african
    brit funk
    deep funk | modern funk, raw funk
    go-go
    latin funk
    minneapolis sound
    p-funk | psychedelic funk
  hip hop soul + hip hop
  jazz-funk + jazz
  new jack swing | swingbeat, new jack
  new orleans r&b
  quiet storm
  rare groove
  soul | soul music, soulmusik, classic soul
    beach music
    blue-eyed soul | white soul
    chicago soul
    country soul + country
    deep soul
    latin soul
    motown | motown sound
    neo soul | nu soul, indie soul, retro soul, modern soul
    northern soul
    philly soul | philadelphia soul
    progressive soul
    psychedelic soul
    smooth soul
    southern soul | memphis soul
    trap soul
    uk street soul
"""
