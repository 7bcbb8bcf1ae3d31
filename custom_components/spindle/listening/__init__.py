"""From what one speaker says to when it counts."""
