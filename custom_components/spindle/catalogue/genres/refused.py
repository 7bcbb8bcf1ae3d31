"""What people tag music with that is no genre: places, times, moods, voices, verdicts.

Such words say nothing alone; beside a genre they narrow it ("German rock", "80s pop"), and the
genre is what counts. Phrases are refused as a whole, though a genre's name may be in them.
"""

from __future__ import annotations

from functools import cache
import re
from typing import Final

from .spelling import key, key_of

TIME: Final = re.compile(r"\d+(?:s|er|ies|st|nd|rd|th)?")
"""A decade, a year, a century or another number."""

PLACES: Final = """
africa, african-american, afghan, albanian, albania, algeria, algerian, america, american, amerikanisch, argentina,
argentine, argentinian, argentino, armenian, armenia, atlanta, aussie, australia, australian,
austria, austrian, azerbaijani, bahamas, baltic, bangladesh, barbados, basque, bavarian, bayerisch,
belarus, belarusian, belgian, belgique, belgium, berlin, birmingham, bolivia, bolivian, bosnia, bosnian, cabo verde,
boston, brasil, brasileira, brasileiro, brazil, brazilian, bristol, britain, britisch, british,
brooklyn, bulgaria, bulgarian, california, californian, cameroon, canada, canadian, cape verde,
cape verdean, catalan, chicago, chile, chilean, chileno, china, chinese, colombia, colombian,
colombiano, congo, congolese, croatia, croatian, cuba, cuban, cubano, cyprus, czech, czech republic,
danish, denmark, detroit, deutsch, deutsche, deutscher, deutsches, deutschland, dominican,
dominican republic, dutch, ecuador, egypt, egyptian, england, english, englisch, estonia, estonian,
españa, ethiopia, ethiopian, europa, europe, european, faroe islands, faroese, finland, finnish, finlandais, flemish,
france, francais, francaise, french, französisch, frankfurt, gaelic, galician, georgian, german,
germany, ghana, ghanaian, glasgow, greece, greek, guinea, haiti, haitian, hamburg, hebrew,
helsinki, hessen, hungarian, hungary, iceland, icelandic, india, indian, indonesia, indonesian,
iran, iranian, iraqi, ireland, irish, israel, israeli, italia, italian, italiana, italiano,
italienisch, italy, ivorian, jamaica, jamaican, japan, japanese, japanisch, jewish, kazakh, kenya,
kenyan, köln, korea, korean, latvia, latvian, lebanese, lebanon, leeds, lithuania, lithuanian,
liverpool, london, los angeles, macedonian, mali, malian, malaysia, malaysian, manchester,
melbourne, memphis, mexican, mexicana, mexicano, mexico, miami, minneapolis, moldova, mongolian,
montreal, moroccan, morocco, moscow, münchen, munich, nashville, nederland, nederlands, netherlands,
new jersey, new orleans, new york, new york city, new zealand, nigeria, nigerian, nordic, north
american, northern irish, northern ireland, norway, norwegian, nyc, nz, österreich, oslo,
österreichisch, pakistan, pakistani, panama, paris, persian, peru, peruvian, philadelphia,
philippine, philippines, filipino, pinoy, poland, polish, polska, polskie, polski, portland,
portugal, portuguese, puerto rican, puerto rico, quebec, québécois, quebecois, romania, romanian,
ru, russia, russian, russisch, san francisco, scandinavia, scandinavian, schwedisch, schweiz,
scotland, scottish, seattle, senegal, senegalese, serbia, serbian, sheffield, singapore, slovak,
slovakia, slovenia, slovenian, somali, south africa, south african, south korea, spain, spanisch,
spanish, st louis, stockholm, suomi, suomalainen, svensk, svenskt, sweden, swedish, swiss,
switzerland, sydney, syrian, tamil, telugu, türkçe, taiwan, taiwanese, tanzania, texan, texas, thai, thailand, tokyo,
toronto, trinidad, tunisian, turkey, turkish, türkisch, uk, ukraine, ukrainian, united kingdom,
united states, uruguay, uruguayan, us, usa, uzbek, venezuela, venezuelan, vienna, vietnam,
vietnamese, wales, welsh, west africa, wien, yugoslavia, zimbabwe, zürich
"""
"""Countries, their people and languages, cities, as tags name them."""

TIMES: Final = """
century, classic, classics, contemporary, decade, early, eighties, evergreen, evergreens, fifties,
forties, jahre, jahrhundert, late, mid, modern, new, nineties, noughties, oldie, oldies, older,
old school, oldschool, oldskool, post-war, recent, seventies, sixties, thirties, twenties,
victorian, vintage, retro, golden oldies, throwback
"""

MOODS: Final = """
aggressive, angry, angst, atmospheric, beautiful, bittersweet, bright, calm, calming, catchy, chilled,
cheerful, cinematic, cold, comforting, cool, cute, dancing, danceable, dark, deep, depressing,
depressive, dramatic, dreamy, driving, eclectic, emotional, energetic, energy, epic,
evil, feel good, feelgood, fröhlich, fun, gentle, gloomy, good mood, groovy, gute laune, happy,
haunting, heartbreak, heartbreaking, heavy, hope, hypnotic, intense, introspective, joyful, kitsch,
lazy, love, lonely, lush, lyrical, meditative, melancholia, melancholic, melancholisch, melancholy,
mellow, melodic, memories, moody, mood, morning, motivation, mysterious, night, nostalgia,
nostalgic, optimistic, party, partymusik, passionate, peaceful, playful, poetic, positive, powerful,
quiet, quirky, rain, rainy day, relax, relaxed, relaxing, romantic, ruhig, sad, sadness, sarcastic,
sensual, sentimental, serene, sexual, sexy, slow, smooth, soft, soothing, spiritual, sleep, sleepy,
spooky, strange, study, summer, sunny, sweet, tranquil, traurig, uplifting, upbeat, violent, warm,
weird, winter, workout, autumn, spring, dinner, road trip, wedding
"""

