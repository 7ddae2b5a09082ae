"""The measures behind related concepts and points at issue."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.figures.measures import association, contention, log_likelihood


def one(measure, *counts):
    together, first, second, total = counts
    return float(measure(np.array([together]), first, np.array([second]), total)[0])


def test_association_is_not_fooled_by_frequency():
    assert one(association, 5, 5, 50, 100) < one(association, 5, 5, 5, 100)
    assert one(association, 1, 1, 1, 100) < one(association, 5, 5, 5, 100)
    assert one(association, 1, 50, 50, 100) < 0
    assert one(association, 0, 5, 5, 100) == -1
    assert one(association, 3, 3, 3, 3) < 1


def test_log_likelihood_is_that_of_a_known_table():
    # cells 110, 2442, 111, 29114 of Dunning (1993), table 2: 270.72
    assert one(log_likelihood, 110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29114) == pytest.approx(270.72, abs=0.01)
    assert one(log_likelihood, 1, 50, 50, 100) < 0
    assert one(log_likelihood, 25, 50, 50, 100) == pytest.approx(0)


def test_what_one_side_only_says_is_not_disputed():
    assert contention(10, 0) == contention(0, 10) == contention(0, 0, 3) == 0


@given(st.integers(1, 200), st.integers(1, 200))
def test_contention_grows_with_evidence_and_not_with_volume(pro, con):
    assert contention(pro, con) == contention(con, pro)
    assert contention(pro, con) <= contention(3 * pro, 3 * con) < 0.5
    assert contention(20, 10) > contention(1000 + pro, 10)


def test_the_share_of_a_small_side_is_bounded_from_below():
    low = contention(90, 10)
    assert 0 < low < 0.1
    assert math.isclose(contention(90_000, 10_000), 0.1, abs_tol=0.002)
