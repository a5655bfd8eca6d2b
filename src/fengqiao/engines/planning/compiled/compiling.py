"""How the search is compiled."""

from __future__ import annotations

import numba

compiled = numba.njit(_nrt=False, cache=True)
"""Without numba's counting of references: nothing here makes or keeps an array, and counting cost six times the work.

Copying one array onto another by a slice needs the counting, so that is written as a loop.
"""
compiled_inline = numba.njit(_nrt=False, cache=True, inline="always")
