"""Tables drawn with lines (│ ─ ┌): their rows become rows of cells, a value that goes on below its label a line of its own."""

import re

from graph.model import Text
from graph.parsing.lines import Line, moved

_SIDES = dict.fromkeys(map(ord, "│┃║╎┆┊┇┋╏¦"), "|")
_CROSSING = re.compile(r"[┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋═╔╗╚╝╠╣╦╩╬┠┨┯┷┿┝┥┰┸╂╭╮╰╯─━|+\-=:\s]+")
_CELL = re.compile(r"[^|]+")
_GRID = re.compile(r"\+(?:[-=]+\+)+")
_FEW = 2  # lines that sides stand in


def unboxed(text: Text, lines: list[Line]) -> list[Line]:
    """Return the lines with drawn sides written as bars; the lines between rows are rules."""
    if not any(line.body[0] in "│┃║├┌┏╔+" for line in lines if line.body):
        return lines
    grid = any(_GRID.fullmatch(line.body) for line in lines if line.body[:1] == "+")
    sides = [line for line in lines if not line.body.isascii() and line.body.translate(_SIDES) != line.body]
    if not grid and len(sides) < _FEW:
        return lines
    return [_undrawn(text, line, grid=grid) for line in lines]


def _undrawn(text: Text, line: Line, *, grid: bool) -> Line:
    """Return a line of a drawn table as a row of cells, as a rule where nothing is written, else as it is."""
    body = line.body.translate(_SIDES)
    if line.blank or (body == line.body and not (grid and body[0] in "+|")):
        crossing = not line.blank and body[0] in "┌└├┏┗┣╔╚╠┠┝╭╰" and _CROSSING.fullmatch(body)
        return line._replace(rule=True, mark="", rest=0) if crossing else line
    if _CROSSING.fullmatch(body):
        return line._replace(rule=True, mark="", rest=0)
    cells = list(_CELL.finditer(body))
    filled = [cell for cell in cells if cell.group().strip()]
    alone = len(filled) == 1 and (len(cells) <= 2 or filled[0] is cells[-1])
    if not alone:
        return line._replace(body=body, mark="", rest=0)
    words = filled[0].group()
    lead = filled[0].start() + len(words) - len(words.lstrip())
    return moved(text, line, lead, words.strip())
