"""Lines that say what a mark stands for: `（◎委員長　○委員　●事務局）`, `・は委員の意見、⇒は事務局の回答`."""

import re

from graph.parsing.roles import GROUPS

_ONE = frozenset(("事務局", "当局", "執行部"))

Legend = dict[str, str]
"""A mark to the label of who speaks behind it."""

_ARROWS = "→⇒➡"
_MARKS = f"○〇◯●◎◆◇■□▲△▼▽★☆・{_ARROWS}"
_ANY = re.compile(f"[{_MARKS}]")
_ENTRY = re.compile(
    rf"[「『]?(?P<mark>[{_MARKS}])[」』]?\s*(?:印)?\s*(?:は|[:=…]|\.{{3}}|‥)?\s*(?P<who>[^\s{_MARKS}、,。()「」:=…‥はがの]{{1,10}}?)(?:等|など)?"
    rf"(?:の?発言)?(?P<kind>(?:から)?の?(?:御?意見|ご意見|質問|質疑|回答|説明|答弁))?(?=$|[\s、,。){_MARKS}]|を(?:示す|表す|指す|意味する|示します|表します))"
)
_ANSWERS = re.compile(
    rf"[「『(]?(?P<mark>[{_ARROWS}])[」』)]?\s*(?:印)?\s*(?:は|[:=])、?\s*(?P<who>事務局|当局|執行部)(?:から)?の?(?:回答|説明|答弁)"
)

_EXPLAINS = re.compile(r"[:=…は‥]")
_INSIDE = re.compile(r"\(([^()]{5,100})\)")
_REST = re.compile(
    r"[\s、,。()〔〕\[\]:]|凡例|主な|(?:御|ご)?意見|発言|質疑|応答|等|概要|要旨|である|です|※|なお|以下|を(?:示す|表す|指す|意味する|示します|表します)"
)


def explained(body: str) -> tuple[Legend, tuple[str, str] | None]:
    """Return the marks that a line explains, as `legend_of` and `single_entry` do."""
    return (legend_of(body), single_entry(body)) if _ANY.search(body) else ({}, None)


def single_entry(body: str) -> tuple[str, str] | None:
    """Return the mark and the role of a line that explains one mark (`■：委員長`), or None; one such line alone is no legend."""
    short = len(body) <= 20 and _ANY.search(body, 0, 2) and _EXPLAINS.search(body)
    found = _ENTRY.fullmatch(body) if short else None
    return (found["mark"], found["who"]) if found and found["who"] in GROUPS else None


def _speaker(entry: re.Match[str]) -> str:
    """Return whom a mark stands for: a kind of opinion names nobody, only the one secretariat that answers is known by it."""
    return entry["who"] if not entry["kind"] or entry["who"] in _ONE else ""


def legend_of(body: str) -> Legend:
    """Return the marks that a line explains, at least two of them; a mark for a kind of opinion (・は委員の意見) names no speaker and leads to nothing."""
    marks = _ANY.findall(body) if len(body) <= 300 else []
    if len(marks) < 2:
        answers = _ANSWERS.search(body) if marks and marks[0] in _ARROWS else None
        return {answers["mark"]: answers["who"]} if answers else {}
    inside = _INSIDE.findall(body)
    for words in [body, *inside] if len(body) <= 100 else inside:
        found = {entry["mark"]: _speaker(entry) for entry in _ENTRY.finditer(words)}
        rest = _REST.sub("", _ENTRY.sub("", words))
        known = [entry["who"] for entry in _ENTRY.finditer(words) if entry["who"] in GROUPS]  # ○委員 ●大学: the one vouches for the other
        if len(found) >= 2 and known and len(rest) <= 4:
            return found
    return {}
