"""Reach a state by sending commands, never by setting it."""
