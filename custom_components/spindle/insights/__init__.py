"""Questions asked of the store, and their typed answers.

A question is a plain function on a connection: ``question(db, scope, …, zone, now)``. It
reads sums where it can and never more plays than it must.
"""
