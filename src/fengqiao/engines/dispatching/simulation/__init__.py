"""What if: recorded calls replayed, event by event, with other numbers of units, other posts or another policy.

Doors: `replay` in `replaying`, `fit_homes` in `homes`, `figures_of` and `spread_of` in `measures`; `closed_forms` is
the check beside them. The unit that is sent is the one that `recommendation.recommend` would put first.
"""
