"""Listening histories from elsewhere, and back out: one module for each format.

``recognise`` says what a file is, by what is in it; ``read`` yields its rows, a play or a
refusal each, without ever holding more than a little of it; ``chunks`` takes them together
for the store, and ``Report`` counts what came of them. ``rows`` and ``writers`` lead out.
"""

from .reading import Reading, chunks, read
from .recognition import recognise
from .report import Report

__all__ = ["Reading", "Report", "chunks", "read", "recognise"]
