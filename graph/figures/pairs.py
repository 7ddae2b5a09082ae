"""How often each two concepts are spoken of in the same opinions: changes counted for many opinions at once, and merged into what is kept."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Kept = NDArray[np.int32]


@lru_cache(maxsize=256)
def _corners(size: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    one, other = np.triu_indices(size, 1)
    return one, other


def changes(opinions: Iterable[tuple[Sequence[int], int]]) -> Iterator[tuple[int, Kept, Kept]]:
    """Yield for each concept the others it meets more or less often, growing, and by how much.

    `opinions` are the distinct concepts of an opinion, and 1 for one that came or -1 for one that went.
    """
    pairs: list[Numbers] = []
    signs: list[Kept] = []
    for concepts, sign in opinions:
        numbers = np.sort(np.asarray(concepts, dtype=np.int64))
        one, other = _corners(len(numbers))
        pairs.append(numbers[one] << 32 | numbers[other])
        signs.append(np.full(len(one), sign, dtype=np.int32))
    if not pairs:
        return
    found, place = np.unique(np.concatenate(pairs), return_inverse=True)
    change = np.bincount(place, weights=np.concatenate(signs)).astype(np.int32)
    found, change = found[change != 0], change[change != 0]
    low = (1 << 32) - 1
    left = np.concatenate([found >> 32, found & low])
    right = np.concatenate([found & low, found >> 32]).astype(np.int32)
    change = np.concatenate([change, change])
    order = np.lexsort((right, left))
    left, right, change = left[order], right[order], change[order]
    starts = np.flatnonzero(np.r_[True, left[1:] != left[:-1]][: len(left)])
    for start, end in zip(starts, [*starts[1:], len(left)], strict=False):
        yield int(left[start]), right[start:end], change[start:end]


def merged(others: Kept, counts: Kept, changed: Kept, change: Kept) -> tuple[Kept, Kept]:
    """Return growing `others` with their `counts` after a change to some; those that come to 0 are left out."""
    place = np.searchsorted(others, changed)
    known = place < len(others)
    known[known] = others[place[known]] == changed[known]
    counts = counts.copy()
    counts[place[known]] += change[known]
    if not known.all():
        others = np.insert(others, place[~known], changed[~known])
        counts = np.insert(counts, place[~known], change[~known])
    if (counts > 0).all():
        return others, counts
    return others[counts > 0], counts[counts > 0]


def counted(others: Kept, counts: Kept, wanted: Kept) -> Kept:
    """Return the counts of some of the growing `others`, 0 for one that is not among them."""
    place = np.minimum(np.searchsorted(others, wanted), max(len(others) - 1, 0))
    if not len(others):
        return np.zeros(len(wanted), dtype=np.int32)
    found: Kept = np.where(others[place] == wanted, counts[place], 0).astype(np.int32)
    return found


def kept(others: bytes, counts: bytes) -> tuple[Kept, Kept]:
    """Return what two blobs hold."""
    return np.frombuffer(others, dtype=np.int32), np.frombuffer(counts, dtype=np.int32)
