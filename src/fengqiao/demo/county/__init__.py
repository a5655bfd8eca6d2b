"""The demonstration county, generated from a seed as plain values: no Django, no database.

`generation` makes it and `geojson` draws it; who only reads a kept one needs `contracts` alone, which load at once.
"""
