"""Music of a season, whatever its form."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
seasonal | holiday, holiday music
  carnival | karneval, kölsch, fastelovend, karnevalsmusik, fasching, mundart kölsch
  christmas music ~ | christmas, xmas, weihnachten, weihnachtsmusik, weihnachtslieder, christmas songs, noël, navidad, christmas carols, carols
  halloween
"""
