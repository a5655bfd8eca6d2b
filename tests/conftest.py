from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.served_station import RealStation, real_station, set_up


@pytest.fixture(scope="session")
def prepared_station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealStation]:
    """Made by the commands from nothing; it is never served itself: see tests/prepared_station.py."""
    with real_station(tmp_path_factory.mktemp("prepared")) as made:
        set_up(made)
        yield made
