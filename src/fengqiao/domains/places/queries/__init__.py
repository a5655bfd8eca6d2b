"""Reads of places, by what is read."""
