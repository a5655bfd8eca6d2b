import numpy as np
import pytest

from fengqiao.engines.dispatching.moving_up import best_move, expected_cover, gains_of_posts


def test_a_place_that_two_reach_is_served_more_surely_than_one_that_one_reaches() -> None:
    reaches = np.array([[1.0, 1.0], [0.0, 1.0]])

    assert expected_cover(reaches=reaches, weights=np.array([0.5, 0.5]), busy_share=0.5) == pytest.approx(0.625)


def test_the_gain_of_a_move_is_what_the_expected_cover_grows_by() -> None:
    dice = np.random.default_rng(1)
    for _ in range(50):
        reaches = (dice.random((4, 9)) < 0.3).astype(float)
        posts = (dice.random((5, 9)) < 0.4).astype(float)
        weights = dice.dirichlet(np.ones(9))
        move = best_move(
            reaches=reaches, posts=posts, weights=weights, extra_km=np.zeros((4, 5)), busy_share=0.4, price_per_km=0.01
        )
        grown = [
            expected_cover(reaches=_moved(reaches, unit, posts[post]), weights=weights, busy_share=0.4)
            - expected_cover(reaches=reaches, weights=weights, busy_share=0.4)
            for unit in range(4)
            for post in range(5)
        ]
        if move is None:
            assert max(grown) <= 1e-12
        else:
            assert move.gained == pytest.approx(max(grown))


def test_a_far_move_loses_to_a_near_one_of_nearly_the_same_worth() -> None:
    given = {
        "reaches": np.array([[0.0, 0.0]]),
        "posts": np.array([[1.0, 0.0], [0.0, 1.0]]),
        "weights": np.array([0.55, 0.45]),
        "extra_km": np.array([[20.0, 2.0]]),
        "busy_share": 0.5,
    }

    assert best_move(**given, price_per_km=0.0001).post == 0
    assert best_move(**given, price_per_km=0.01).post == 1
    assert best_move(**given, price_per_km=1.0) is None


def test_a_post_gains_nothing_where_many_already_stand() -> None:
    gains = gains_of_posts(
        reaches=np.array([[1.0, 0.0]] * 5), posts=np.eye(2), weights=np.array([0.7, 0.3]), busy_share=0.5
    )

    assert gains[1] > gains[0]


def _moved(reaches: np.ndarray, unit: int, post: np.ndarray) -> np.ndarray:
    after = reaches.copy()
    after[unit] = post
    return after
