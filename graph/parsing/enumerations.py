"""Parts enumerations at the signs that stand in no brackets."""

import re

_COMMAS = re.compile(r"[、,()]")
_STROKES = re.compile(r"[/()]")


def split_outside(rest: str) -> list[str]:
    """Split words at commas, or else at strokes, that do not stand in brackets."""
    parts = _outside(rest, _COMMAS)
    return _outside(rest, _STROKES) if len(parts) == 1 and "/" in rest else parts


def _outside(rest: str, signs: re.Pattern[str]) -> list[str]:
    """Part words at signs that stand in no brackets, however deep those go."""
    parts, depth, begin = [], 0, 0
    for found in signs.finditer(rest):
        sign = found.group()
        if sign in "()":
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif depth == 0:
            parts.append(rest[begin : found.start()])
            begin = found.end()
    return [*parts, rest[begin:]]
