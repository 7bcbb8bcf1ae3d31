"""Music for children."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
children's music | children music, kids, kids music, kindermusik, kinderlieder, kinderlied, children's, für kinder, musique pour enfants, enfants, música infantil, infantil, jeunesse, comptines, kinder, kids & family, children's songs
  kindie | kindie rock, kinderrock
  lullaby | lullabies, schlaflieder, wiegenlied, berceuse, schlaflied
  nursery rhymes | nursery rhyme
"""
