"""Reads web pages: the text of their main part; navigation, scripts and other furniture are dropped, tables become rows."""

import re
from typing import NamedTuple, cast

from lxml import etree, html

from graph.errors import UnreadableDocument
from graph.reading.decoding import decode
from graph.reading.rows import is_laid_out

_SILENT = frozenset("script style template head rt rp".split())
_DROPPED = frozenset(
    "noscript nav header footer aside button select iframe object svg canvas audio video dialog menu".split()
)
_BLOCKS = frozenset(
    "address article blockquote body center dd details dir div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 hr li main ol p pre section summary "
    "table tbody tfoot thead tr ul caption".split()
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:g?navi?|(?:global|local|main|side|sub|foot|head)[-_]?(?:nav\w*|menu|bar)|menu|breadcrumbs?|topic-?path|pankuzu|footer|header|"
    r"sidebar|side|sns|share|social|search\w*|skip\w*|pager|pagination|banner|toolbar|language|lang|font-?size|copyright|page-?top|related|cookie)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ROLES = frozenset("navigation banner contentinfo search complementary menu menubar toolbar".split())
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,20})""", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_\-]{2,20})""", re.IGNORECASE)
_NAMES = {
    **dict.fromkeys("shift_jis shift-jis sjis x-sjis ms_kanji windows-31j ms932 cp932".split(), "cp932"),
    **dict.fromkeys("euc-jp x-euc-jp euc_jp cseucpkdfmtjapanese".split(), "euc_jp"),
}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]")
_MOST = 0.5  # of a page's text; what holds more is no furniture, whatever its name
_CELL = 300  # characters; a longer cell lays out a page
_END = "\0"  # of a cell's line; no page holds it
_TERM, _TOLD = 20, 200  # characters of a term, and of what is said of it, that stand on one line
_SPAN = 100  # rows or columns; no cell of minutes reaches over more
_PARTED = frozenset("p table ul ol dl h1 h2 h3 h4 h5 h6 div".split())
_HEADINGS = {f"h{depth}": "#" * depth + " " for depth in range(1, 7)}
_MAIN = (
    "//main",
    "//*[@role='main']",
    "//article",
    "//*[@id='main' or @id='content' or @id='contents' or @id='main-content' or @id='honbun' or @id='tmp_contents']",
)


def extract(data: bytes) -> tuple[str, str]:
    """Return a web page's main text and its encoding; raises UnreadableDocument."""
    named = _XML_CHARSET.search(data[:200]) or _CHARSET.search(data[:4096])
    source, encoding = decode(data, _NAMES.get(named[1].decode("ascii").lower()) if named else None)
    root = _parsed(source)
    measures = _measured(root)
    text = _Writer(measures, measures[root].words).write(_main(root, measures))
    if not text.strip():
        text = _Writer(measures, 0).write(root)
    return text, encoding


