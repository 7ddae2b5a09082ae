"""When two strings count as the same."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_WHITE = re.compile(r"\s+")


def squeeze(value: object) -> str:
    """Return a value as NFKC text without any white space; nothing, 0 and False are the empty string."""
    return _squeezed(str(value or ""))


@lru_cache(maxsize=1 << 14)
def _squeezed(text: str) -> str:
    return _WHITE.sub("", unicodedata.normalize("NFKC", text))


def fold(value: object) -> str:
    """Return a label as labels are compared: squeezed, without upper case."""
    return squeeze(value).casefold()


def loosely(one: object, other: object) -> bool:
    """Whether two labels are the same, or one of at least 3 characters stands in the other and is at least half as long."""
    short, long = sorted((fold(one), fold(other)), key=len)
    return short == long or (len(short) >= 3 and 2 * len(short) >= len(long) and short in long)


def any_loosely(wanted: str, labels: Iterable[str]) -> bool:
    """Whether one of several labels is loosely the wanted one; empty labels are none."""
    return any(loosely(wanted, label) for label in labels if label)
