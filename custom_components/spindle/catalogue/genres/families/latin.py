"""The music of Latin America and Brazil."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
latin | latin music, latino, música latina, latinamericano, latin american, música latinoamericana, lateinamerikanisch, latin urban, urbano latino, urbano, tropical, música tropical, brazilian music, música brasileira
  andean | andean music, música andina, huayno
  arrocha
  axé
  bachata
  bolero | bolero cubano
    filin
  boogaloo | latin boogaloo, bugalú
  bossa nova + jazz | bossa
  brega
    tecnobrega
  candombe
  carimbó
  chachachá | cha cha
  chamamé
  champeta
  charanga
  chicha | cumbia peruana
  choro | chorinho
  copla | copla española
  corrido
    corrido tumbado | corridos tumbados, corridos belicos
    narcocorrido
  cuarteto
  cueca
  cumbia | cumbia colombiana
    cumbia argentina
    cumbia mexicana
    cumbia pop
    cumbia sonidera
    cumbia villera
    digital cumbia | electro cumbia, nu cumbia
  danzón
  descarga
  electro latino + electronic
  forró
    baião
    forró universitário
    piseiro
  frevo
  funk brasileiro + hip hop | funk carioca, baile funk, brazilian funk, favela funk
    brega funk
    funk mandelão | mandelão, funk automotivo
    funk melody
    funk ostentação
  huapango
  joropo
  lambada
  mambo
  maracatu
  mariachi
  marinera
  maxixe
  merengue
    merengue típico
  milonga
  mpb | música popular brasileira, musica popular brasilera
    jovem guarda
  música criolla
  murga
  norteño | norteña, musica norteña
  nueva canción chilena
  onda nueva
  pachanga
  pagode
    pagodão
  pasillo
  plena | bomba, bomba y plena
  punto
  ranchera
  reggaeton | regueton, perreo
    cubatón
    dembow
    neoperreo
  regional mexicano | regional mexican, musica mexicana, mexican music
    banda sinaloense | banda
    duranguense
    grupera | grupero
    sierreño
  rumba | rumba cubana, cuban rumba
    guaguancó
  salsa | salsa music
    salsa choke
    salsa dura
    salsa romántica
  samba
    batucada
    partido alto
    samba de roda
    samba soul
    samba-canção
    samba-enredo
    samba-reggae
    samba-rock
  sertanejo | sertaneja, musica sertaneja
    sertanejo raiz
    sertanejo universitário | agronejo
  son cubano | son, cuban son, traditional cuban
    son montuno
    guajira
    guaracha
  son huasteco
  son jarocho
  tango | tango argentino, argentine tango
    nuevo tango | tango nuevo
    electrotango + electronic
    finnish tango
  tejano
    conjunto | conjunto tejano
  timba
  tribal guarachero | tribal guarachera
  tropipop
  vallenato
  villancico
"""
