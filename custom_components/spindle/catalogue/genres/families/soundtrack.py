"""Music for films, games and the stage."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
soundtrack | ost, original soundtrack, tv theme, bande originale, filmmusik, banda sonora, films/games, film/game, stage & screen, movie soundtrack, tv soundtrack, musique de film, colonna sonora, soundtrack music, media music
  anime | anison, anime music, anime song, anime soundtrack, anime ost, j-anime
  film score | score, film music, movie score, film composer, original score, soundtrack composer, movie music, orchestral score, epic music, trailer music
  library music | production music, stock music
    porn groove
  musical | musical theatre, musical theater, broadway, show tunes, show tune, west end, cast recordings, cast recording
    rock musical
    industrial musical
  video game music | vgm, video game, game music, game soundtrack, videospielmusik, gaming, jeux vidéo
"""
