"""The household's listening, in one SQLite file."""
