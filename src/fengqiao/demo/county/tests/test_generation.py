"""The county as a whole: repeatable, and drawable."""

import json
from datetime import date

from fengqiao.demo.county.contracts import County
from fengqiao.demo.county.generation import generate_county
from fengqiao.demo.county.geojson import county_geojson


def test_the_same_seed_and_date_make_the_same_county(county: County) -> None:
    assert generate_county(seed=county.seed, date=county.date) == county


def test_another_seed_makes_another_county_with_the_same_promises_kept() -> None:
    other = generate_county(seed=20, date=date(2026, 3, 16))
    assert len(other.planted.noise_call_numbers) == 3
    assert other.planted.follow_up_resident_code
    assert other.planted.rentals_due_codes
    assert len(other.beats) == 16


def test_the_map_is_plain_geojson_with_every_layer(county: County) -> None:
    collection = json.loads(json.dumps(county_geojson(county), ensure_ascii=False))
    layers = {feature["properties"]["layer"] for feature in collection["features"]}
    assert layers == {
        "relief", "green", "brook", "water", "building", "road", "beat", "station", "county", "place",
    }  # fmt: skip
    for feature in collection["features"]:
        if feature["geometry"]["type"] == "Polygon":
            ring = feature["geometry"]["coordinates"][0]
            assert ring[0] == ring[-1]
            assert len(ring) >= 4


def test_the_map_can_leave_the_buildings_out(county: County) -> None:
    collection = county_geojson(county, with_buildings=False)
    assert "building" not in {feature["properties"]["layer"] for feature in collection["features"]}
