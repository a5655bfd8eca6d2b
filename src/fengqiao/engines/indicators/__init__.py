"""The catalogue of indicators and their formulas."""
