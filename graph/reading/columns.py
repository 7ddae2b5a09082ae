"""Puts the pieces of a printed page in reading order where they were drawn in another: single letters, rows, columns, vertical lines."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

_HALF = re.compile(r"[\x00-\u024f\uff61-\uff9f]")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text on a page: where its baseline begins (points, y upward), how high its letters are, and where it runs.

    `turn` counts the quarters of a circle, counterclockwise, by which the piece is turned; `vertical` says that upright letters run downward.
    """

    x: float
    y: float
    height: float
    text: str
    vertical: bool = False
    turn: int = 0

    @property
    def width(self) -> float:
        """About how long the piece is: a full square for each wide letter, half for each narrow one."""
        words = self.text.strip("\n")
        return self.height * (len(words) - len(_HALF.findall(words)) / 2)

    @property
    def end(self) -> float:
        """Where the piece ends, if it runs to the right."""
        return self.x + self.width


def arrange(plain: str, fragments: list[Fragment]) -> str:
    """Return a page's text in reading order; `plain` in the order of drawing is kept unless the pieces' places speak against it."""
    whole = [piece for piece in fragments if piece.text.strip()]
    if len(whole) < 4 or any("\n" in piece.text.strip("\n ") for piece in whole):
        return plain
    whole = _advanced(whole)
    once = _once(whole)
    pieces = _turned(once)
    if _stacked(pieces) or sum(piece.vertical for piece in pieces) > len(pieces) / 2:
        return _vertical(plain, pieces)
    doubled = len(once) < len(whole)
    if any(piece.vertical for piece in pieces) or not (doubled or _drawn_apart(pieces) or _drawn_upward(pieces)):
        return plain
    return arrange_by_place(pieces)


def arrange_by_place(pieces: list[Fragment]) -> str:
    """Return the text of pieces that run to the right, row by row from the top, a column before the one to its right."""
    rows = level_rows(pieces)
    gutters = _gutters(rows)
    return _in_columns(rows, gutters) if gutters else "\n".join(row_text(row) for row in rows)


def _advanced(pieces: list[Fragment]) -> list[Fragment]:
    """Move pieces on to where the one before ends that are told at its place: a line whose letters are in turn of several fonts is drawn in one go.

    What is drawn anew over a line from its beginning stays where it is.
    """
    moved: list[Fragment] = []
    run: list[Fragment] = []  # the pieces told at one place, as they came
    for number, piece in enumerate(pieces):
        same = bool(run) and (piece.x, piece.y, piece.turn) == (run[0].x, run[0].y, run[0].turn)
        anew = same and number + len(run) <= len(pieces) and all(
            _alike(one, pieces[number + place]) for place, one in enumerate(run)
        )
        if not same or anew:
            run = [piece]
            moved.append(piece)
            continue
        run.append(piece)
        before = moved[-1]
        moved.append(replace(piece, x=before.end) if not piece.vertical and piece.turn == 0 else piece)
    return moved


def _alike(one: Fragment, other: Fragment) -> bool:
    return one.text == other.text and (one.x, one.y) == (other.x, other.y)


