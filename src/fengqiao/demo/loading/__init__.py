"""Loads the demonstration county into an empty station, through the domains' public doors."""
