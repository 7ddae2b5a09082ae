"""What the meeting is called: its title, the series (the body that met) and its number."""

import re

from graph.parsing.dates import number

_NUMERAL = r"[\d〇一二三四五六七八九十百]+|元"
_ORDINAL = re.compile(rf"[(\[]?\s*第\s*(?P<number>{_NUMERAL})\s*回\s*[)\]]?")
_KINDS = (
    r"(?:議事概要|議事要旨|議事録|議事要録|会議録|会議要旨|会議概要|会議結果|議事メモ|会議メモ|議事の概要|議事の要旨|開催概要|開催結果|発言要旨|概要|要旨|記録|メモ|次第|議事次第)"
    r"(?:\s*[(\[](?:案|抄|速報|速報版|未定稿|確定版|暫定版|概要版)[)\]])?(?:\s*第?\s*\d+\s*号)?"
)
_KIND = re.compile(rf"[\s・「]*{_KINDS}\s*」?\s*$")
_ONLY_KIND = re.compile(rf"^[\s【\[<(「]*{_KINDS}[\s】\]>)」]*$")
_EDGE = " 　-‐・:#=*【】[]〔〕「」『』"


def join_title(parts: list[str]) -> str:
    """Return a title that was set on several lines as one string; words broken at a line's end close up."""
    title = ""
    for part in parts:
        words = re.sub(r"\s+", " ", part).strip(" #=*|")
        apart = bool(title) and (bool(_ONLY_KIND.match(words)) or title[-1:].isascii() and words[:1].isascii())
        title += (" " if apart else "") + words
    return title


def series_of(title: str) -> str | None:
    """Return the body that met: the title without its number, its kind of record and dates around it."""
    rest = re.sub(r"\s+", " ", title).strip(_EDGE)
    rest = _KIND.sub("", rest)
    found = _ORDINAL.search(rest)
    if found:
        before, after = rest[: found.start()].strip(_EDGE), rest[found.end() :].strip(_EDGE)
        after = _KIND.sub("", after).strip(_EDGE)
        rest = before if len(before) >= 4 or not after else after
    rest = re.sub(r"(?:令和|平成)\s*(?:元|[\d〇一二三四五六七八九十]+)\s*年度?", "", rest)
    rest = re.sub(r"\s*[(\[]\s*(?:案|概要)\s*[)\]]$", "", rest)
    return _KIND.sub("", rest).strip(_EDGE) or None


def number_of(title: str) -> int | None:
    """Return the number of the meeting (第３回 → 3), or None."""
    found = _ORDINAL.search(title)
    return number(found["number"]) if found else None


def is_kind_only(text: str) -> bool:
    """Say whether a line holds nothing but the kind of record: 議事概要, 議事録（案）."""
    return bool(_ONLY_KIND.match(text))
