"""A Lidarr that keeps its own hours: what it is asked for today it may do in twenty minutes.

``music`` is what its metadata server knows, ``fates`` what becomes of each search, ``timeline``
when things happen. ``commands`` are its three worker threads, ``library`` its artists and
albums, ``downloads`` its download client and its queue, ``history`` its diary; ``machine`` puts
them together and ``others`` are the rest of the household. ``routes`` says what can be asked,
``resources`` and ``errors`` in which shapes, ``contract`` and ``openapi`` hold both against
what is published. ``server`` is the machine behind its door, with bad days (``weather``); it is
reached through ``in_memory``, a session like aiohttp's, or ``over_http``, a real server on
loopback. ``watch`` is the judge: it sees what no client can.

It is made from the source of Lidarr 2.14 (https://github.com/Lidarr/Lidarr), read and not run:
what a real one does differently, ``scripts/probe-lidarr`` is there to find.
"""
