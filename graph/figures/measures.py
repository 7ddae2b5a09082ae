"""How tellingly concepts are spoken of together, and how disputed one is: measures that great numbers alone do not carry away."""

import math

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int32] | NDArray[np.int64] | NDArray[np.float64]
Scores = NDArray[np.float64]

_CERTAINTY = 1.2816
"""The quantile of the normal distribution that leaves a tenth above it."""


def association(together: Counts, one: int, others: Counts, total: int) -> Scores:
    """Return how much more often than by chance each of some things meets one, between -1 and 1, with little trust in few meetings.

    This is normalised pointwise mutual information (Bouma 2009), discounted by n / (n + 1) (after Pantel and Lin 2002), so that two things which are
    met once, and then together, do not stand above all others.
    """
    met = np.asarray(together, dtype=np.float64)
    trust = met / (met + 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        mutual = np.log(met * total / (float(one) * np.asarray(others, dtype=np.float64)))
        scores = mutual / -np.log(met / total) * trust
    always = met >= total
    scores[always] = trust[always]
    scores[met <= 0] = -1.0
    return scores


def log_likelihood(together: Counts, one: int, others: Counts, total: int) -> Scores:
    """Return Dunning's (1993) log-likelihood ratio of each of some things with one; negative where they meet less often than by chance."""
    both = np.asarray(together, dtype=np.float64)
    other = np.asarray(others, dtype=np.float64)
    cells = (both, one - both, other - both, total - one - other + both)
    rows, columns = (float(one), float(total - one)), (other, total - other)
    ratio = np.zeros_like(both)
    with np.errstate(divide="ignore", invalid="ignore"):
        for cell, row, column in zip(cells, (rows[0], rows[0], rows[1], rows[1]), (*columns, *columns), strict=True):
            ratio += np.where(cell > 0, cell * np.log(cell * total / (row * column)), 0.0)
    return np.where(both * total >= one * other, 2 * ratio, -2 * ratio)


def contention(pro: int, con: int, mixed: int = 0) -> float:
    """Return how disputed something is, from 0 (one side only) to near 0.5: the share of the lesser side that nine of ten such counts would reach.

    This is the lower end of Wilson's (1927) interval for that share; an opinion that is mixed counts half for either side.
    """
    if not pro or not con:
        return 0.0
    n = pro + con + mixed
    share, square = (min(pro, con) + mixed / 2) / n, _CERTAINTY**2
    spread = _CERTAINTY * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return round((share + square / (2 * n) - spread) / (1 + square / n), 4)
