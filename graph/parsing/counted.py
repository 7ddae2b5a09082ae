"""Lines that a number opens: items of a list that counts opinions, and counters that a record sets before every speech."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from graph.parsing.lines import MARK, Line

ITEM = re.compile(
    r"(?P<number>\(\s?\d{1,2}\s?\)|\d{1,2}\s*[.)、](?!\d)|\d{1,2}(?=\s)(?!\s*(?:点目|番目|つ目|[年月日時分人名件回点番]|か月|割|%|～|~))|[アイウエオカキクケコ][)、.]|\([アイウエオカキクケコa-z]\)|[a-z]\))\s*(?=\S)"
)
"""A number or letter that opens an item."""

_CIRCLED = re.compile(r"(?P<number>\d{1,2})\s*(?=\S)")
_HEADS = frozenset("0123456789(アイウエオカキクケコabcdefghijklmnopqrstuvwxyz")
_COUNTER = re.compile(r"(?P<count>\d{1,4})\s+(?=\S)")
_HOURLY = frozenset("0123456789[(")
_HOUR = re.compile(r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+(?=[^\s\d~-])")
_SENTENCE_END = re.compile(r"[。?!]")
_ENOUGH = 200  # characters of an item that are looked at


@lru_cache(maxsize=1024)
def style_of(number: str) -> str:
    """Return the style of an item's number without its count: n), (n), n., n, (k)."""
    return re.sub(r"[ア-コ]", "k", re.sub(r"[a-z]", "a", re.sub(r"\d+", "n", "".join(number.split()))))


def item_of(line: Line) -> re.Match[str] | None:
    """Return the number or letter that opens an unmarked line, or None."""
    if line.circled:
        return _CIRCLED.match(line.body)
    return ITEM.match(line.body) if line.body[:1] in _HEADS and not line.mark else None


def counts(line: Line, styles: frozenset[str]) -> int | None:
    """Return where the words behind a number of one of the styles begin, or None."""
    found = item_of(line)
    return found.end() if found and style_of(found["number"]) in styles else None


def counted_styles(lines: list[Line], wrap: int) -> frozenset[str]:
    """Return the styles of numbers that open opinions: most of what they open are sentences, lines that run on taken together."""
    texts: dict[str, list[str]] = defaultdict(list)
    for style, text in _items(lines, wrap):
        texts[style].append(text)
    return frozenset(
        style
        for style, items in texts.items()
        if len(items) >= 2 and sum(bool(_SENTENCE_END.search(item)) for item in items) >= 0.6 * len(items)
    )


def _items(lines: list[Line], wrap: int) -> Iterator[tuple[str, str]]:
    """Yield the style and the words of each item up to where its paragraph ends."""
    style, text, runs_on = "", "", False
    for line in lines:
        found = None if runs_on else item_of(line)
        if found is None and not style:
            runs_on = wrap > 0 and line.width > 0.75 * wrap
            continue
        if found or not runs_on or line.mark:
            if style:
                yield style, text
            style, text = (style_of(found["number"]), line.body[found.end() :]) if found else ("", "")
        elif len(text) < _ENOUGH:
            text += line.body
        runs_on = wrap > 0 and line.width > 0.75 * wrap
    if style:
        yield style, text


def without_counters(lines: list[Line]) -> list[Line]:
    """Return the lines without the counters that a record sets before its speeches (`12 ○議長 …`): they count on throughout and marks follow most of them."""
    lines = _without_hours(lines)
    places, marked, last = [], 0, 0
    for index, line in enumerate(lines):
        found = _COUNTER.match(line.body) if line.body[:1].isdigit() else None
        if found and int(found["count"]) == last + 1:
            places.append((index, found.end()))
            marked += MARK.match(line.body, found.end()) is not None
            last += 1
    if len(places) < 4 or marked < 0.6 * len(places):
        return lines
    bare = list(lines)
    for index, width in places:
        bare[index] = _behind(bare[index], width)
    return bare


def _without_hours(lines: list[Line]) -> list[Line]:
    """Return the lines without the hours that a log sets before what was said ([10:05] …), where a good part of the lines have one."""
    places = {line.number: found.end() for line in lines if line.body[:1] in _HOURLY for found in [_HOUR.match(line.body)] if found}
    if len(places) < 3 or 4 * len(places) < sum(not line.blank for line in lines):
        return lines
    return [_behind(line, places[line.number]) if line.number in places else line for line in lines]


def _behind(line: Line, width: int) -> Line:
    """Return the line as if it began behind its first `width` characters."""
    return part_of(line, width, len(line.body))


def part_of(line: Line, begin: int, end: int) -> Line:
    """Return the stretch body[begin:end) of a line as a line of its own."""
    words = line.body[begin:end]
    begin += len(words) - len(words.lstrip())
    body = words.strip()
    found = MARK.match(body)
    return line._replace(
        body=body,
        at=line.at + begin,
        mark=found["mark"] if found else "",
        rest=found.end() if found else 0,
    )
