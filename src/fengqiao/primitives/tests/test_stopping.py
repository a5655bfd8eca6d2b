from fengqiao.primitives.stopping import ShouldStop, never_stop


def test_never_stop_lets_the_whole_budget_run():
    should_stop: ShouldStop = never_stop
    assert not any(should_stop() for _ in range(3))
