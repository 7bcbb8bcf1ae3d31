"""The records of a household, by which pictures read as somebody's own listening."""

from __future__ import annotations

from typing import Final, NamedTuple

from tests.simulators.lidarr.music import mbid


class Artist(NamedTuple):
    """An artist whose records are at home here."""

    name: str
    genres: tuple[str, ...]
    albums: dict[str, tuple[str, ...]]

    @property
    def mbid(self) -> str:
        """What MusicBrainz might call the artist."""
        return mbid(f"artist/{self.name}")

    def mbid_of(self, album: str) -> str:
        """Return what MusicBrainz might call one of the records."""
        return mbid(f"album/{self.name}/{album}")


FAVOURITES: Final = """
Nils Frahm | modern classical, ambient | Spaces: Says, Hammers, Familiar | All Melody: Sunson, A Place, My Friend the Forest
Radiohead | alternative rock | In Rainbows: Nude, Reckoner, 15 Step | Kid A: Idioteque, Everything in Its Right Place
Bonobo | downtempo, electronic | Black Sands: Kiara, Kong | Migration: Kerala, Break Apart
Khruangbin | psychedelic soul, funk | Con Todo El Mundo: Maria También, Evan Finds the Third Room | Mordechai: Time (You and I), Pelota
Nina Simone | jazz, soul | Pastel Blues: Sinnerman, Strange Fruit | I Put a Spell on You: Feeling Good
Miles Davis | jazz | Kind of Blue: So What, Blue in Green, All Blues | Sketches of Spain: Solea
Air | electronic, dream pop | Moon Safari: La femme d'argent, All I Need | Talkie Walkie: Alone in Kyoto, Cherry Blossom Girl
Boards of Canada | ambient, electronic | Music Has the Right to Children: Roygbiv, Aquarius | Geogaddi: 1969
Fleetwood Mac | classic rock | Rumours: Dreams, Go Your Own Way, The Chain
Kendrick Lamar | hip hop | DAMN.: DNA., HUMBLE. | To Pimp a Butterfly: Alright, King Kunta
Sufjan Stevens | indie folk | Carrie & Lowell: Fourth of July, Should Have Known Better | Illinois: Chicago
Björk | art pop, electronic | Homogenic: Jóga, Hunter | Vespertine: Pagan Poetry
Talking Heads | new wave | Remain in Light: Once in a Lifetime, Born Under Punches
Ludovico Einaudi | modern classical | Una Mattina: Una Mattina, Nuvole Bianche
Tame Impala | psychedelic rock | Currents: Let It Happen, The Less I Know the Better | Lonerism: Elephant
Beach House | dream pop | Bloom: Myth, Lazuli | Depression Cherry: Space Song
Four Tet | electronic | There Is Love in You: Love Cry, Angel Echoes | New Energy: Two Thousand and Seventeen
Massive Attack | trip hop | Mezzanine: Teardrop, Angel | Blue Lines: Unfinished Sympathy
The National | indie rock | High Violet: Bloodbuzz Ohio, Terrible Love | Boxer: Fake Empire
Arvo Pärt | classical | Alina: Spiegel im Spiegel, Für Alina
Fela Kuti | afrobeat | Zombie: Zombie | Expensive Shit: Water No Get Enemy
Kraftwerk | krautrock, electronic | Autobahn: Autobahn | The Man-Machine: The Model, Neon Lights
Moderat | electronic | II: Bad Kingdom, Milk
Joni Mitchell | folk | Blue: A Case of You, River
Ryuichi Sakamoto | modern classical | async: andata, ubi | 1996: Merry Christmas Mr. Lawrence
Godspeed You! Black Emperor | post-rock | Lift Your Skinny Fists Like Antennas to Heaven: Storm
Aretha Franklin | soul | Lady Soul: Chain of Fools | I Never Loved a Man: Respect
Daft Punk | house, electronic | Discovery: Digital Love, Something About Us | Homework: Around the World
"""
"""One a line: the artist, the genres, and each record with its titles; the favourites come first."""

OTHERS: Final = """
indie: Alt-J, Big Thief, Grizzly Bear, Vampire Weekend, Wilco, Yo La Tengo, Stereolab
electronic: Caribou, Jon Hopkins, Mount Kimbie, Floating Points, James Blake
jazz: Kamasi Washington, Nubya Garcia, Pharoah Sanders, Yussef Dayes, Mulatu Astatke
modern classical: Hania Rani, Ólafur Arnalds, Kiasmos, Julianna Barwick
folk: Laura Marling, Gillian Welch, Iron & Wine, Bon Iver
soul: Solange, SZA, Thundercat, Little Simz
post-rock: Mogwai, Tortoise, Sigur Rós
dream pop: Cocteau Twins, The xx, Portishead
world: Arooj Aftab, Dhafer Youssef, Orchestra Baobab, Rosalía
"""
"""One genre a line, with artists of whom there is one record each."""


def collection() -> list[Artist]:
    """Read every artist, the favourites first."""
    others = [
        Artist(name, (genre,), {"Sessions": ("Opening", "Second Light", "Coda")})
        for genre, _, names in (line.partition(": ") for line in OTHERS.strip().splitlines())
        for name in names.split(", ")
    ]
    return favourites() + others


def favourites() -> list[Artist]:
    """Read the artists whose records MusicBrainz knows."""
    return [_favourite(line) for line in FAVOURITES.strip().splitlines()]


def _favourite(line: str) -> Artist:
    name, genres, *albums = line.split(" | ")
    told = (album.partition(": ") for album in albums)
    return Artist(
        name,
        tuple(genres.split(", ")),
        {title: tuple(tracks.split(", ")) for title, _, tracks in told},
    )
