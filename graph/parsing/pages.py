"""Pages of a PDF that hold no text among others that do: a reader must know that something may stand there."""

from collections.abc import Iterator
from itertools import groupby

from graph.model import UNSEEN, Span, Text, Unread


def textless_pages(text: Text) -> Iterator[Unread]:
    """Yield the pages of a PDF without text, those in a row as one span: it holds their form feeds, for an empty one marks no place."""
    if text.media_type != "application/pdf":
        return
    ends = [*text.pages[1:], len(text.kept)]
    pages = [Span(*page) for page in zip(text.pages, ends, strict=True)]
    for blank, numbered in groupby(enumerate(pages, 1), key=lambda page: _holds_nothing(text, page[1])):
        row = list(numbered)
        (first, begin), (last, end) = row[0], row[-1]
        if blank and len(row) < len(pages):
            feed = 1 if last == len(pages) else 0  # behind the last page stands none: the one before the row does
            yield Unread(Span(begin.start - feed, end.end), _reason(first, last))


def _holds_nothing(text: Text, page: Span) -> bool:
    return UNSEEN.issuperset("".join(text.kept[page.start : page.end].split()))


def _reason(first: int, last: int) -> str:
    what = f"page {first} holds" if first == last else f"pages {first} to {last} hold"
    return f"{what} no text: what is a picture there needs character recognition (OCR)"
