"""Writes the rows of a table as lines: `| a | b |`, or the lines of its cells where these hold the minutes themselves or a list."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

_NUMBERED = re.compile(r"[(（]?[0-9０-９①-⑳一二三四五六七八九十]|[・○●◯〇■]")
_GROUP = re.compile(r"[（(【〔［\[＜<]\s*[^\s0-9０-９①-⑳一二三四五六七八九十a-zA-Zア-オ]")
_LONG = 200
_LIST = 3  # lines; fewer may be one value that is set in two
_RECORD = re.compile(r"内容|概要|要旨|経過|結果|記録|議事|会議録|質疑|意見|発言|審議|協議|[てん顛]末")
_LABEL = 16  # characters


def row_lines(cells: Sequence[Sequence[str]], across: Sequence[int]) -> Iterator[str]:
    """Yield a row whose cells hold some lines each and reach over so many columns; a cell with the minutes, or a list beside its label, keeps its lines."""
    texts = [" ".join(line.strip() for line in lines if line.strip()) for lines in cells]
    if is_laid_out(cells) or any(len(text) > _LONG for text in texts):
        yield from chain.from_iterable(cells)
        return
    spread = chain.from_iterable([text, *[""] * (columns - 1)] for text, columns in zip(texts, across, strict=True))
    yield "| " + " | ".join(spread) + " |"


def is_laid_out(cells: Sequence[Sequence[str]]) -> bool:
    """Say whether a row is a label and, beside it, the minutes themselves or a list, whose lines must not run together."""
    if len(cells) != 2:
        return False
    label = "".join("".join(cells[0]).split())
    return _is_list(cells[1]) or (len(label) <= _LABEL and bool(_RECORD.search(label)) and _is_record(cells[1]))


def _is_record(lines: Sequence[str]) -> bool:
    """Whether a cell holds paragraphs of its own: three lines or more, two of them sentences."""
    filled = [line.strip() for line in lines if line.strip()]
    return len(filled) >= _LIST and sum(line.endswith(("。", "？", "）", ")")) for line in filled) > 1


def _is_list(lines: Sequence[str]) -> bool:
    """Whether a cell holds a list whose entries nothing but their lines keeps apart: people, not numbered items or paragraphs of speech."""
    filled = [line.strip() for line in lines if line.strip()]
    if any(line.endswith(("。", "？")) for line in filled):
        return False
    if len(filled) > 1 and all(map(_GROUP.match, filled)):
        return True  # （委員）… above （事務局）…
    return len(filled) >= _LIST and 2 * sum(bool(_NUMBERED.match(line)) for line in filled) < len(filled)
