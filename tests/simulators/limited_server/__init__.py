"""A service that says no as Spotify does: two kinds of walls, penalties, and bad days.

``limiter`` decides who may pass, ``faults`` what goes wrong, ``catalogue`` and ``routes``
what is answered, ``server`` puts them together. It is reached through ``in_memory``, a
session like aiohttp's, or ``over_http``, a real server on loopback. It keeps the true time,
and a log of every call, which ``judging`` reads.
"""
