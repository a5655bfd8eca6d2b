"""The search over plain arrays, compiled by numba; it needs the extra packages of requirements/plan.txt.

The base environment does without: then `engines.planning.search` does the same work more slowly.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numba


def _kept_apart() -> str:
    """Return a folder for compiled code that belongs to exactly these sources.

    numba looks only at the file of the function that is called: after a change in a file below it, it would go on
    with what was compiled before (seen: old code ran, four times slower).
    """
    here = Path(__file__).parent
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(here.glob("*.py")))).hexdigest()
    return str(Path(numba.config.CACHE_DIR or here / "__pycache__") / digest[:16])


numba.config.CACHE_DIR = _kept_apart()
