"""Lines that say what a mark stands for: `（◎委員長　○委員　●事務局）`, `・は委員の意見、⇒は事務局の回答`."""

import re

from graph.parsing.roles import GROUPS

_ONE = frozenset(("事務局", "当局", "執行部"))

Legend = dict[str, str]
"""A mark to the label of who speaks behind it."""

_MARKS = "○〇◯●◎◆◇■□▲△▼▽★☆・→⇒➡"
_ANY = re.compile(f"[{_MARKS}]")
_ENTRY = re.compile(
    rf"[「『]?(?P<mark>[{_MARKS}])[」』]?\s*(?:印)?\s*(?:は|[:=…]|\.{{3}}|‥)?\s*(?P<who>[^\s{_MARKS}、,。()「」:=…‥はがの]{{1,10}}?)(?:等|など)?"
    rf"(?:の?発言)?(?P<kind>(?:から)?の?(?:御?意見|ご意見|質問|質疑|回答|説明|答弁))?(?=$|[\s、,。){_MARKS}])"
)
_ANSWERS = re.compile(
    r"[「『(]?(?P<mark>[→⇒➡])[」』)]?\s*(?:印)?\s*(?:は|[:=])、?\s*(?P<who>事務局|当局|執行部)(?:から)?の?(?:回答|説明|答弁)"
)


def single_entry(body: str) -> tuple[str, str] | None:
    """Return the mark and the role of a line that explains one mark (`■：委員長`), or None; one such line alone is no legend."""
    found = _ENTRY.fullmatch(body) if len(body) <= 20 and re.search(r"[:=…は‥]", body) else None
    return (found["mark"], found["who"]) if found and found["who"] in GROUPS else None


def _speaker(entry: re.Match[str]) -> str:
    """Return whom a mark stands for: a kind of opinion names nobody, only the one secretariat that answers is known by it."""
    return entry["who"] if not entry["kind"] or entry["who"] in _ONE else ""


def legend_of(body: str) -> Legend:
    """Return the marks that a line explains, at least two of them; a mark for a kind of opinion (・は委員の意見) names no speaker and leads to nothing."""
    answers = _ANSWERS.search(body) if len(body) <= 300 else None
    if len(body) > 300 or len(_ANY.findall(body)) < 2:
        return {answers["mark"]: answers["who"]} if answers else {}
    inside = re.findall(r"\(([^()]{5,100})\)", body)
    for words in [body, *inside] if len(body) <= 100 else inside:
        found = {entry["mark"]: _speaker(entry) for entry in _ENTRY.finditer(words) if entry["who"] in GROUPS}
        rest = re.sub(r"[\s、,。()〔〕\[\]:]|凡例|である|です|※|なお|以下", "", _ENTRY.sub("", words))
        if len(found) >= 2 and len(rest) <= 4:
            return found
    return {}
