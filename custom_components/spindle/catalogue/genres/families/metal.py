"""Metal."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
metal | extreme metal, metal music, metall, heavy music
  alternative metal | alt metal
    funk metal
    nu metal | neo metal, new metal
    rap metal
  avant-garde metal | experimental metal
  black metal | true norwegian black metal, norwegian black metal
    atmospheric black metal | cascadian black metal
    black 'n' roll
    depressive black metal | dsbm, depressive suicidal black metal, suicidal black metal
    dissonant black metal
    melodic black metal
    pagan black metal | pagan metal
    symphonic black metal
    war metal
  celtic metal
  christian metal + gospel | unblack metal
  cyber metal
  death metal
    blackened death metal | black death metal
    brutal death metal | brutal death
      slam death metal
    death 'n' roll
    dissonant death metal
    melodic death metal | melodeath, melodic death, gothenburg metal, swedish melodic death metal, gothenburg sound
    old school death metal | osdm
    technical death metal | tech death, technical death
  doom metal | doom
    death-doom metal | death doom, doom/death metal
    epic doom metal
    funeral doom metal | funeral doom
    stoner metal | stoner doom, stoner/doom metal
    traditional doom metal
  drone metal | drone doom
  folk metal + folk
    medieval metal | mittelalter metal
    viking metal
  gothic metal | goth metal
  grindcore + punk | grind
    cybergrind
    deathgrind
    goregrind
    mincecore
    noisegrind
    pornogrind
  groove metal
  heavy metal | traditional heavy metal, traditional metal, true metal
    nwobhm | new wave of british heavy metal
  industrial metal + industrial
    neue deutsche härte | ndh, tanzmetall
  kawaii metal + asian
  metalcore
    deathcore
      downtempo deathcore
    electronicore | trancecore, synthcore
    mathcore | chaotic hardcore
    melodic metalcore
    nintendocore
    progressive metalcore
  neoclassical metal | shred, shred metal
  post-metal | atmospheric metal
  power metal | melodic power metal, melodic metal
    us power metal
  progressive metal | prog metal
    djent
      thall
  sludge metal | sludge, sludgecore, sludge doom
    atmospheric sludge metal | atmospheric sludge
  southern metal
  speed metal
  symphonic metal | opera metal, operatic metal, orchestral metal
  thrash metal | thrash, bay area thrash
    crossover thrash + punk
    technical thrash metal
  trance metal
  trap metal + hip hop
"""
