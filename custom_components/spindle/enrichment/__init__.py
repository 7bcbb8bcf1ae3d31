"""Completing what was played: a registry of providers, a planner, and the run that asks."""
