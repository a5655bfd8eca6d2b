"""Who works which shift on which day: staff, shifts, rules and wishes in, a usable roster with reasons out.

Doors: `make_roster` in `making`; `find_faults` in `checking`, which checks any roster on its own; `hindrance` and
`explain_shortfalls` in `explaining`, which say why a shift stays short and which rule a change would break.
"""
