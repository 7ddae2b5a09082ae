"""Parts an opinion into sentences; a full stop inside brackets ends none."""

import re

from graph.model import Span

_TOKEN = re.compile(r"[「『(（【〔]|[」』)）】〕]|[。？?！!]+")


def sentence_spans(text: str) -> list[Span]:
    """Return the spans of the sentences of a passage, in order, white space at their edges left out."""
    spans, begin, depth = [], 0, 0
    for found in _TOKEN.finditer(text):
        mark = found.group()
        if mark in "「『(（【〔":
            depth += 1
        elif mark in "」』)）】〕":
            depth = max(depth - 1, 0)
        elif depth == 0:
            spans.append(Span(begin, found.end()))
            begin = found.end()
    spans.append(Span(begin, len(text)))
    return [trimmed for span in spans if (trimmed := _trim(text, span)).end > trimmed.start]


def _trim(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    if piece == piece.strip():
        return span
    return Span(span.start + len(piece) - len(piece.lstrip()), span.end - (len(piece) - len(piece.rstrip())))
