"""Electronic music, on the floor and off it; ambient has a family of its own."""

from __future__ import annotations

from typing import Final

TREE: Final = """\
electronic | electronic music, elektronisch, elektronische musik, electronica, electro/dance, elektro, elektronik, techno & house, électronique, musique électronique, electronica/dance, elektronika
  berlin school | berliner schule
  breakbeat | breaks
    acid breaks
    big beat
    breakbeat hardcore
    broken beat
    florida breaks
    funky breaks
    hardcore breaks
    nu skool breaks
    progressive breaks
    psybreaks
  chiptune | chip music, 8-bit, bitpop, gameboy
  dance | club, club music, dance music, dance & electronic, dance and dj, electronic dance, dancefloor, dance & edm
    bubblegum dance
    eurobeat
    eurodance | 90s dance, dancefloor 90s
      hands up
      italo dance
    euro house
  deconstructed club
  dark electro | harsh ebm, hellektro
  downtempo | downbeat, chillhop
    trip hop + hip hop | bristol sound
    illbient
  drum and bass | drum n bass, dnb, d&b, drum and bass/jungle
    atmospheric drum and bass
    dancefloor drum and bass
    darkstep
    drill and bass | drill 'n' bass
    drumfunk
    drumstep
    halftime
    hardstep
    jazzstep
    jump up
    jungle | oldschool jungle, ragga jungle
      footwork jungle
      darkcore
    liquid funk | liquid, liquid dnb, liquid drum and bass
    minimal drum and bass
    neurofunk | neuro
    sambass
    techstep
  dub techno
  dubstep
    brostep
    chillstep
    deathstep
    melodic dubstep
    post-dubstep
    purple sound
    riddim dubstep
    tearout brostep | tearout
  ebm | electronic body music, electro-industrial, body music
    aggrotech
    futurepop
    new beat
  edm | electronic dance music, festival edm, big room edm
    colour bass | color bass
    complextro
    future bass
      kawaii future bass
    jungle terror
    melodic bass
    midtempo bass
    moombahton
      moombahcore
    trap edm | festival trap, edm trap
      hybrid trap
  electro | electro funk, old school electro, french electro
    electroclash
    skweee
  electro swing + jazz | swing house
  electronic rock + rock | electro rock, synth rock
  folkhop
  folktronica + folk
  footwork | juke
    ghetto house
    ghettotech
  future funk
  glitch | clicks & cuts, click hop
    glitch hop + hip hop
  hardcore techno | rave hardcore, hardcore edm, hardcore electronic
    breakcore
      mashcore
      lolicore
      raggacore
    crossbreed
    doomcore
    freeform hardcore
    frenchcore
    gabber | gabba, early hardcore, mainstream hardcore
    happy hardcore | happycore
    industrial hardcore
    j-core
    makina
    speedcore
      extratone
      splittercore
    terrorcore
    uk hardcore
    uptempo hardcore
  hardstyle | hard dance
    euphoric hardstyle
    jumpstyle
    rawstyle
  hardvapour
  hardwave
  hauntology
  house | house music, housemusik, house/techno
    3-step
    acid house | acid
    afro house + african
    amapiano + african
    ambient house
    ballroom house | vogue house
    bass house
    big room house | big room
    brazilian bass
    chicago house
    deep house
    diva house
    donk | bounce house, hard bounce
    dutch house | dirty dutch
    electro house | dirty electro
      fidget house
      melbourne bounce
    french house | filter house, french touch, disco house
    funky house
    future house
      future bounce
    g-house
    garage house | us garage, new jersey garage, jersey sound, new york garage
    gqom + african
    hard house
    hardbass
    hip house + hip hop
    italo house
    jackin house
    jazz house
    latin house + latin
    lo-fi house
    melodic house | melodic house & techno
    microhouse
      rominimal
    organic house
    outsider house
    progressive house | prog house
    slap house
    soulful house | vocal house, gospel house, soul house
    speed house
    stutter house
    tech house | deep tech
    tribal house
    tropical house
  idm | intelligent dance music, intelligent techno, braindance
  industrial + experimental | industrial music
    cyberpunk
    death industrial
    martial industrial
    post-industrial
    power noise | rhythmic noise
  jersey club | baltimore club
  leftfield
  livetronica | jamtronica
  miami bass | bass music
  minimal synth | minimal wave, minimal electronic
  nu jazz + jazz | electro jazz, jazztronica, future jazz, jazzdance
  plunderphonics + experimental | sampledelia, mashup
  progressive electronic | electronic progressive, synthesizer music
  rave | old school rave, oldskool rave
  shangaan electro + african
  synthwave | retrowave, outrun, retro electro
    chillsynth
    darksynth
    horror synth
    synth funk
  techno | tekno, techno music, technomusik
    acid techno
    ambient techno
    belgian techno
    bleep techno
    deep techno
    detroit techno
    free tekno | tekno free, hardtek
    hard techno | schranz
    hardgroove techno | hardgroove
    industrial techno
    lento violento
    melodic techno
    minimal techno | minimal
    peak time techno
  trance | trance music
    acid trance
    ambient trance
    balearic trance
    dream trance | dream house
    euro-trance
    goa trance | goa
      nitzhonot
    hard nrg
    hard trance
      acidcore
    melodic trance
    progressive trance
    psytrance | psychedelic trance, psy
      dark psytrance | darkpsy
      forest psytrance
      full-on
      hi-tech
      progressive psytrance
      suomisaundi
    tech trance
    uplifting trance | epic trance
    vocal trance
  uk garage | ukg, 2-step, two step, uk bass
    bassline
    breakstep
    future garage
    grime + hip hop
    speed garage
    uk funky
  vaporwave
    barber beats
    broken transmission
    dreampunk
    eccojams
    mallsoft
    seapunk
    slushwave
    utopian virtual
  witch house
"""
