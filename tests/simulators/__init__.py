"""Real servers on loopback that stand for what is outside Home Assistant."""
