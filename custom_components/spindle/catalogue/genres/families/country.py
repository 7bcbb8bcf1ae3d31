"""Country, and American roots music."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
country | country music, countrymusik, country & western, modern country
  alternative country | alt-country, insurgent country
    gothic country | gothic americana, southern gothic
  americana | american roots, roots music, americana/roots
  bakersfield sound
  bluegrass | bluegrass music
    bluegrass gospel
    jamgrass
    progressive bluegrass | newgrass
    traditional bluegrass
  bro-country
  cajun | cajun music
  christian country | country gospel
  classic country
  contemporary country | new country, young country, nashville pop
  country and irish
  country boogie
  country folk + folk
  country pop + pop
    countrypolitan
    nashville sound
    urban cowboy
  cowboy | western, cowboy songs, cowboy music
    western swing + jazz
  honky tonk
  neo-traditional country
  new mexico music
  outlaw country | outlaw
  progressive country
  red dirt
  square dance
  tex-mex + latin
  texas country
  traditional country
    country yodeling | yodeling, jodeln
    old-time | string band
  truck driving country
  zydeco | nouveau zydeco
"""
