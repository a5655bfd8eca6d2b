"""Writes of the organisation, by what they change."""
