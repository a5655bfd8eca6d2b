"""Whatever is done in whatever order, a task is never in a state that says something false."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.domains.tasks.contracts import OPEN_STATES, CompletionResult, TaskState, TransitionRefusedError
from fengqiao.domains.tasks.workflow.attempts import MOST_ATTEMPTS, counts_as_done, next_attempt
from fengqiao.domains.tasks.workflow.states import TRANSITIONS, Move, can, next_state

FINAL = {TaskState.COMPLETED, TaskState.LAPSED}


@given(st.lists(st.sampled_from(list(Move)), max_size=40))
def test_any_order_of_moves_keeps_the_state_legal(moves: list[Move]) -> None:
    state, was_started = TaskState.READY, False
    for move in moves:
        before = state
        try:
            state = next_state(state, move)
        except TransitionRefusedError:
            assert state is before
            continue
        assert before not in FINAL
        was_started = True if move is Move.START else was_started and move is not Move.ASSIGN
        assert state is not TaskState.COMPLETED or was_started
        assert state is not TaskState.IN_PROGRESS or was_started


def test_every_state_can_be_reached_and_every_open_one_be_left() -> None:
    reached, seen = {TaskState.READY}, set[TaskState]()
    while reached - seen:
        state = (reached - seen).pop()
        seen.add(state)
        reached |= {next_state(state, move) for move in Move if can(state, move)}
    assert reached == set(TaskState)
    assert {state for state, _ in TRANSITIONS} >= OPEN_STATES


@pytest.mark.parametrize("state", [*sorted(OPEN_STATES), TaskState.SENT_BACK, TaskState.CANCELLED])
def test_from_every_state_that_is_no_end_an_end_can_be_reached(state: TaskState) -> None:
    """Done at last, or closed by itself: no task can be caught between."""
    reached, waiting = set[TaskState](), {state}
    while waiting:
        one = waiting.pop()
        reached.add(one)
        waiting |= {next_state(one, move) for move in Move if can(one, move)} - reached
    assert reached >= FINAL


def test_an_end_is_an_end() -> None:
    assert not [(state, move) for state in FINAL for move in Move if can(state, move)]


@given(st.lists(st.sampled_from(list(CompletionResult)), min_size=1, max_size=6))
def test_tries_end_after_the_third_at_the_latest(results: list[CompletionResult]) -> None:
    attempt = 1
    for result in results:
        following = next_attempt(attempt=attempt, result=result, days_since=30)
        assert bool(following) != counts_as_done(result=result, attempt=attempt)
        if not following:
            break
        attempt = following
    assert attempt <= MOST_ATTEMPTS
