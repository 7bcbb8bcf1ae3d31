"""Pop."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
pop | pop music, popmusik, musique pop, mainstream pop, german pop, deutschpop, contemporary pop, pop français, pop español, modern pop, adult pop
  ambient pop
  art pop
  austropop | mundart pop
  avant-garde pop | experimental pop, avant pop
  ballad ~ | power ballad, balladen
  baroque pop | chamber pop, orchestral pop
  bedroom pop
  brill building
  bubblegum pop | bubblegum
  c-pop + asian | chinese pop
    cantopop
    mandopop
  canzone d'autore | cantautori, cantautorato, italian singer-songwriter
    canzone napoletana | neapolitan song
  chanson française | chanson, french chanson, variété française, variété, french variety, nouvelle scène française, nouvelle chanson française
    chanson à texte
    chanson québécoise
    chanson réaliste
    yé-yé
  city pop + asian | japanese city pop
  classical crossover + classical | operatic pop, opera pop, popera
  dance-pop + electronic
    freestyle + electronic | latin freestyle
  denpa
  electropop + electronic
  europop
  folk pop + folk
  girl group | boy band, girl band
  glitch pop + electronic
  hyperpop + electronic | pc music
    bubblegum bass
    digicore + hip hop
  hypnagogic pop
    chillwave + electronic | glo-fi
  indian pop + asian | indipop
  indie pop + rock | pop indé
    cuddlecore
    neo-acoustic
    twee pop | twee
  j-pop + asian | japanese pop
    akishibu-kei
    idol kayō | idol, japanese idol, j-idol
    kayōkyoku
    shibuya-kei
  jazz pop + jazz
  k-pop + asian | korean pop
    korean ballad | k-ballad
    trot | teuroteu
  latin alternative + latin | latin alternative rock, alternativa latina
  latin pop + latin | pop latino, pop latin, pop latina
    latin ballad | balada, balada romantica
  levenslied
  manila sound + asian
  nederpop
  nyū myūjikku + asian
  opm + asian | original pilipino music
  p-pop + asian
  pimba
  pop soul + r&b
  progressive pop
  psychedelic pop + rock | psych pop
  q-pop + asian
  rumba catalana + latin
  russian chanson | shanson, blatnyak
    estrada
    sovietwave + electronic
  schlager | deutscher schlager, schlagermusik, popschlager, german schlager, partyschlager, ballermann, discofox
    dansband
    dansktop
    romanian popcorn
  sophisti-pop
  space age pop
  sunshine pop
  swamp pop
  synth-pop + electronic | technopop, synthie pop
  t-pop + asian | thai pop
  teen pop | teenie pop
  toypop
  toytown pop
  traditional pop | vocal pop, standards, crooner, great american songbook, american songbook, vocal standards
    tin pan alley
  turbo-folk | chalga, narodna muzika, pop folk
  v-pop + asian
"""
