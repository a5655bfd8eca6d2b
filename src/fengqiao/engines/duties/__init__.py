"""Duty lists and decision tables: facts and a day in; task proposals and decisions with reasons out.

Doors: `propose_tasks` in `proposals`, `decide` in `decision_table`, `check_table` in `table_check`,
`check_rows` in `admission`.
"""