def _parsed(source: str) -> etree._Element:
    parser = html.HTMLParser(encoding="utf-8", recover=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableDocument("The page holds no text: give the page of minutes itself.") from error
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise UnreadableDocument("The page's elements are nested too deep: save its text as a new page.")
    return root


class _Measure(NamedTuple):
    """What an element holds: characters, those of links among them, links and tables."""

    words: int = 0
    linked: int = 0
    links: int = 0
    tables: int = 0


def _measured(root: etree._Element) -> dict[etree._Element, _Measure]:
    """Measure every element once, the inner ones first."""
    found: dict[etree._Element, _Measure] = {}
    for element in reversed(list(root.iter())):
        words, linked, links, tables = len((element.text or "").strip()), 0, 0, 0
        for child in element:
            inner = found[child]
            words += inner.words + len((child.tail or "").strip())
            linked, links, tables = linked + inner.linked, links + inner.links, tables + inner.tables
        if element.tag == "a":
            linked, links = words, 1
        silent = element.tag in _SILENT
        found[element] = _Measure() if silent else _Measure(words, linked, links, tables + (element.tag == "table"))
    return found


def _main(root: etree._Element, measures: dict[etree._Element, _Measure]) -> etree._Element:
    """Return the element that holds most of the page's text among those marked as its main part, else the whole page."""
    for path in _MAIN:
        marked = [found for found in cast("list[object]", root.xpath(path)) if etree.iselement(found)]
        found = max(marked, key=lambda element: measures[element].words, default=None)
        if found is not None and measures[found].words >= 0.4 * measures[root].words:
            return found
    return root


class _Writer:
    """Writes an element's text line by line, walking the tree without recursion; of a page of `whole` characters furniture is left out."""

    def __init__(self, measures: dict[etree._Element, _Measure], whole: int) -> None:
        self._measures = measures
        self._whole = whole
        self._lines: list[str] = []
        self._line: list[str] = []
        self._lead = ""
        self._row: list[list[str]] | None = None
        self._spans: dict[int, int] = {}
        self._lists: list[int | None] = []
        self._pre = 0

    def write(self, root: etree._Element) -> str:
        """Return the text of an element and what is in it."""
        skipped = None
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._skipped(element, root):
                    skipped = element
                    walk.skip_subtree()
                else:
                    self._start(element)
                    self._words(element.text)
                continue
            if element is not skipped:
                self._end(element)
            if element is not root:
                self._words(element.tail)
        self._break()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n") + "\n"

    def _skipped(self, element: etree._Element, root: etree._Element) -> bool:
        if element is root or element.tag == "body":
            return False
        if element.tag in _SILENT:
            return True
        return bool(self._whole) and _is_furniture(element, self._measures[element], self._whole)

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "tr" and self._is_data_row(element):
            self._break()
            self._row = []
        elif tag in {"td", "th"} and self._row is not None:
            self._line = []
            self._joined(self._row)
        elif tag in {"td", "th"}:
            self._break()
        elif tag == "br":
            self._break(blank=not "".join(self._line).strip())
        elif tag in _BLOCKS:
            self._break()
            self._open(element, tag)
        self._pre += tag == "pre"

    def _open(self, element: etree._Element, tag: str) -> None:
        if tag in {"ol", "ul"}:
            self._lists.append(_number(element, "start") if tag == "ol" else None)
        elif tag == "table":
            self._spans = {}
        elif tag == "li" and self._row is not None:
            self._line.append(self._mark(element))
        elif tag == "li":
            self._lead = self._mark(element)
        elif tag in _HEADINGS:
            self._lead = _HEADINGS[tag]

    def _mark(self, item: etree._Element) -> str:
        depth = "\u3000" * max(len(self._lists) - 1, 0)
        if not self._lists or self._lists[-1] is None:
            return f"{depth}・"
        number = _number(item, "value", self._lists[-1])
        self._lists[-1] = number + 1
        return f"{depth}{number}. "

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in {"td", "th"} and self._row is not None:
            self._cell(element, self._row)
        elif tag == "tr" and self._row is not None:
            self._joined(self._row)
            self._lines += _row(self._row)
            self._row = None
        elif tag in {"td", "th"} or tag in _BLOCKS:
            self._break()
            if tag in _PARTED and self._row is None:
                self._blank()
        if tag == "dd" and self._row is None:
            self._told(element)
        if tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        if tag == "li" or tag in _HEADINGS:
            self._lead = ""
        self._pre -= tag == "pre"

    def _told(self, element: etree._Element) -> None:
        """Set what a list of terms says of one beside it, where that is one line: 会長：例田　進."""
        term = element.getprevious()
        line = "".join(map(str, element.itertext())).strip()
        if term is None or term.tag != "dt" or len(element) or not 0 < len(line) <= _TOLD or len(self._lines) < 2:
            return
        before, last = self._lines[-2:]
        if len(before) <= _TERM and before == _SPACE.sub(_closed, "".join(map(str, term.itertext()))).strip(" \n"):
            self._lines[-2:] = [f"{before}：{last}"]

    def _words(self, text: str | None) -> None:
        if not text:
            return
        first, *others = text.split("\n") if self._pre else [text]
        self._line.append(first)
        for words in others:
            self._break(blank=True)
            self._line.append(words)

    def _cell(self, cell: etree._Element, row: list[list[str]]) -> None:
        """Close the cell that is open in a row; where it reaches over others, empty ones keep the columns apart."""
        across, down = (min(max(_number(cell, name), 1), _SPAN) for name in ("colspan", "rowspan"))
        for column in range(len(row), len(row) + across):
            self._spans[column] = down - 1
        lines = [_SPACE.sub(_closed, line).strip(" ") for line in "".join(self._line).split(_END)]
        row += [lines, *[[""]] * (across - 1)]
        self._line = []

    def _joined(self, row: list[list[str]]) -> None:
        """Give a row an empty cell for each cell of a row above that reaches down to here."""
        while self._spans.get(len(row), 0) > 0:
            self._spans[len(row)] -= 1
            row.append([""])

    def _blank(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def _break(self, *, blank: bool = False) -> None:
        """End the line, inside a row that of a cell. An empty line is written where `blank` says so."""
        if self._row is not None:
            self._line.append(_END)
            return
        words = "".join(self._line)
        self._line = []
        if not self._pre:
            words = _SPACE.sub(_closed, words).strip(" ")
        if words.strip():
            self._lines.append(self._lead + words)
            self._lead = ""
        elif blank and self._pre:
            self._lines.append(words)
        elif blank:
            self._blank()

    def _is_data_row(self, row: etree._Element) -> bool:
        """Whether a table's row holds short cells: rows of long ones lay out a page."""
        cells = [self._measures[child] for child in row if child.tag in {"td", "th"}]
        above = sum(left > 0 for left in self._spans.values())
        return len(cells) + above >= 2 and not any(cell.tables or cell.words > _CELL for cell in cells)


def _row(cells: list[list[str]]) -> list[str]:
    """Return the lines of a row: its own, or those of a cell that holds the minutes themselves or a list beside its label."""
    if is_laid_out(cells):
        return [line for cell in cells for line in cell if line]
    return ["| " + " | ".join(_SPACE.sub(" ", " ".join(cell)).strip(" ") for cell in cells) + " |"]


def _closed(space: re.Match[str]) -> str:
    """Return one space for white space, but nothing for a line's end in the source between two wide characters."""
    text = space.string
    if "\n" not in space[0] or space.start() == 0 or space.end() == len(text):
        return " "
    return "" if _WIDE.match(text, space.start() - 1) and _WIDE.match(text, space.end()) else " "


def _number(element: etree._Element, name: str, default: int = 1) -> int:
    """Return a number that an attribute gives, or the default."""
    value = (element.get(name) or "").strip()
    return int(value) if re.fullmatch(r"[0-9]{1,6}", value) else default


def _is_furniture(element: etree._Element, measure: _Measure, whole: int) -> bool:
    """Whether an element is no part of a page's text: hidden, navigation by its role or name, or nearly all links."""
    tag = element.tag
    style = (element.get("style") or "").replace(" ", "").lower()
    if element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style:
        return True
    if tag in _DROPPED:
        return tag != "header" or not any(outer.tag in {"article", "main"} for outer in element.iterancestors())
    if tag not in _BLOCKS and tag not in {"span", "form"}:
        return False
    if element.get("role") in _ROLES or element.get("aria-hidden") == "true":
        return True
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    if tag == "form" or (tag in {"div", "ul", "ol", "section", "p", "dl"} and _FURNITURE.search(names)):
        return measure.words <= _MOST * whole
    return tag in {"ul", "ol", "dl"} and measure.links >= 3 and measure.linked > 0.85 * max(measure.words, 1)
