"""Hip hop."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
hip hop | rap, rap/hip hop, hip hop/rap, rap music, hip hop music, deutschrap, deutscher rap, german rap, german hip-hop, rap français, rap us, rap italiano, hip-hop/urban, hip hop & rap, russian rap
  abstract hip hop
  alternative hip hop | alternative rap, alt hip hop, indie hip hop, indie rap, left-field hip hop
  battle rap
  beatboxing | beatbox
  boom bap
  bounce | new orleans bounce
    sissy bounce
  britcore
  chicano rap
  chipmunk soul
  chopped and screwed
  christian hip hop + gospel | christian rap
  cloud rap
  comedy hip hop + spoken word | comedy rap
  conscious hip hop | conscious rap
  country rap + country | hick hop
  crunk
    crunkcore
    snap | snap music
  drill | drill rap, drill music
    chicago drill
    jersey drill
    new york drill | brooklyn drill, ny drill
    uk drill
  drumless hip hop
  east coast hip hop | east coast rap, new york rap
  electro hop
  emo rap
  experimental hip hop | experimental rap
  frat rap
  gangsta rap | gangsta, gangster rap, straßenrap
    g-funk
    mafioso rap
  hardcore hip hop | hardcore rap
    horrorcore
  hexd
  hyphy
    mobb music
  industrial hip hop + electronic
  instrumental hip hop | beats, beat tape, instrumental rap
    lo-fi hip hop | lo-fi beats
    turntablism | turntablist, scratch
  jazz rap + jazz | jazz hip hop, jazzy hip hop
  jerk rap
  jersey club rap
  memphis rap | memphis hip hop
  nerdcore
  old school hip hop | old school rap, golden age hip hop, golden age rap, golden era hip hop
  phonk
    drift phonk
    brazilian phonk
  plugg
    pluggnb
  political hip hop | political rap
  pop rap + pop
  punk rap + punk
  rage | rage rap
  ratchet music
  southern hip hop | southern rap, dirty south, dirty south rap, atlanta rap, houston rap
  trap | trap music, trap rap, trap hip hop, soundcloud rap, mumble rap
    ambient plugg
    detroit trap | scam rap
    sigilkore
    trap latino + latin | latin trap, trap en español
    tread
  underground hip hop | underground rap
  west coast hip hop | west coast rap
"""
