"""Benchmarks: what each measures, it says; ``scripts/bench`` runs them."""
