"""The vocabulary: names, identities, services."""
