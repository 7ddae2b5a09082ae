"""Where a body begins although no heading announces it and no speaker's label opens it."""

import re
from itertools import pairwise, takewhile

from graph.parsing.dates import find_date
from graph.parsing.fields import field_of
from graph.parsing.layout import Layout
from graph.parsing.lines import Line
from graph.parsing.parts import is_sentence

_REMARK = re.compile(
    r"(?:です|ます|ました|ません|[\u3041-\u309f]る|した|れた|た[い方]|(?<![合集扱担祝]|[つまど])い|べき|必要|のか|だ|か|う)[.!?)]*$"
)
_REACH = 30  # characters at a line's end that are looked at
_WRAPPED = 6  # lines of one paragraph that are looked at
_BEHIND = re.compile(r"[(〔\[【][^()。]{1,14}[)〕\]】]。?$")
_DATED = 30  # characters of a line that says little but a date
_TITLE = 20  # lines in which a title stands
_AHEAD = re.compile(r"次第|日程|案内|通知|名簿|アジェンダ|(?i:agenda|invitation)|開催について")
_ASKED = re.compile(r"ください|下さい|お願い|願います|^[※*(〔]")
_HEADER_CHAPTER = re.compile(
    r"出席|参加|欠席|メンバー|パネリスト|登壇|司会|モデレータ|書き方|資料|目次|議題|アジェンダ|(?i:agenda|attend|participant|member|date|place|venue)"
)


def reads_like_remark(body: str) -> bool:
    """Say whether a line, with or without a full stop, ends in a predicate as something that was said does."""
    words = _BEHIND.sub("", body[-_REACH:])
    return len(body) >= 12 and (is_sentence(body) or bool(_REMARK.search(words[-8:])))


def whole(lines: list[Line], index: int, layout: Layout) -> str:
    """Return the words of a line with those of the lines that it breaks off into, as far as tells a sentence."""
    words = lines[index].body
    for before, line in pairwise(lines[index : index + _WRAPPED]):
        if not layout.broken(before) or line.blank or line.mark:
            break
        words += line.body
    return words


def first_remark(lines: list[Line], after: int) -> int | None:
    """Return the index of the first line from `after` that reads like a remark, where a good part of the lines do, or None.

    Fewer than three lines tell only where they are most of what there is, and the document does not call itself an agenda or an invitation.
    """
    filled = [index for index in range(after, len(lines)) if not lines[index].blank]
    telling = [index for index in filled if reads_like_remark(lines[index].body)]
    if len(telling) >= 3 and len(telling) >= 0.25 * len(filled):
        return telling[0]
    if any(_AHEAD.search(line.body) for line in lines[:_TITLE]):
        return None
    filled = [index for index in filled if len(lines[index].body) > _DATED or not find_date(lines[index].body)]
    few = [index for index in filled if is_sentence(lines[index].body) or index in telling]
    few = [index for index in few if not _ASKED.search(lines[index].body)]
    return few[0] if few and len(few) >= 0.5 * len(filled) else None


def heads_chapter(lines: list[Line], index: int, title: list[Line]) -> bool:
    """Whether a heading with hashes, below the title's own, opens the body: what it heads is neither date nor people nor agenda."""
    if not any(line.body.startswith("# ") for line in title[:_TITLE]) or _HEADER_CHAPTER.search(lines[index].body):
        return False
    chapter = takewhile(lambda line: not line.body.startswith("#"), lines[index + 1 : index + 20])
    return not any(
        field_of(line) or (len(line.body) <= 60 and find_date(line.body)) for line in chapter if not line.blank
    )
