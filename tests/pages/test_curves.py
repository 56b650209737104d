"""Arrows that run opposite ways between two boxes, and where the number on an arrow stands."""

import pytest

from gazetteer.pages._curves import along, apart

LEFT, RIGHT, BELOW = (0.0, 0.0, 100.0, 40.0), (200.0, 0.0, 100.0, 40.0), (200.0, 100.0, 100.0, 40.0)
THERE = ((100.0, 20.0), (130.0, 20.0), (160.0, 20.0), (193.0, 20.0), (200.0, 20.0))
BACK = ((200.0, 20.0), (170.0, 20.0), (140.0, 20.0), (107.0, 20.0), (100.0, 20.0))


def test_opposite_arrows_stand_apart_and_end_on_their_boxes() -> None:
    there, back = apart([(0, 1), (1, 0)], [THERE, BACK], [LEFT, RIGHT])
    assert there[0][0] == back[-1][0] == 100
    assert there[-1][0] == back[0][0] == 200
    assert all(y == there[0][1] for _, y in there)
    assert abs(there[0][1] - back[0][1]) >= 12


def test_a_way_around_half_the_picture_is_not_kept() -> None:
    around = ((250.0, 0.0), (250.0, -90.0), (50.0, -90.0), (50.0, -7.0), (50.0, 0.0))
    assert min(y for _, y in apart([(0, 1), (1, 0)], [THERE, around], [LEFT, RIGHT])[1]) > 0


def test_ends_stay_between_the_corners() -> None:
    corner = ((100.0, 38.0), (130.0, 60.0), (180.0, 90.0), (195.0, 101.0), (200.0, 102.0))
    for path in apart([(0, 1), (1, 0)], [corner, corner[::-1]], [LEFT, BELOW]):
        for x, y in (path[0], path[-1]):
            assert (x == 100 and 0 < y < 40) or (x == 200 and 100 < y < 140)


def test_other_arrows_stay_where_they_are() -> None:
    assert apart([(0, 1), (0, 2)], [THERE, THERE], [LEFT, RIGHT, BELOW]) == [THERE, THERE]


def test_a_place_on_a_curve() -> None:
    assert along(THERE[:-1], 0) == THERE[0]
    assert along(THERE[:-1], 1) == THERE[3]
    assert along(THERE[:-1], 0.5) == pytest.approx((145.4, 20), abs=1)