VOICES: Final = """
accordion, acoustic, all-female, analog synth, arranger, artist, artists, audiophile, author, band,
bands, bass, bassist, boy, cello, cellist, child, choirmaster, clarinet, composer, composers,
compositeur, conductor, covers, cover, cover band, dj, djs, drummer, drums, duet, duo, electric,
fake band, female, female vocal, female vocalist, female vocalists, fiddle, flute, fronted, gay,
girl, guitar, guitarist, harmonica, harp, instrument, instrumental, instrumentals, keyboard, lesbian,
lgbt, lgbtq, lyricist, lyrics, male, male vocal, male vocalist, male vocalists, man, men, mc,
multi-instrumentalist, musician, non binary, one man band, one-man band, organ, percussion,
performer, pianist, piano, producer, producers, project, queer, quartet, rapper, saxophone,
singer, singers, solo, songwriter, songwriters, soprano, strings, supergroup, synth, synthesizer,
tenor, transgender, trio, trumpet, trumpeter, ukulele, vibraphone, violin, violinist, virtuoso,
vocal, vocalist, vocalists, vocals, voice, woman, women, group, girls, boys, female fronted,
female voices
"""

VERDICTS: Final = """
albums i own, all, all time, alle, amazing, american idol, americas got talent, awesome, bad, best,
best ever, best of, better, billboard, brilliant, brit awards, buy, charts, check, check out,
chart, cool stuff, crap, discover, discovery, download, dsds, eurovision, eurovision song contest,
ever, excellent, fame, famous, fav, fave, favorite, favorites, favourite, favourites, fixme, free,
fresh, genius, good, great, greatest, guilty, guilty pleasure, guilty pleasures, hall of fame, hit,
hits, hot, i like, i own, interesting, language, last.fm, legend, legendary, legends, lieblingsmusik,
like, listen, listeners, live, loved, love at first listen, masterpiece, me, melodifestivalen, mine,
must, must hear, my, my favorites, my music, mymusic, number one, one hit wonder, one hit wonders,
overrated, own, owned, perfect, playlist, pleasure, pleasures, popular, radio, rare, rated, rock am
ring, rock and roll hall of fame, roskilde, saw live, seen, seen live, songs, song, special, spotify,
sucks, super, the best, the voice, to check out, to listen, toggo, top, tv, umg, under 2000
listeners, underrated, unknown, untagged, various, various artists, voice of germany, wacken, want
to see live, whatever, wishlist, world tour, x factor, youtube, the x factor, collection, library,
major label, record label, label, signed, self-released, various genres, other, others, misc,
miscellaneous, general, undefined, not set, none, no genre, genre, genres, tags, tag, unclassifiable,
unclassified
"""

FORMATS: Final = """
12 inch, 12", 7", album, albums, bootleg, bootlegs, box set, cassette, cd, cds, compilation,
compilations, deluxe, demo, digital, dvd, ep, flac, hi-res, live album, lp, mixtape, mp3, original,
promo, record, records, remastered, reissue, remix, remixes, single, singles, sampler, stream, tape,
vinyl, wav, podcast feed, creative commons, netlabel, bandcamp, soundcloud
"""

LABELS_AND_FACTS: Final = """
2008 universal fire victim, 27 club, 4ad, bloodshot, blue note, death by drug overdose, deceased,
died young, dead, def jam, ecm records, fueled by ramen, ghostly international, label mismatch,
magnatune, mercury prize, nobel prize, nuclear blast, offizielle charts, parlophone,
production, rap-a-lot, rough trade, roots and culture, stax records, sub pop, sun records, suicide,
vegan, vegetarian, warp records, warp, wikipedia, wrong, mtv unplugged, glastonbury, coachella,
grammy, grammy winner, grammy award, nobel, oscar, disney, pixar, netflix, game of thrones, star
wars, twilight, guitar hero, rock band, fifa, grand theft auto, gta, skins, the oc, glee
"""

FILLERS: Final = frozenset(
    {"music", "musik", "musique", "musica", "muzyka", "muziek", "musiikki", "musikk", "genre"}
)
"""Words for music itself, which a genre may have behind or before it."""

_JOINING: Final = frozenset({"and", "from", "of", "the", "in", "de", "und", "a", "i", "to"})


@cache
def phrases() -> frozenset[str]:
    """Return the keys of everything that is refused."""
    texts = (PLACES, TIMES, MOODS, VOICES, VERDICTS, FORMATS, LABELS_AND_FACTS)
    told = (phrase for text in texts for phrase in " ".join(text.split()).split(", "))
    return frozenset(key_of(phrase) for phrase in told)


def says_nothing(some: tuple[str, ...]) -> bool:
    """Tell whether words are refused: as a phrase, as a number, or as a word for music."""
    return key(some) in phrases() or (
        len(some) == 1 and (some[0] in FILLERS or bool(TIME.fullmatch(some[0])))
    )


def is_nothing_but_refused(tag_words: tuple[str, ...]) -> bool:
    """Tell whether words can be parted into what is refused; True when there are none."""
    if says_nothing(tag_words):
        return True
    rest = [False] * len(tag_words) + [True]
    for start in range(len(tag_words) - 1, -1, -1):
        ends = range(start + 1, len(tag_words) + 1)
        rest[start] = any(
            rest[end] and (_joins(tag_words[start:end]) or says_nothing(tag_words[start:end]))
            for end in ends
        )
    return rest[0]


def _joins(some: tuple[str, ...]) -> bool:
    return len(some) == 1 and some[0] in _JOINING
