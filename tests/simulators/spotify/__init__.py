"""A Spotify account as a development-mode app of 2026 meets it.

``music`` is what the service has, ``library`` what the account and its person hold and do,
``resources`` how both are told, ``routes`` what may be asked and what not, ``tokens`` who may
ask, ``contract`` Spotify's own description of it all, where that is at hand. ``server`` puts
them upon the limited service, whose walls, penalties and bad days are Spotify's; ``stage``
opens one for a test, ``naive`` is a client that it should break.
"""
