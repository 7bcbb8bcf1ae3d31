"""Tests of the questions and their answers."""
