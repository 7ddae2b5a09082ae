"""Puts the pieces of a printed page in reading order where they were drawn in another: rows of tables, columns, vertical lines."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise

_HALF = re.compile(r"[\x00-\u024f\uff61-\uff9f]")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text on a page: where its baseline begins (points, y upward), how high its letters are, and whether it runs downward."""

    x: float
    y: float
    height: float
    text: str
    vertical: bool = False

    @property
    def width(self) -> float:
        """About how wide the piece is: a full square for each wide letter, half for each narrow one."""
        words = self.text.strip("\n")
        return self.height * (len(words) - len(_HALF.findall(words)) / 2)


def arrange(plain: str, fragments: list[Fragment]) -> str:
    """Return a page's text in reading order; `plain` in the order of drawing is kept unless the pieces' places speak against it."""
    whole = [piece for piece in fragments if piece.text.strip()]
    if len(whole) < 4 or any("\n" in piece.text.strip("\n ") for piece in whole):
        return plain
    if all(piece.vertical for piece in whole):
        return _vertical(plain, whole)
    if any(piece.vertical for piece in whole) or not _drawn_apart(whole):
        return plain
    rows = _rows(whole)
    gutter = _gutter(rows)
    if gutter is None:
        return "\n".join(_line(row) for row in rows)
    return _in_columns(rows, gutter)


def _vertical(plain: str, pieces: list[Fragment]) -> str:
    """Order vertical lines from right to left where they were drawn otherwise."""
    order = sorted(pieces, key=lambda piece: (-round(piece.x / max(piece.height, 1)), -piece.y))
    if order == pieces:
        return plain
    lines = [list(line) for _, line in groupby(order, key=lambda piece: round(piece.x / max(piece.height, 1)))]
    return "\n".join("".join(piece.text.strip("\n") for piece in line) for line in lines)


def _drawn_apart(pieces: list[Fragment]) -> bool:
    """Whether many pieces stand on the line of the piece before, well behind its end, and were still drawn as lines of their own."""
    apart = 0
    for before, after in pairwise(pieces):
        level = abs(before.y - after.y) < 0.3 * before.height
        gap = after.x - (before.x + before.width)
        apart += level and before.text.endswith("\n") and gap > 0.5 * before.height
    return apart >= 3 and apart >= 0.1 * len(pieces)


def _rows(pieces: list[Fragment]) -> list[list[Fragment]]:
    """Group pieces by their baseline from the top, each row from left to right."""
    rows: list[list[Fragment]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.y, piece.x)):
        if rows and abs(rows[-1][0].y - piece.y) < 0.4 * max(piece.height, 1):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.x) for row in rows]


def _gutter(rows: list[list[Fragment]]) -> float | None:
    """Return where the right column of a page in two columns begins: most rows have two long parts, the second at the same place."""
    starts = Counter(round(row[-1].x) for row in rows if len(row) == 2 and min(_length(row[0]), _length(row[1])) >= 10)
    if not starts:
        return None
    place, count = starts.most_common(1)[0]
    return place - 1.0 if count >= 4 and count >= 0.5 * len(rows) else None


def _length(piece: Fragment) -> int:
    return len(piece.text.strip())


def _in_columns(rows: list[list[Fragment]], gutter: float) -> str:
    """Read the left column before the right one, line by line; a row across both parts what stands above from what stands below."""
    done: list[str] = []
    left: list[str] = []
    right: list[str] = []
    for row in rows:
        before = [piece for piece in row if piece.x < gutter]
        behind = [piece for piece in row if piece.x >= gutter]
        if before and before[-1].x + before[-1].width > gutter + before[-1].height:
            done += left + right + [_line(row)]
            left, right = [], []
            continue
        left += [_line(before)] if before else []
        right += [_line(behind)] if behind else []
    return "\n".join(done + left + right)


def _line(row: list[Fragment]) -> str:
    """Join a row's pieces with a space where they stand apart."""
    words, end = "", None
    for piece in row:
        if end is not None and piece.x - end > 0.3 * piece.height:
            words += "\u3000" if piece.x - end > 0.8 * piece.height else " "
        words += piece.text.strip("\n")
        end = piece.x + piece.width
    return words
