"""Folk, songwriters, and the traditional music of Europe."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
folk | folk music, folkmusik, folklore, traditional, traditional folk, traditional music, traditionelle musik, volkslied, volkslieder, folk traditional, contemporary folk, modern folk, nordic folk, scandinavian folk, nordic folk music, balkan folk
  alternative folk | alt-folk
  american primitive guitar | american primitivism, american primitive, fingerstyle, fingerpicking
  anti-folk
  appalachian folk | appalachian, old-time folk
  avant-folk | experimental folk
    free folk
    freak folk | new weird america
    psychedelic folk | psych folk, acid folk
  balkan | balkan music, balkan brass, balkan beats
  campus folk
  celtic | celtic music, celtic folk, keltisch, keltische musik, musique celtique
    breton | bagad, musique bretonne, kan ha diskan
    cape breton fiddling
    irish folk | irish traditional, irish traditional music, traditional irish, irish music
    reel | jig, jigs and reels, hornpipe, ceilidh, céilí
    sean-nós
    scottish folk | pipe band music, bagpipe, pìobaireachd
  chamber folk
  cretan music | rizitika
  csárdás
  dark folk | apocalyptic folk
    neofolk
    pagan folk | nordic folk pagan, viking folk, dark nordic folk
  dimotiko
  filk
  liscio
  neo kyma
  nisiótika
  éntekhno | entehno
  fado | portuguese fado
    fado de coimbra
  flamenco + latin | flamenco guitar
    bulería
    flamenco pop
    nuevo flamenco | new flamenco, flamenco fusion
    rumba flamenca
    sevillanas
  indie folk + rock | folk indie, nu folk, new folk
  joik | yoik
  klapa
  klezmer | klezmer music
  laiko | greek laiko
    modern laiko
    rebetiko | rembetika, rebetika
    skiladiko
  liedermacher | kleinkunst, deutsche liedermacher
  loner folk
  medieval folk | neo-medieval folk, mittelalter, mittelaltermusik, neo-medieval
    bardcore
  musette | bal musette
  nueva canción + latin | canción de autor, cantautor, cantautores, cancion protesta
    nova cançó
    nueva trova | trova
  polka
    humppa
  progressive folk | prog folk
  protest song
  runo song
  sardana
  sea shanty | sea shanties, shanty, shanties
  sevdalinka | sevdah
  singer-songwriter ~ | auteur-compositeur-interprète, folk singer-songwriter
    avtorskaya pesnya | russian bard
  skiffle
  tarantella | pizzica, taranta
  volkstümliche musik | volksmusik, volkstümlich, volkstümlicher schlager, alpenländische volksmusik, blasmusik, stubenmusik, oberkrainer
    alpenrock
    dechovka
    ländlermusik | ländler
    narodnozabavna glasba
    neue volksmusik
"""
