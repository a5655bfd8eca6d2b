"""Writes of incidents: permission, change, timeline, audit and event in one transaction each."""
