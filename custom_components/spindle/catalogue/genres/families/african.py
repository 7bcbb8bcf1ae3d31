"""The music of Africa."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
african | african music, musique africaine, afrikanische musik, afro, african folk, afro pop
  afro trap + hip hop
  afrobeat | afrobeat (funk/soul + west african sounds)
  afrobeats | naija, naija pop, afrobeats (west african urban/pop music), afro-fusion
    alté
    afroswing | afrobashment
    afropiano
    azonto
  apala
  assiko
  benga
  bikutsi
  bongo flava | bongo fleva
  chimurenga
  congolese rumba | rumba congolaise, rumba congolesa
    ndombolo
    soukous
  coupé-décalé
  fuji
  gengetone
  gnawa | gnaoua
  griot | mande, mandinka
  gumbe
  highlife
    burger-highlife
    hiplife
  isicathamiya
    mbube
  jùjú
  kizomba
    semba
    tarraxinha
  kuduro
    batida
  kwaito
  kwassa kwassa
  kwela
  makossa
  maloya
  marrabenta
  maskanda
  mbalax
  mbaqanga
  morna | coladeira
    funaná
  muziki wa dansi
  palm-wine
  sabar
  salegy
  séga
  singeli
  sungura
  taarab
  tizita
  township jive | marabi, township
  tradi-moderne congolais
  wassoulou
  zouglou
"""
