"""Make of a household's music a complete set of playlists, a list or more for every genre."""
