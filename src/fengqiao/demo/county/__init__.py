"""The demonstration county, generated from a seed as plain values: no Django, no database."""
