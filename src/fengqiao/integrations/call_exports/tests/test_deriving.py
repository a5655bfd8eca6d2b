from __future__ import annotations

from pathlib import Path

from fengqiao.integrations.call_exports.deriving import derive_units
from fengqiao.integrations.call_exports.tests.test_reading import MAPPING

HEADER = "beat,district,id,time,closed,what,kind,lon,lat\n"
WHOLE = "1,North,c1,2026-03-01 22:41:03,,吵架,N,108.88,33.60\n"
SHORT = "2,North,c2,2026-03-01 22:50:00\n"
SHORTEST = "3\n"
BY_DISTRICT = MAPPING.model_copy(
    update={"units": MAPPING.units.model_copy(update={"derive_station_from": "district", "codes": {}})}
)


def test_a_row_that_ends_early_gives_its_beat_and_no_position(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(HEADER + WHOLE + SHORT + SHORTEST, encoding="utf-8")
    tree = derive_units(path=path, mapping=BY_DISTRICT)
    placed = {unit.name: unit.longitude for unit in tree.units if unit.code in tree.codes.values()}
    assert set(tree.codes) == {"", "1", "2"}
    assert placed[MAPPING.units.beat_name.format(value="1")] == 108.88
    assert placed[MAPPING.units.beat_name.format(value="2")] is None
