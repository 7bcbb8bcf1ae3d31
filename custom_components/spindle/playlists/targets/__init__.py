"""Where lists are published: one file and one line each."""
