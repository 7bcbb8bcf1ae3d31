"""The config and options flows, one module for each kind of entry."""
