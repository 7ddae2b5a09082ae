"""Finds the tables that the rules of a printed page draw, and puts their rows where they stand among the page's text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

from graph.reading.columns import Fragment, arrange, arrange_by_place, level_rows, row_text
from graph.reading.rows import row_lines

_THIN = 3.0  # points; a rectangle no wider is a rule
_NEAR = 2.5  # points between rules that are one
_SHORT = 6.0  # points; shorter strokes are dashes of a rule or parts of a drawing
_MOST = 20_000  # strokes of a page; a drawing has more
_KEPT = 2.0  # letters that a line may end early, since some signs begin none
_PAINTED = frozenset((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))

Matrix = Sequence[float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A rule: where it stands across its course (`at`), and from where to where it runs, in points."""

    at: float
    begin: float
    end: float


@dataclass(slots=True)
class Strokes:
    """The rules of a page as its operators draw them: level ones by their height, upright ones by their distance from the left."""

    level: list[Stroke] = field(default_factory=list)
    upright: list[Stroke] = field(default_factory=list)
    _path: list[tuple[float, float, float, float]] = field(default_factory=list)
    _at: tuple[float, float] = (0.0, 0.0)
    _begin: tuple[float, float] = (0.0, 0.0)

    def operate(self, operator: bytes, operands: Sequence[object], matrix: Matrix) -> None:
        """Follow one operator of a page's content: paths count when they are painted, those that only clip do not."""
        if operator in _PAINTED:
            self._paint(closed=operator in {b"s", b"b", b"b*"})
        elif operator == b"n":
            self._path.clear()
        elif operator in {b"m", b"l", b"re", b"h"} and len(self._path) < _MOST:
            numbers = [float(each) for each in operands]  # type: ignore[arg-type]
            self._draw(operator, numbers, matrix)

    def _draw(self, operator: bytes, numbers: list[float], matrix: Matrix) -> None:
        if operator == b"re" and len(numbers) == 4:
            x, y, width, height = numbers
            corners = [_moved(matrix, x + right, y + up) for right, up in ((0, 0), (width, 0), (width, height), (0, height), (0, 0))]
            self._path += [(*one, *other) for one, other in pairwise(corners)]
        elif operator == b"m" and len(numbers) == 2:
            self._begin = self._at = _moved(matrix, *numbers)
        elif operator == b"l" and len(numbers) == 2:
            to = _moved(matrix, *numbers)
            self._path.append((*self._at, *to))
            self._at = to
        elif operator == b"h":
            self._path.append((*self._at, *self._begin))

    def _paint(self, *, closed: bool) -> None:
        if closed:
            self._path.append((*self._at, *self._begin))
        for left, low, right, high in self._path:
            if abs(high - low) <= _THIN and abs(right - left) >= _SHORT:
                self.level.append(Stroke((low + high) / 2, min(left, right), max(left, right)))
            elif abs(right - left) <= _THIN and abs(high - low) >= _SHORT:
                self.upright.append(Stroke((left + right) / 2, min(low, high), max(low, high)))
        self._path.clear()


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: how many columns it reaches over, its left and right edge in points, and what stands in it."""

    across: int
    left: float
    right: float
    pieces: list[Fragment]

    def lines(self) -> list[str]:
        """Return its text line by line, what the cell's width broke joined again."""
        written: list[str] = []
        goes_on = False
        for row in level_rows(self.pieces):
            words, last = row_text(row), row[-1]
            written[-1:] = [written[-1] + words] if goes_on else [*written[-1:], words]
            goes_on = self.right - last.end < max(row[0].x - self.left, 0.0) + _KEPT * last.height
        return written


@dataclass(frozen=True, slots=True)
class Table:
    """A table between its upper and lower edge in points, with its cells row by row and the pieces in them."""

    bottom: float
    top: float
    rows: list[list[Cell]]
    pieces: list[Fragment]

    def lines(self) -> Iterator[str]:
        """Yield its rows as they are written."""
        for cells in self.rows:
            yield from row_lines([cell.lines() for cell in cells], [cell.across for cell in cells])


def arrange_with_tables(plain: str, fragments: list[Fragment], strokes: Strokes) -> str:
    """Return a page's text in reading order, the rows of its tables as `| a | b |`; `plain` is its text in the order of drawing."""
    upright = all(piece.turn == 0 and not piece.vertical and "\n" not in piece.text.strip("\n ") for piece in fragments)
    found = _tables(strokes, fragments) if upright else []
    if not found:
        return arrange(plain, fragments)
    inside = {id(piece) for table in found for piece in table.pieces}
    around = [piece for piece in fragments if id(piece) not in inside]
    written: list[str] = []
    for table in found:
        written += [arrange_by_place([piece for piece in around if piece.y >= table.bottom]), *table.lines()]
        around = [piece for piece in around if piece.y < table.bottom]
    return "\n".join(part for part in [*written, arrange_by_place(around)] if part)


