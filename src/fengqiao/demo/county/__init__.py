"""The demonstration county, generated from a seed as plain values: no Django, no database."""

from fengqiao.demo.county.generation import generate_county
from fengqiao.demo.county.geojson import county_geojson

__all__ = ["county_geojson", "generate_county"]
