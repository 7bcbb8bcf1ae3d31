"""The tree is whole, is written as it should be, and has the names that others use."""

from __future__ import annotations

import re

import pytest

from custom_components.spindle.catalogue.genres import (
    Genre,
    all_families,
    all_genres,
    canonical,
    family,
    parents,
)
from custom_components.spindle.catalogue.genres.tree import GenreTreeError, plant
from scripts.genres import check

SMALL = ("rock | rockmusik\n  folk rock + folk\n    celtic rock\n", "folk ~\n")
MUSICBRAINZ_NAMES = """
2 tone, abstract hip hop, acid jazz, afrobeat, afrobeats, aggrotech, alternative r&b, amapiano,
ambient, americana, anatolian rock, aor, art pop, audio drama, avant-garde jazz, axé, bachata,
baroque, bebop, big band, black metal, bluegrass, blues rock, boom bap, bossa nova, breakcore,
britpop, c-pop, calypso, cantopop, celtic, chamber pop, chanson française, chiptune, choro,
city pop, cloud rap, contemporary christian, contemporary r&b, cool jazz, corrido tumbado,
country pop, crossover thrash, cumbia, d-beat, dance-pop, dancehall, dark ambient, dark wave,
death metal, deep house, delta blues, detroit techno, disco, djent, doo-wop, downtempo, dream pop,
drone, drum and bass, dub, dubstep, dungeon synth, ebm, edm, electro swing, electroclash, emo,
enka, ethio-jazz, eurodance, fado, field recording, filmi, flamenco, folk metal, forró, free jazz,
funk carioca, g-funk, gabber, gamelan, gangsta rap, glam metal, goa trance, gothic rock, gqom,
gregorian chant, grime, grindcore, grunge, gypsy jazz, hard bop, hardcore punk, hardstyle,
highlife, hip hop, honky tonk, house, hyperpop, idm, indie folk, indie pop, indie rock, industrial,
isicathamiya, italo-disco, j-pop, jazz fusion, jungle, k-pop, kizomba, klezmer, krautrock, kuduro,
kwaito, latin jazz, liedermacher, lo-fi hip hop, mandopop, mariachi, math rock, mbalax, metalcore,
midwest emo, minimal techno, motown, mpb, musique concrète, neo soul, neofolk, neue deutsche härte,
neue deutsche welle, new age, new wave, no wave, noise rock, norteño, nu disco, nu jazz, nu metal,
nueva canción, nwobhm, oi, opera, opm, outlaw country, p-funk, phonk, plunderphonics, pop punk,
pop rap, post-hardcore, post-punk, post-rock, power metal, powerviolence, progressive rock,
psytrance, punk, qawwali, r&b, ragtime, ranchera, raï, rebetiko, reggae, reggaeton, rock and roll,
rockabilly, rocksteady, salsa, samba, schlager, screamo, sertanejo, shoegaze, singer-songwriter,
ska, slowcore, sludge metal, smooth jazz, soca, soft rock, soul, soul jazz, southern rock,
spoken word, standup comedy, stoner rock, surf rock, swing, symphonic metal, synth-pop, synthwave,
tango, techno, thrash metal, trance, trap, trip hop, tropicália, trot, turntablism, uk drill,
uk garage, vallenato, vaporwave, video game music, visual kei, volkstümliche musik, western swing,
witch house, zouk, zydeco
"""
"""As MusicBrainz writes them: https://musicbrainz.org/genres."""


def test_the_data_give_nothing_to_complain_of() -> None:
    assert list(check()) == []


def test_there_are_families_to_tell_apart_and_many_genres() -> None:
    assert 20 <= len(all_families()) <= 30
    assert len(all_genres()) >= 1_000
    assert len({genre.name for genre in all_genres()}) == len(all_genres())


def test_every_genre_has_a_way_up_to_its_family() -> None:
    families = set(all_families())
    for genre in all_genres():
        assert family(genre) in families
        assert (not parents(genre)) == (genre in families)
        assert genre.families[0] == family(genre)
        assert len(set(genre.families)) == len(genre.families)
        assert list(genre.line)[-1] == family(genre)


def test_no_genre_has_a_parent_twice_or_one_of_its_own_line_again() -> None:
    for genre in all_genres():
        main, *further = parents(genre) or (genre,)
        assert not set(further) & set(main.line)
        assert len(set(further)) == len(further)


def test_what_is_broader_comes_first() -> None:
    seen: set[Genre] = set()
    for genre in all_genres():
        assert set(parents(genre)[:1]) <= seen
        seen.add(genre)


@pytest.mark.parametrize("name", re.split(r",\s+", MUSICBRAINZ_NAMES.strip()))
def test_names_of_musicbrainz_are_known(name: str) -> None:
    genre = canonical(name)
    assert genre is not None
    assert genre.name == name or name in {"funk carioca", "chamber pop"}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("deep house", ["deep house", "house", "electronic"]),
        ("screamo", ["screamo", "emo", "punk"]),
        ("soukous", ["soukous", "congolese rumba", "african"]),
        ("audio drama", ["audio drama", "spoken word"]),
        ("jazz", ["jazz"]),
    ],
)
def test_the_line_of_a_genre(name: str, line: list[str]) -> None:
    genre = canonical(name)
    assert genre is not None
    assert [each.name for each in genre.line] == line


def test_a_genre_may_belong_to_several_families() -> None:
    genre = canonical("folk metal")
    assert genre is not None
    assert [each.name for each in parents(genre)] == ["metal", "folk"]
    assert [each.name for each in genre.families] == ["metal", "folk"]
    assert family(genre).name == "metal"


def test_texts_become_a_tree() -> None:
    tree = plant(SMALL)
    assert list(tree.genres) == ["rock", "folk rock", "celtic rock", "folk"]
    assert [str(each) for each in tree.genres["folk rock"].parents] == ["rock", "folk"]
    assert [str(each) for each in tree.genres["celtic rock"].families] == ["rock", "folk"]
    assert tree.spelled["rockmusik"] is tree.genres["rock"]
    assert [genre.name for genre in tree.genres.values() if genre.vague] == ["folk"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("rock\n    grunge\n", '"grunge" is indented below nothing.'),
        ("  rock\n", '"rock" is indented below nothing.'),
        ("rock\n  grunge\n  grunge\n", '"grunge" is told twice.'),
        ("rock\n  raga rock + asian\n", '"raga rock" has the parent "asian", which cannot be.'),
        ("rock + rock\n", '"rock" has the parent "rock", which cannot be.'),
        ("rock + pop\npop + rock\n", '"pop" has the parent "rock", which cannot be.'),
        ("rock\npop | Róck\n", '"rock" is claimed by "rock" and by "pop".'),
        (
            "rock\n  hip-hop\n  grime | hip hop\n",
            '"hiphop" is claimed by "hip-hop" and by "grime".',
        ),
    ],
    ids=["a step too far", "no top", "twice", "unknown", "itself", "circle", "accent", "hyphen"],
)
def test_what_is_no_tree_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(GenreTreeError, match=re.escape(complaint)):
        plant((text,))
