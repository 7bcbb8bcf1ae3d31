"""Thin clients of the public metadata services: one file each, every call through its gate."""
