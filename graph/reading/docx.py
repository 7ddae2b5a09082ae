"""Reads Word documents (.docx): paragraphs with their list marks, tables as rows, text boxes, all in the order of the document."""

from collections.abc import Iterator

from lxml import etree

from graph.errors import UnreadableDocument
from graph.reading.archive import Package
from graph.reading.numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "rt", "instrText", "delText", "pPr", "tblPr", "sectPr")} | {
    _FALLBACK
}
_BOX = f"{_W}txbxContent"


def extract(data: bytes) -> tuple[str, str]:
    """Return a Word document's text and the encoding of its parts; raises UnreadableDocument."""
    package = Package(data)
    document = package.part("word/document.xml")
    if document is None:
        raise UnreadableDocument("The document holds no Word text: give a .docx file of minutes.")
    numbering = Numbering(_root(package.part("word/numbering.xml")), _root(package.part("word/styles.xml")))
    root = _root(document)
    body = None if root is None else root.find(f"{_W}body")
    if body is None:
        raise UnreadableDocument("The document's text is damaged: save it anew from Word.")
    lines = list(_blocks(body, numbering))
    return "\n".join(lines) + "\n", "utf-8"


def _root(part: bytes | None) -> etree._Element | None:
    """Parse a part without following entities; a broken one gives what can be saved of it."""
    if part is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _blocks(container: etree._Element, numbering: Numbering) -> Iterator[str]:
    """Yield the lines of a container's paragraphs and tables in order; wrappers around them are passed through."""
    waiting = list(reversed(container))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}p":
            yield from _paragraph(element, numbering)
        elif element.tag == f"{_W}tbl":
            yield from _table(element, numbering)
        elif element.tag not in _SKIPPED:
            waiting.extend(reversed(element))


def _paragraph(paragraph: etree._Element, numbering: Numbering) -> Iterator[str]:
    words, boxes = _words(paragraph)
    lead = numbering.lead(paragraph)
    yield from (lead + words if words.strip() else words).split("\n")
    for box in boxes:
        yield from _blocks(box, numbering)


def _words(paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
    """Return a paragraph's characters and the text boxes anchored in it."""
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == _BOX:
            boxes.append(element)
        elif element.tag == f"{_W}t":
            pieces.append(element.text or "")
        elif element.tag in _BREAKS:
            pieces.append(_BREAKS[element.tag] if element.get(f"{_W}type") != "page" else "\f")
        elif element.tag not in _SKIPPED and not _hidden(element):
            waiting.extend(reversed(element))
    return "".join(pieces), boxes


_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def _hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return hidden is not None and hidden.get(f"{_W}val") not in {"0", "false", "off"}


def _table(table: etree._Element, numbering: Numbering) -> Iterator[str]:
    """Yield a table's rows as `| a | b |`; a table of one cell is a frame, its paragraphs stand for themselves."""
    rows = [[cell for cell in row.iter(f"{_W}tc") if _row_of(cell) is row] for row in table.iterchildren(f"{_W}tr")]
    if all(len(cells) <= 1 for cells in rows):
        for cells in rows:
            for cell in cells:
                yield from _blocks(cell, numbering)
        return
    for cells in rows:
        texts = [" ".join(line.strip() for line in _blocks(cell, numbering) if line.strip()) for cell in cells]
        if any(len(text) > _LONG for text in texts):  # a cell that holds the minutes themselves keeps its lines
            for cell in cells:
                yield from _blocks(cell, numbering)
        else:
            yield "| " + " | ".join(text.replace("|", "|") for text in texts) + " |"
    yield ""


_LONG = 200


def _row_of(cell: etree._Element) -> etree._Element | None:
    """Return the row that a cell belongs to, content controls around it passed through."""
    parent = cell.getparent()
    while parent is not None and parent.tag != f"{_W}tr":
        parent = parent.getparent()
    return parent
