"""The whole of it: a real Home Assistant process, real speakers of ours, a real browser."""