def _tables(strokes: Strokes, pieces: Sequence[Fragment]) -> list[Table]:
    """Return the tables of two columns and more that hold text, from the top of the page; a frame around a page, or around one column, is none."""
    level, upright = _joined(strokes.level), _joined(strokes.upright)
    if len(level) < 2 or len(upright) < 3 or len(level) + len(upright) > _MOST / 10:
        return []
    found = [table for rules in _crossing(level, upright) if (table := _table(*rules, pieces)) is not None]
    return sorted(found, key=lambda table: -table.top)


def _joined(strokes: list[Stroke]) -> list[Stroke]:
    """Join strokes that go on with one another: the borders of neighbouring cells, both sides of a thick rule, dashes."""
    joined: list[Stroke] = []
    for course in _courses(strokes):
        at = sum(stroke.at for stroke in course) / len(course)
        reach: Stroke | None = None
        for stroke in sorted(course, key=lambda stroke: stroke.begin):
            if reach is not None and stroke.begin <= reach.end + _NEAR:
                reach = Stroke(at, reach.begin, max(reach.end, stroke.end))
                joined[-1] = reach
            else:
                reach = Stroke(at, stroke.begin, stroke.end)
                joined.append(reach)
    return joined


def _courses(strokes: list[Stroke]) -> Iterator[list[Stroke]]:
    """Yield strokes that lie on one course together."""
    course: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.at):
        if course and stroke.at - course[-1].at > _NEAR:
            yield course
            course = []
        course.append(stroke)
    if course:
        yield course


def _crossing(level: list[Stroke], upright: list[Stroke]) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """Yield the rules that cross or touch each other, table by table."""
    group = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for row, across in enumerate(level):
        for column, down in enumerate(upright):
            if _meets(across, down):
                group[root(row)] = root(len(level) + column)
    members: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for index, stroke in enumerate([*level, *upright]):
        members.setdefault(root(index), ([], []))[index >= len(level)].append(stroke)
    yield from members.values()


def _meets(across: Stroke, down: Stroke) -> bool:
    return (
        across.begin - _NEAR <= down.at <= across.end + _NEAR and down.begin - _NEAR <= across.at <= down.end + _NEAR
    )


def _table(level: list[Stroke], upright: list[Stroke], pieces: Sequence[Fragment]) -> Table | None:
    """Return the table that some rules draw, or None."""
    heights = sorted({stroke.at for stroke in level}, reverse=True)
    places = sorted({stroke.at for stroke in upright})
    if len(heights) < 2 or len(places) < 3:
        return None
    first = _firsts(level, upright, heights, places)
    held: dict[tuple[int, int], list[Fragment]] = {}
    for piece in pieces:
        spot = _spot(piece, heights, places)
        if spot is not None:
            held.setdefault(first[spot], []).append(piece)
    if len({column for _, column in held}) < 2:
        return None
    rows = [list(_cells(row, first, places, held)) for row in range(len(heights) - 1)]
    filled = [cells for cells in rows if any(cell.pieces for cell in cells)]
    return Table(heights[-1], heights[0], filled, [piece for own in held.values() for piece in own])


Spot = tuple[int, int]


def _firsts(level: list[Stroke], upright: list[Stroke], heights: list[float], places: list[float]) -> dict[Spot, Spot]:
    """Return for each square of the grid the upper left one of its cell: squares that no rule parts are one cell."""
    first: dict[Spot, Spot] = {}
    for row, column in product(range(len(heights) - 1), range(len(places) - 1)):
        middle = (heights[row] + heights[row + 1]) / 2
        centre = (places[column] + places[column + 1]) / 2
        first[row, column] = (row, column)
        if column and not _covers(upright, places[column], middle):
            first[row, column] = first[row, column - 1]
        elif row and not _covers(level, heights[row], centre):
            first[row, column] = first[row - 1, column]
    return first


def _cells(row: int, first: dict[Spot, Spot], places: list[float], held: dict[Spot, list[Fragment]]) -> Iterator[Cell]:
    """Yield the cells of a row; one that a cell above reaches into is empty."""
    columns = len(places) - 1
    for column in range(columns):
        if column and first[row, column] == first[row, column - 1]:
            continue
        across = next((count for count in range(1, columns - column) if first[row, column + count] != first[row, column]), columns - column)
        own = held.get((row, column), []) if first[row, column] == (row, column) else []
        yield Cell(across, places[column], places[column + across], own)


def _covers(strokes: list[Stroke], at: float, place: float) -> bool:
    return any(abs(stroke.at - at) <= _NEAR and stroke.begin <= place <= stroke.end for stroke in strokes)


def _spot(piece: Fragment, heights: list[float], places: list[float]) -> tuple[int, int] | None:
    """Return the row and the column that a piece begins in, or None where it stands outside."""
    x, y = piece.x + 0.3 * piece.height, piece.y + 0.3 * piece.height
    if not (heights[-1] < y < heights[0] and places[0] < x < places[-1]):
        return None
    row = next(row for row in range(len(heights) - 1) if y > heights[row + 1])
    column = next(column for column in range(len(places) - 1) if x < places[column + 1])
    return row, column
