"""What stands right above the first speech: headings of the body, although the header's list is still open there."""

import re

from graph.parsing.bounds import counts_on, heads_record
from graph.parsing.headings import bracketed_heading, number_of, numbered_heading
from graph.parsing.lines import Line, squeeze
from graph.parsing.parts import Section, is_sentence


def interleaved(lines: list[Line], current: Section | None, index: int) -> bool:
    """Whether the items of the agenda are the headings of the body: they count on behind the first speech."""
    if current is None or current.field.kind != "agenda" or index == current.at:
        return False
    numbered = [known for known in current.lines if number_of(known)]
    last = number_of(numbered[-1]) if numbered else None
    if last is None or repeated(numbered, current.value) or not counts_on(lines, last, index):
        return False
    first = squeeze(numbered[0].body)
    again = any(squeeze(line.body) == first for line in lines[index + 1 :])
    return not again  # the items head what was said of each once more


def minuted(lines: list[Line], current: Section | None, index: int) -> list[Line] | None:
    """Return the items of an agenda whose lines tell in sentences what became of each, where its own number counts on behind the first speech."""
    if current is None or current.field.kind != "agenda":
        return None
    known = [line for line in current.lines if line.number < lines[index].number]
    own = number_of(current.opening)
    if own is None or not any(is_sentence(line.body) for line in known) or not counts_on(lines, own, index):
        return None
    return [line for line in known if number_of(line)]


def heads_body(lines: list[Line], current: Section | None, index: int, speech: int) -> bool:
    """Whether the line at `index`, above the first speech, is a heading of the body rather than the last item of the header's list."""
    line = lines[index]
    if line.rule or bracketed_heading(line) or heads_record(line, current):
        return True
    mark = line.mark
    if (
        mark
        and len(line.body) <= 50
        and (mark in "◎◇◆■□▼▽●" or (current is not None and current.alone(line)))
    ):
        return True
    heading = numbered_heading(line)
    if heading is None or current is None:
        return False
    if current.field.kind not in {"agenda", "materials", "other"}:
        told = re.search(r"について|に関|議題|報告|計画|その他", heading.words)
        return bool(told) or _counted(lines, line, speech)
    words = squeeze(heading.words)
    earlier = [squeeze(known.body) for known in current.lines if known.number < line.number]
    only = not current.value and [known.number for known in current.lines if not known.blank and known.number < lines[speech].number]
    if current.field.kind == "agenda" and only == [line.number] and not any(between.blank for between in lines[index:speech]):
        return True
    repeats = any(known.endswith(words) for known in earlier)
    counted = _counted(lines, line, speech)
    apart = index > 0 and lines[index - 1].blank
    return repeats or counted or (apart and current.field.kind != "agenda")


def _counted(lines: list[Line], line: Line, speech: int) -> bool:
    """Whether the number of a line is gone on with behind the first speech."""
    numbered = number_of(line)
    return numbered is not None and counts_on(lines, numbered, speech)


def repeated(numbered: list[Line], first: str) -> bool:
    """Whether the last of some numbered lines says an earlier one again, `first` among them: it heads what was said of that item."""
    return bool(numbered) and squeeze(numbered[-1].body) in {squeeze(first), *(squeeze(line.body) for line in numbered[:-1])}
