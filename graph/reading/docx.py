"""Reads Word documents (.docx): paragraphs with their list marks, tables as rows, text boxes, all in the order of the document."""

import re
from collections.abc import Iterator
from itertools import chain

from lxml import etree

from graph.errors import UnreadableDocument
from graph.reading.archive import Package
from graph.reading.numbering import Numbering, number
from graph.reading.rows import row_lines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "rt", "instrText", "delText", "pPr", "tblPr", "sectPr")} | {
    _FALLBACK
}
_BOX = f"{_W}txbxContent"
_NOTES = ("footnote", "endnote")


def extract(data: bytes) -> tuple[str, str]:
    """Return a Word document's text, its notes behind it, and the encoding of its parts; raises UnreadableDocument."""
    package = Package(data)
    name = package.related("", "officeDocument") or "word/document.xml"
    root = package.root(name)
    body = None if root is None else root.find(f"{_W}body")
    if body is None:
        raise UnreadableDocument("The document holds no Word text: give a .docx file of minutes.")

    def beside(kind: str) -> etree._Element | None:
        return package.root(package.related(name, kind) or f"word/{kind}.xml")

    numbering = Numbering(beside("numbering"), beside("styles"))
    lines = list(_blocks(body, numbering))
    for kind in _NOTES:
        notes = beside(f"{kind}s")
        for note in () if notes is None else notes.iterchildren(f"{_W}{kind}"):
            if note.get(f"{_W}type") in {None, "normal"}:
                lines += _note(list(_blocks(note, numbering)))
    return "\n".join(lines) + "\n", "utf-8"


def _note(lines: list[str]) -> list[str]:
    """Mark a note's first line, so that it is not taken for the words above it."""
    words = [line.strip() for line in lines if line.strip()]
    return [f"※ {words[0]}", *words[1:]] if words else []


def _blocks(container: etree._Element, numbering: Numbering) -> Iterator[str]:
    """Yield the lines of a container's paragraphs and tables in order; wrappers around them are passed through."""
    carried = ""
    waiting = list(reversed(container))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}p":
            words, boxes = _words(element)
            carried += words
            if element.find(f"{_W}pPr/{_W}rPr/{_W}del") is None:  # else the paragraph goes on in the next one
                lead = numbering.lead(element)
                yield from (lead + carried if carried.strip() else carried).split("\n")
                carried = ""
            for box in boxes:
                yield from _blocks(box, numbering)
        elif element.tag == f"{_W}tbl":
            yield from _table(element, numbering)
        elif element.tag not in _SKIPPED:
            waiting.extend(reversed(element))
    if carried:
        yield from carried.split("\n")


def _words(paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
    """Return a paragraph's characters and the text boxes anchored in it."""
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == _BOX:
            boxes.append(element)
        elif element.tag in {f"{_W}t", _MATHS}:
            pieces.append(element.text or "")
        elif element.tag == f"{_W}sym":
            pieces.append(_symbol(element.get(f"{_W}char") or ""))
        elif element.tag in _BREAKS:
            pieces.append(_BREAKS[element.tag] if element.get(f"{_W}type") != "page" else "\f")
        elif element.tag not in _SKIPPED and not _hidden(element):
            waiting.extend(reversed(element))
    return "".join(pieces), boxes


_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def _hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return hidden is not None and hidden.get(f"{_W}val") not in {"0", "false", "off"}


def _symbol(code: str) -> str:
    """Return a character of a symbol font; most stand in the private use area, where parsing takes them for marks."""
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) and not code.upper().startswith("D") else ""


def _table(table: etree._Element, numbering: Numbering) -> Iterator[str]:
    """Yield a table's rows as `| a | b |`; a table of one cell is a frame, its paragraphs stand for themselves."""
    rows = [_cells(row) for row in table.iterchildren(f"{_W}tr") if row.find(f"{_W}trPr/{_W}del") is None]
    framed = all(len(cells) <= 1 for cells in rows)
    for cells in rows:
        written = [list(_blocks(cell, numbering)) for cell in cells]
        if framed:
            yield from chain.from_iterable(written)
        else:
            yield from row_lines(written, [_columns(cell) for cell in cells])
    if not framed:
        yield ""


_SPAN = 100  # columns; no cell of minutes reaches over more


def _cells(row: etree._Element) -> list[etree._Element]:
    """Return a row's cells, content controls around them passed through."""
    cells: list[etree._Element] = []
    waiting = list(reversed(row))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}tc":
            cells.append(element)
        else:
            waiting.extend(reversed(element))
    return cells


def _columns(cell: etree._Element) -> int:
    """Return how many columns a cell reaches over."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return max(min(number(None if span is None else span.get(f"{_W}val"), 1), _SPAN), 1)
