"""Tests of completing what was played."""
