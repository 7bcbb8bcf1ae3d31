"""Tests of the gate before every outside service. Nothing in them takes real time."""
