"""Reads of incidents, each within what the actor may see."""
