"""Tests of the providers, beside simulated services."""
