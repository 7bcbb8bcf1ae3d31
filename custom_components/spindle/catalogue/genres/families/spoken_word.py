"""What is spoken: books, plays, comedy, poems."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
spoken word | spoken, wortbeitrag, non-music, speech, speeches, vortrag, lecture, interview
  asmr
  audio drama | hörspiel, hoerspiel, hörspiele, hoerspiele, radio drama, radio play, fairy tale, märchen, hörspiele für kinder, kinderhörspiel, kinderhörspiele
  audiobook | hörbuch, hoerbuch, hörbücher, hoerbuecher, audiolibro, livre audio
  comedy | humour, humor, comedy music, comedian, kabarett, satire, funny songs, parody, musical comedy, comédie, humorous, komik
    novelty | novelty song
    sketch comedy
    standup comedy | stand up
  guided meditation | hypnosis, hypnose
  podcast
  poetry | poems, poesie, lyrik, gedichte
    beat poetry
    slam poetry | poetry slam, slam poet
    punk poetry
  sermon | predigt, preaching
"""
