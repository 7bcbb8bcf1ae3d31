"""Histories from elsewhere, through Home Assistant's doors, with real files at both ends."""
