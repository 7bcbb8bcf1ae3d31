"""Rock, and what grew from it but metal and punk."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
rock | rock music, rockmusik, deutschrock, rock en español, rock nacional, rock français, modern rock, adult rock, guitar rock
  acoustic rock
  afro rock + african
  alternative rock | alternative, alt rock, alternativ, alternative indie, alternativo
    alternative dance + electronic | indie dance, indie disco
      new rave | nu rave
    alternative pop + pop | alt pop
    britpop
      post-britpop
    c86
    dream pop + pop
    dunedin sound
    grebo
    grunge | seattle sound
      post-grunge
    hamburger schule
    indie rock | indie, indie music, independent rock, indie alternative, college rock, indie & alternative, rock indé
      indie surf
      indietronica + electronic | indie electronic, indie electro, indietronic
      paisley underground
      post-punk revival
      slacker rock
    jangle pop + pop
    lo-fi | low-fi, lo-fi indie, lo-fi rock
    madchester | baggy
    math rock
      math pop
    noise pop
    noise rock
    post-hardcore + punk
      swancore
    post-rock | cinematic rock
      doomgaze
    shoegaze | shoegazing, shoegazer, nu gaze
      blackgaze + metal
    slowcore | sadcore
  anatolian rock + middle eastern | turkish psychedelic, anadolu rock
  aor | adult oriented rock, album oriented rock, melodic rock
  arena rock | stadium rock
  art rock
    experimental rock + experimental | avant rock
      krautrock | kraut, kosmische musik, kosmische
      no wave + experimental
      pigfuck
    avant-prog | rock in opposition
    zeuhl
  beat music | british invasion, beat, beatmusik, british beat
    merseybeat
    freakbeat
    nederbeat
    group sounds
  blues rock + blues
    boogie rock
    punk blues + punk
  christian alternative + gospel | christian alternative rock
  classic rock | klassischer rock, 70s rock
  comedy rock + spoken word
  country rock + country
    cosmic country
  dance-rock
  desert rock
  folk rock + folk
    british folk rock | english folk rock, electric folk
    celtic rock + folk
    medieval rock | mittelalter rock
  funk rock + r&b
  garage rock | garage, 60s garage
    frat rock
    garage psych
    garage rock revival
  geek rock
  glam rock | glam
  gothic rock | goth rock, goth, gothic, dark rock
    batcave
    deathrock + punk
  hard rock
    glam metal + metal | hair metal, hair band, pop metal
    sleaze rock
  heartland rock
  indorock
  industrial rock + industrial
  instrumental rock
  j-rock + asian | japanese rock
    visual kei
  jam band | jam rock
  jazz rock + jazz
  latin rock + latin | chicano rock
  mainstream rock | adult album alternative, adult alternative
  mangue beat + latin
  mod
    mod revival
  neue deutsche welle + pop | ndw
  new wave + pop | wave
    new romantic
  occult rock
  piano rock
  pop rock + pop | rock/pop
    power pop
    soft rock + pop | light rock, yacht rock, mellow rock, west coast rock, adult contemporary
    stomp and holler
  post-punk + punk
    coldwave + electronic
    dance-punk + punk | disco punk
    dark wave + electronic
      ethereal wave | ethereal
      neoclassical dark wave
  progressive rock | prog rock, prog, progressive, rock progresivo
    brutal prog
    canterbury scene | canterbury, canterbury sound
    crossover prog
    neo-progressive rock | neo-prog, neo progressive
    symphonic prog | symphonic progressive rock
    symphonic rock
  psychedelic rock | psychedelic, psychedelia, psych, psych rock
    acid rock
    heavy psych
    neo-psychedelia | neo psychedelic
    psychploitation | flower power
    raga rock
    space rock
      space rock revival
  pub rock
  rap rock + hip hop | rapcore
  reggae rock + reggae
  rock and roll | rock n roll
    rockabilly
      neo-rockabilly
      psychobilly + punk
    surf rock | surf, surf music
      vocal surf
    twist
  rock opera
  roots rock
    tropical rock | trop rock, gulf and western
    swamp rock
  shock rock
  southern rock
  stoner rock | stoner
  tropicália + latin | tropicalismo
  viking rock
  yugoslav rock | ex yu rock, yu rock
"""
