"""Counts of the past turned into expected counts, usual ranges and changes with intervals."""
