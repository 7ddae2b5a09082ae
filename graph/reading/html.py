"""Reads web pages: the text of their main part; navigation, scripts and other furniture are dropped, tables become rows."""

import re
from typing import cast

from lxml import etree, html

from graph.errors import UnreadableDocument
from graph.reading.decoding import decode

_DROPPED = frozenset(
    "script style noscript template nav header footer aside form button select iframe object svg canvas audio video head rt rp math dialog menu".split()
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
_CELL = 300  # characters; a longer cell lays out a page
_HEADINGS = {f"h{depth}": "#" * depth + " " for depth in range(1, 7)}
_MAIN = (
    "//main",
    "//*[@role='main']",
    "//article",
    "//*[@id='main' or @id='content' or @id='contents' or @id='main-content' or @id='honbun' or @id='tmp_contents']",
)


def extract(data: bytes) -> tuple[str, str]:
    """Return a web page's main text and its encoding; raises UnreadableDocument."""
    source, encoding = _decode(data)
    parser = html.HTMLParser(encoding="utf-8", recover=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableDocument("The page holds no text: give the page of minutes itself.") from error
    text = _Writer().write(_main(root))
    if not text.strip():
        text = _Writer(keep_furniture=True).write(root)
    return text, encoding


def _decode(data: bytes) -> tuple[str, str]:
    """Decode by the encoding that the page names, else by its bytes."""
    named = _XML_CHARSET.search(data[:200]) or _CHARSET.search(data[:4096])
    if named:
        name = named[1].decode("ascii").lower()
        try:
            return data.decode("cp932" if name in {"shift_jis", "shift-jis", "sjis", "x-sjis"} else name), name
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _main(root: etree._Element) -> etree._Element:
    """Return the element that holds most of the page's text among those marked as its main part, else the whole page."""
    whole = _length(root)
    for path in _MAIN:
        found = max(_elements(root, path)[:50], key=_length, default=None)
        if found is not None and _length(found) >= 0.4 * whole:
            return found
    return root


def _elements(root: etree._Element, path: str) -> list[etree._Element]:
    return [found for found in cast("list[object]", root.xpath(path)) if etree.iselement(found)]


def _words(element: etree._Element) -> str:
    return "".join(str(words) for words in element.itertext())


def _length(element: etree._Element) -> int:
    return sum(len(str(words).strip()) for words in element.itertext())


class _Writer:
    """Writes an element's text line by line, walking the tree without recursion."""

    def __init__(self, *, keep_furniture: bool = False) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._row: list[str] | None = None
        self._lists: list[int | None] = []
        self._pre = 0
        self._opened = False
        self._keep = keep_furniture

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
        if element.tag in {"script", "style", "template", "head", "rt", "rp"}:
            return True
        return not self._keep and (element.tag in _DROPPED or _is_furniture(element))

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "tr" and _is_data_row(element):
            self._break()
            self._row = []
        elif tag in {"td", "th"}:
            self._opened = False
            self._cell()
            self._opened = True
        elif tag == "br":
            self._break()
        elif tag in _BLOCKS:
            self._open(element, tag)
        self._pre += tag == "pre"

    def _open(self, element: etree._Element, tag: str) -> None:
        self._break()
        if tag in {"ol", "ul"}:
            start = element.get("start", "1")
            self._lists.append((int(start) if start.isdecimal() else 1) if tag == "ol" else None)
        elif tag == "li":
            self._line.append(self._mark())
        elif tag in _HEADINGS:
            self._line.append(_HEADINGS[tag])

    def _mark(self) -> str:
        depth = "\u3000" * max(len(self._lists) - 1, 0)
        if not self._lists or self._lists[-1] is None:
            return f"{depth}・"
        self._lists[-1] += 1
        return f"{depth}{self._lists[-1] - 1}. "

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in {"td", "th"} and self._row is not None:
            self._cell()
        elif tag == "tr" and self._row is not None:
            row, self._row = self._row, None
            self._lines.append("| " + " | ".join(row) + " |")
        elif tag in {"td", "th"} or tag in _BLOCKS:
            self._break()
            if (
                tag in {"p", "table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "div"}
                and self._row is None
                and self._lines
                and self._lines[-1]
            ):
                self._lines.append("")
        if tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        self._pre -= tag == "pre"

    def _words(self, text: str | None) -> None:
        if not text:
            return
        if self._pre:
            first, *others = text.split("\n")
            self._line.append(first)
            for words in others:
                self._break(blank=True)
                self._line.append(words)
            return
        self._line.append(re.sub(r"[ \t\r\n\f]+", " ", text))

    def _cell(self) -> None:
        """Close the cell that is open in a row."""
        words = re.sub(r"[ \t]+", " ", "".join(self._line)).strip(" ")
        self._line = []
        if self._row is not None and (words or self._opened):
            self._row.append(words)
        elif words:
            self._lines.append(words)

    def _break(self, *, blank: bool = False) -> None:
        """End the line; inside a row a line's end is a space."""
        if self._row is not None:
            self._line.append(" ")
            return
        words = "".join(self._line)
        words = words if self._pre else re.sub(r"[ \t]{2,}", " ", words).rstrip(" ")
        lead = len(words) - len(words.lstrip(" "))
        words = (
            words
            if self._pre or words.lstrip(" ").startswith("・") or re.match(r"[ \u3000]+(?:\d+\. |・)", words)
            else words[lead:]
        )
        self._line = []
        if blank or words.strip() not in {"", "・"}:
            self._lines.append(words)


def _is_data_row(row: etree._Element) -> bool:
    """Whether a table's row holds short cells: rows of long ones lay out a page."""
    cells = [child for child in row if isinstance(child.tag, str) and child.tag in {"td", "th"}]
    return (
        len(cells) >= 2
        and not any(cell.find(".//table") is not None for cell in cells)
        and all(len(_words(cell).strip()) <= _CELL for cell in cells)
    )


def _is_furniture(element: etree._Element) -> bool:
    """Whether an element is set up as navigation: by its role, by its name, or because nearly all of its text is links."""
    if element.tag not in _BLOCKS and element.tag != "span":
        return False
    style = (element.get("style") or "").replace(" ", "").lower()
    if (
        element.get("role") in _ROLES
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or "display:none" in style
    ):
        return True
    if element.tag in {"div", "ul", "ol", "section", "p", "dl"} and _FURNITURE.search(
        f"{element.get('id') or ''} {element.get('class') or ''}"
    ):
        return True
    return element.tag in {"ul", "ol", "dl"} and _mostly_links(element)


def _mostly_links(element: etree._Element) -> bool:
    links = _elements(element, ".//a")
    if len(links) < 3:
        return False
    return sum(_length(link) for link in links) > 0.85 * max(_length(element), 1)
