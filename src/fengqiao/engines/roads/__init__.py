"""Roads: positions in; travel minutes and drawable paths out.

Doors: `CrowFlyTravel` in `crow_fly`, which needs no data; `RoadGraph` and `RoadTravel` in `graph`.
"""
