"""The music of Asia, but what is pop or rock by its form."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
asian | asian music, asiatische musik, musique asiatique, oriental
  asian underground + electronic
  baul gaan | baul
  bhangra | punjabi music
  chinese classical | chinese traditional, guzheng, erhu, guoyue
    gufeng
  chinese opera | beijing opera, peking opera
    cantonese opera
  dangdut
    koplo
  enka | japanese enka
  filmi | bollywood, hindi film music, indian film music, indian cinema
  gagaku
  gamelan
    balinese gamelan
    gamelan degung
    gamelan gong kebyar | gong kebyar
    javanese gamelan
    kecak
  ghazal
  indian classical | indian classical music, raga, sitar, indian music
    carnatic classical | carnatic, carnatic music
    dhrupad
    hindustani classical | hindustani, hindustani classical music
      khyal
      thumri
    odissi classical
  japanese classical | japanese traditional, traditional japanese music, koto, shakuhachi
    honkyoku
    kumi-daiko | taiko
    min'yō
    nagauta
    noh
    shima-uta | okinawan music
    tsugaru-jamisen | shamisen
  keroncong | kroncong
  kirtan | bhajan, mantra, devotional
  korean classical | gugak, traditional korean
    pansori
  kulintang
  kundiman
  luk krung
  luk thung
    mor lam | molam
  phleng phuea chiwit | pleng phua cheewit
  pop sunda | sundanese pop
  qawwali | sufi, sufi music
    sufi rock
  ryūkōka
  shidaiqu
  southeast asian classical | thai classical, piphat
  central asian throat singing | throat singing, tuvan throat singing, khoomei, mongolian folk, mongolian throat singing
  urtiin duu
"""