def _once(pieces: list[Fragment]) -> list[Fragment]:
    """Leave out pieces that were drawn again over themselves to look bold."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for piece in pieces:
        words, x, y = piece.text.strip(), round(piece.x), round(piece.y)
        if not any((words, x + right, y + up) in seen for right in (-1, 0, 1) for up in (-1, 0, 1)):
            kept.append(piece)
        seen.add((words, x, y))
    return kept


def _turned(pieces: list[Fragment]) -> list[Fragment]:
    """Turn the page so that most of its pieces run to the right."""
    turn = Counter(piece.turn for piece in pieces).most_common(1)[0][0]
    if turn == 0:
        return pieces
    right, up = ((0, 1), (-1, 0), (0, -1))[turn - 1]  # where a line runs
    return [
        replace(
            piece,
            x=right * piece.x + up * piece.y,
            y=right * piece.y - up * piece.x,
            turn=(piece.turn - turn) % 4,
        )
        for piece in pieces
    ]


def _stacked(pieces: list[Fragment]) -> bool:
    """Whether most pieces are single wide letters set one below the other: vertical lines drawn letter by letter."""
    return sum(_below(before, after) for before, after in pairwise(pieces)) > len(pieces) / 2


def _below(before: Fragment, after: Fragment) -> bool:
    level = abs(before.x - after.x) < 0.5 * before.height
    return level and len(before.text.strip()) == 1 and 0.5 * before.height < before.y - after.y < 1.6 * before.height


def _vertical(plain: str, pieces: list[Fragment]) -> str:
    """Order vertical lines from right to left, band by band; what is set across the page stays above or below them."""
    letters = _stacked(pieces)
    down: list[Fragment] = []
    across: list[Fragment] = []
    for piece in pieces:
        upright = letters and piece.turn == 0 and len(piece.text.strip()) == 1
        if upright:  # a letter set across stands on its place, a line that runs downward hangs from it
            down.append(replace(piece, y=piece.y + piece.height))
        else:
            (down if piece.vertical or piece.turn == 3 else across).append(piece)
    lines = [line for band in _bands(down) for line in _vertical_lines(band)]
    if not letters and not across and [piece for line in lines for piece in line] == down:
        return plain
    top = max(piece.y for piece in down)
    rows = level_rows(across)
    above = [row_text(row) for row in rows if row[0].y >= top]
    below = [row_text(row) for row in rows if row[0].y < top]
    return "\n".join([*above, *map(_downward, lines), *below])


def _bands(pieces: list[Fragment]) -> list[list[Fragment]]:
    """Part pieces that run downward where a blank band crosses the whole page."""
    bands: list[list[Fragment]] = []
    reach = 0.0
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if not bands or piece.y < reach - 0.8 * piece.height:
            bands.append([])
            reach = piece.y
        bands[-1].append(piece)
        reach = min(reach, piece.y - piece.width)
    return bands


def _vertical_lines(pieces: list[Fragment]) -> list[list[Fragment]]:
    lines: list[list[Fragment]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.x):
        if not lines or lines[-1][-1].x - piece.x > 0.5 * piece.height:
            lines.append([])
        lines[-1].append(piece)
    return [sorted(line, key=lambda piece: -piece.y) for line in lines]


def _downward(line: list[Fragment]) -> str:
    """Join the pieces of a vertical line; an empty square between two wide letters is a space."""
    words = line[0].text.strip("\n")
    for before, after in pairwise(line):
        apart = before.y - before.width - after.y > 0.8 * after.height
        wide = not _HALF.search(before.text.strip("\n")[-1:] + after.text.strip("\n")[:1])
        words += "\u3000" * (apart and wide) + after.text.strip("\n")
    return words


def _drawn_apart(pieces: list[Fragment]) -> bool:
    """Whether many pieces stand on the line of the piece before and were still drawn as lines of their own."""
    apart = sum(
        abs(before.y - after.y) < 0.3 * before.height and before.text.endswith("\n")
        for before, after in pairwise(pieces)
    )
    return apart >= 3 and apart >= 0.1 * len(pieces)


def _drawn_upward(pieces: list[Fragment]) -> bool:
    """Whether many lines were drawn before the ones above them."""
    upward = sum(after.y - before.y > 0.5 * before.height for before, after in pairwise(pieces))
    return upward >= 3 and upward > 0.4 * len(pieces)


def level_rows(pieces: Iterable[Fragment]) -> list[list[Fragment]]:
    """Group pieces by their baseline from the top, each row from left to right, what touches joined."""
    rows: list[list[Fragment]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.y, piece.x)):
        if rows and abs(rows[-1][0].y - piece.y) < 0.4 * max(piece.height, 1):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_touching(sorted(row, key=lambda piece: piece.x)) for row in rows]


def _touching(row: list[Fragment]) -> list[Fragment]:
    """Join the pieces of a row between which no space is seen."""
    groups: list[list[Fragment]] = []
    for piece in row:
        if groups and piece.x - groups[-1][-1].end <= 0.3 * piece.height:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [replace(group[0], text="".join(piece.text.strip("\n") for piece in group)) for group in groups]


def _gutters(rows: list[list[Fragment]]) -> list[float]:
    """Return where the columns behind the first one begin: most rows have as many long parts, at the same places."""
    long = [row for row in rows if len(row) >= 2 and all(len(piece.text.strip()) >= 10 for piece in row)]
    starts = Counter(tuple(round(piece.x) for piece in row[1:]) for row in long)
    if not starts:
        return []
    places, count = starts.most_common(1)[0]
    return [place - 1.0 for place in places] if count >= 4 and count >= 0.5 * len(rows) else []


def _in_columns(rows: list[list[Fragment]], gutters: list[float]) -> str:
    """Read a column before the one to its right, line by line; a row across both parts what stands above from what stands below."""
    done: list[str] = []
    columns: list[list[str]] = [[] for _ in range(len(gutters) + 1)]
    for row in rows:
        parts: list[list[Fragment]] = [[] for _ in columns]
        for piece in row:
            parts[bisect_right(gutters, piece.x)].append(piece)
        if any(part and part[-1].end > gutter + part[-1].height for part, gutter in zip(parts, gutters, strict=False)):
            done += [*(line for column in columns for line in column), row_text(row)]
            columns = [[] for _ in columns]
            continue
        for column, part in zip(columns, parts, strict=True):
            column.extend([row_text(part)] if part else [])
    return "\n".join(done + [line for column in columns for line in column])


def row_text(row: list[Fragment]) -> str:
    """Join a row's pieces with a space where they stand apart."""
    words, end = "", None
    for piece in row:
        if end is not None and piece.x - end > 0.3 * piece.height:
            words += "\u3000" if piece.x - end > 0.8 * piece.height else " "
        words += piece.text.strip("\n")
        end = piece.end
    return words
