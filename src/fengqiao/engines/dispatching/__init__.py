"""Dispatch: an incident, units and travel times in; a ranked recommendation with its reasons out.

Doors: `recommend` in `recommendation`, `find_danger` in `danger`. A named person decides; this only advises.
"""
