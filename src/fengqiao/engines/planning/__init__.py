"""Day plans: officers, tasks and travel minutes in; who does what in which order, and what is left out, out.

Doors: `plan_day` in `day_plan`, and `find_violations` in `feasibility`, which checks any plan on its own.
"""
