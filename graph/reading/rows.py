"""Writes the rows of a table as lines: `| a | b |`, or the lines of its cells where these hold the minutes themselves or a list."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

_NUMBERED = re.compile(r"[(（]?[0-9０-９①-⑳一二三四五六七八九十]|[・○●◯〇■]")
_LONG = 200
_LIST = 3  # lines; fewer may be one value that is set in two


def row_lines(cells: Sequence[Sequence[str]], across: Sequence[int]) -> Iterator[str]:
    """Yield a row whose cells hold some lines each and reach over so many columns; a cell with the minutes, or a list beside its label, keeps its lines."""
    texts = [" ".join(line.strip() for line in lines if line.strip()) for lines in cells]
    listed = len(cells) == 2 and _is_list(cells[1])
    if listed or any(len(text) > _LONG for text in texts):
        yield from chain.from_iterable(cells)
        return
    spread = chain.from_iterable([text, *[""] * (columns - 1)] for text, columns in zip(texts, across, strict=True))
    yield "| " + " | ".join(spread) + " |"


def _is_list(lines: Sequence[str]) -> bool:
    """Whether a cell holds a list whose entries nothing but their lines keeps apart: people, not numbered items or paragraphs of speech."""
    filled = [line.strip() for line in lines if line.strip()]
    if any(line.endswith(("。", "？")) for line in filled):
        return False
    return len(filled) >= _LIST and 2 * sum(bool(_NUMBERED.match(line)) for line in filled) < len(filled)
