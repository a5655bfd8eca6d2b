"""Where further officers do most: units and stations in, how many go where, with reasons, out.

Doors: `advise_staffing` in `advising`, and `find_faults` in `checking`, which checks any distribution on its own.
"""
