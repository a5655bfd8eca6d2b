"""Writes of places, and the one read that must be known: of a personal record."""
