"""Where music is taken from: one file each."""
