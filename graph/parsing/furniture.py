"""What a page repeats and nobody wrote as minutes: page numbers, running heads and feet."""

import re
from bisect import bisect_right
from collections import Counter
from itertools import pairwise

from graph.model import Text
from graph.parsing.lines import Line

_EDGE = 2  # lines at a page's top and bottom that may be running heads
_VARYING = re.compile(r"\s+|\d+")
_TITLE = 12  # characters; a longer running head may be the title, which stands on the first page too
_TITLE_LINES = 3
_BARE_NUMBER = re.compile(r"\d{1,4}|[ivxl]{1,6}|[IVXL]{1,6}")


def furniture(text: Text, lines: list[Line]) -> set[int]:
    """Return the numbers of the lines that are page numbers, or running heads: lines that stand again and again beside those or at pages' edges."""
    filled = [line for line in lines if not line.blank]
    edges = _edges(text, filled)
    numbers = {
        line.number
        for line in filled
        if line.page_number or (line.number in edges and _BARE_NUMBER.fullmatch(line.body))
    }
    if len(text.pages) == 1 and text.media_type == "application/pdf" and len(filled) > 1 and filled[-1].body == "1":
        numbers.add(filled[-1].number)  # the foot of the only page
    if len(numbers) == 0 and not edges:
        return numbers
    beside = _beside(filled, numbers)
    near = (beside | edges) - numbers
    running = {
        key for key, count in Counter(_key(line) for line in filled if line.number in near).items() if count >= 2
    }
    first = filled[0].number if filled else -1
    heads = {line.number for line in filled if line.number in near and _key(line) in running}
    return numbers | _spoken_kept(filled, heads - {first}, numbers | edges) | _titles_again(filled, beside)


def _titles_again(filled: list[Line], beside: set[int]) -> set[int]:
    """Return the lines beside page numbers that say the document's title again, which its first page may set in several lines."""
    title = "".join(_key(line) for line in filled[:_TITLE_LINES])
    top = {line.number for line in filled[:_TITLE_LINES]}
    return {
        line.number
        for line in filled
        if line.number in beside - top and not line.mark and len(_key(line)) >= _TITLE and _key(line) in title
    }


def _spoken_kept(filled: list[Line], heads: set[int], edges: set[int]) -> set[int]:
    """Leave out lines that also stand elsewhere in the text: what recurs there is a turn of speech, not a running head."""
    keys = {line.number: _key(line) for line in filled if line.number in heads}
    counts = Counter(keys.values())
    longest = max((len(line.body) for line in filled if line.number in heads), default=0)
    elsewhere = Counter(
        _key(line)
        for line in filled
        if line.number not in heads and line.number not in edges and len(line.body) <= longest
    )
    return {
        number
        for number, key in keys.items()
        if not elsewhere[key] or (len(key) > _TITLE and elsewhere[key] <= max(1, 0.2 * counts[key]))
    }


def _key(line: Line) -> str:
    return _VARYING.sub("", line.body)


def _beside(filled: list[Line], numbers: set[int]) -> set[int]:
    """Return the numbers of the lines just before and after a page number."""
    found = set()
    for before, after in pairwise(filled):
        if before.number in numbers:
            found.add(after.number)
        if after.number in numbers:
            found.add(before.number)
    return found - numbers


def _edges(text: Text, filled: list[Line]) -> set[int]:
    """Return the numbers of the first and last lines of each page, where the text has pages."""
    if len(text.pages) < 2:
        return set()
    pages: dict[int, list[int]] = {}
    for line in filled:
        pages.setdefault(bisect_right(text.pages, line.span.start), []).append(line.number)
    return {number for numbers in pages.values() for number in (*numbers[:_EDGE], *numbers[-_EDGE:])}


def close_pages(lines: list[Line], dropped: set[int]) -> list[Line]:
    """Take the dropped lines out with the blank ones around them, so that a sentence goes on across the page."""
    if not dropped:
        return lines
    kept: list[Line] = []
    skipping = False
    for line in lines:
        if line.number in dropped:
            while kept and kept[-1].blank:
                kept.pop()
            skipping = True
            continue
        if skipping and line.blank:
            continue
        skipping = False
        kept.append(line)
    return kept
