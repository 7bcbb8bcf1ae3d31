"""Music of the Caribbean and the Pacific, and what joins traditions."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
world ~ | world music, weltmusik, musique du monde, música del mundo, ethnic, ethno, etno, ethnic music, world/ethnic
  caribbean | caribbean music
    biguine
    bouyon
    calypso
      calipso venezolano
    chutney
      chutney soca
    cadence lypso | cadence
    compas | kompa, konpa
    gwo ka
    junkanoo
    punta
    rapso
    rara
    soca | soca music
      power soca
    spouge
    steel band | steelpan, steel drum
    twoubadou
    zouk | zouk love
      afro-zouk
      cabo zouk
  hapa haole | hawaiian music
    slack-key guitar | slack key
  himene tarava
  indigenous | aboriginal, native american, native american music, didgeridoo, indigenous music
  māori | maori music
  romani | gypsy, gypsy music, romani music, musique tzigane
  worldbeat | world fusion, ethnic fusion, ethnic electronica, ethnotronica, global bass
"""
