"""Tests of the histories from elsewhere, and of those that lead out."""
