"""Gospel, and music of faith."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
gospel | gospel music, black gospel
  contemporary christian | christian, ccm, contemporary christian music, christian music, christian pop, christliche musik, religious, gospel & christian, christian & gospel, christian/gospel, christian contemporary
    christian rock + rock
    jesus music
  contemporary gospel | urban contemporary gospel, urban gospel
  praise & worship | worship, worship music, praise, lobpreis, louange, christian worship, adoração
  sacred steel
  southern gospel
    sacred harp | shape note
  spirituals | negro spiritual
  traditional black gospel | traditional gospel, classic gospel, gospel quartet
"""
