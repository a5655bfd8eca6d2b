"""Conditions as texts in CEL, the Common Expression Language: read into the engine's own trees, and written again.

Doors: `read_expression` in `reading`, `expression_of` in `writing`. `compiler` alone knows the CEL package.
"""
