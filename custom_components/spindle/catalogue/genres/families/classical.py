"""Western classical music."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
classical | classical music, klassik, klassische musik, classique, musique classique, musica clasica, klassisk, musica classica, classical composer, western classical, classical instrumental
  art song | lied, lieder, kunstlied, mélodie
  ballet | ballet music, ballett
  baroque | barock, baroque music, barockmusik, late baroque, baroque period, barroco
    baroque suite
    concerto grosso
    cantata
    fugue
  brass band | concert band, wind band
  chamber music | kammermusik, chamber, string quartet, piano trio
    sonata
  choral | choral music, choir, chor, chormusik, chöre, boys choir
    gregorian chant | gregorian, gregorianik, chant, plainchant
      byzantine chant
    mass
    motet
    oratorio
    passion setting
    requiem
    sacred music | church music, kirchenmusik, sacred, geistliche musik, liturgical
      hymn | hymnal
  classical guitar | spanish guitar
  classical period | classical era, viennese classical, wiener klassik, classicism
  contemporary classical | contemporary classical music, modern composition, contemporary composer, neue musik, 21st century classical
    holy minimalism
    indeterminacy
    microtonal classical
    minimalism | minimal music, minimalist, classical minimalism
      post-minimalism
      process music
    new complexity
    sonorism
    spectralism | spectral music
  early music | alte musik, ancient music
    ars nova
    medieval | medieval music, middle ages
    renaissance | renaissance music, renaissance polyphony
      madrigal
  english pastoral school
  expressionism
  impressionism | impressionist, impressionnisme
  incidental music
  modern classical | modernism, classical modernism, modernist, 20th-century classical
    neoclassicism
    serialism | twelve-tone, dodecaphony, second viennese school
      integral serialism
    verismo
  opera | oper, opern, opera singer, bel canto
    grand opera
    opera buffa
    opera seria
    singspiel
    zarzuela
  operetta | operette
  orchestral | orchestra, orchestral music, philharmonic, symphony orchestra, orchester
    concerto | violin concerto, piano concerto
    overture
    serenade
    symphonic poem | tone poem
    symphony | sinfonie, symphonies, symphonie
  piano classical | classical piano, solo piano, piano solo, piano music, klaviermusik
    étude
    nocturne
    prelude
  post-classical | neoclassical, neoklassik, contemporary piano, cinematic classical, indie classical, new classical
  rhapsody
  romantic classical | romanticism, romantic era, romantik, romantic period, late romantic, post-romantic
  suite
  waltz | walzer, viennese waltz
"""
