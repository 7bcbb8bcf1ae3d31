"""Simulated Sonos speakers: real UPnP devices on loopback addresses.

Good enough that Home Assistant's own Sonos integration sets them up, groups and
plays them. The way of a sound through the package:

``scenario`` (what happens when, in plain lines) → ``stage`` (runs it) → ``device``
(one player's state machine, pure) and ``household`` (groups, pure) → ``events`` and
``gena`` (what subscribers are told); ``server`` answers SOAP through ``actions``.
"""
