"""What the engine promises holds whichever search makes the plan."""

from collections.abc import Iterator

import pytest

from fengqiao.engines.planning import day_plan
from fengqiao.engines.planning.algorithms import COMPILED, REGRET, best_algorithm


@pytest.fixture(params=[REGRET, COMPILED], scope="module")
def algorithm(request: pytest.FixtureRequest) -> Iterator[str]:
    """Every search in turn as the one that is taken when none is named."""
    if request.param != REGRET and best_algorithm() != request.param:
        pytest.skip(f"{request.param} needs the packages of requirements/plan.txt")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(day_plan, "best_algorithm", lambda: request.param)
        yield request.param
