"""Where lists are published: one file each."""
