"""Particles behind a noun, and conjunctions and formal nouns behind a predicate."""

import re
from typing import NamedTuple

from graph.annotating.lexicons import word_list

_FOCUS = re.compile(
    r"[」』]?(?:\([^()]{1,60}\))?[」』]?(?:(?:上|内|中|後|前|時|間)(?=[のにでは、]))?(?:等|など|自体|そのもの|だけ(?!で)|のみ(?!な)|ばかり|まで)?"
)
"""What may stand between a noun and its particle."""
_FOCUSING = frozenset("」』(上内中後前時間等な自そだのばま")
LISTING = frozenset({"だけでなく", "だけではなく", "のみならず"})


class _Mark(NamedTuple):
    """A particle; `verbal` where it may be the middle of a verb, `listing` where a comma behind it belongs to it."""

    text: str
    size: int
    verbal: bool
    listing: bool


_MARKS = [
    _Mark(mark, len(mark), mark.endswith("て"), mark in LISTING)
    for mark in sorted(word_list("particles", "marks"), key=len, reverse=True)
]
_SINGLE: dict[str, tuple[_Mark, ...]] = {mark.text: (mark,) for mark in _MARKS if mark.size == 1}
_LONGER: dict[str, tuple[_Mark, ...]] = {
    two: (*(mark for mark in _MARKS if mark.text.startswith(two)), *_SINGLE.get(two[0], ()))
    for two in {mark.text[:2] for mark in _MARKS if mark.size > 1}
}
"""The particles and what does their work by their first two characters, the longer ones first."""
_AFTER = (
    ("instead", re.compile(r"(?:の(?:では|で)なく|のを待たず|よりも?(?!良|よ|い)|代わりに)")),
    ("purpose", re.compile(r"(?:には(?!な)|に当たって|にあたって|ためには|ように?、)")),
    (
        "cause",
        re.compile(
            r"(?:ため|ので(?!は|あれば)|から(?!の)|こと(?:で|により|によって|から)|おかげで|せいで|まま(?:では|、)|ままで|にしたがい|に従い|につれ)"
        ),
    ),
    (
        "condition",
        re.compile(
            r"(?:ば(?!かり|なら|いけ)|たら|だら|なら|場合|限り|ほど|ので(?:あれば)|と(?=、|[^のいすなし考思言見])|ては(?=、|[^どいあ])|際|ようになれば|となれば|となると|ことになれば|だけでは)"
        ),
    ),
    ("contrast", re.compile(r"(?:が、|が(?=[^あ])|けれど|ものの|のに|ても|でも|反面|一方|ながら)")),
)
_VERBAL = ("は", "ほしい", "欲しい", "いただ", "頂", "くだ", "下さ", "もら", "い", "き", "お", "も", "み", "しま")
"""What makes を活用して the verb that it is: を活用して|いる, を活用して|はどうか."""
_INFLECTING = ("る", "た", "ら", "よ", "れ", "な", "ま")
"""What makes に加え the verb that it is: 要件に加え|る."""
_SIGNALS = frozenset("のよ代にたばことなまおせがけもでだ反一つ場限ほ際")
"""What the words of _AFTER begin with."""
_AFTER_FORMAL = tuple(pair for pair in _AFTER if pair[0] in {"cause", "condition"})
_FORMAL_HEAD = re.compile(
    r"(?:という|との|といった)?(?:こと|もの|の(?=[はがをにも])|おそれ|恐れ|懸念|可能性|必要|例|状況|課題|ところ|わけ|はず|よう|傾向|見込み|予定|方(?!法|式|針|向)|ほう"
    r"|体制|形|場合|ため|問題|面|点|ケース|上(?=[で、])|中で|うち|際|とき|時(?=[に、])|限り|ほど|まま|危険|リスク|べき|だけ)"
)


def mark_of(text: str, at: int, end: int) -> tuple[str, int]:
    """Return the particle of a noun that ends at a place of text[:end], and where the particle ends."""
    if text[at : at + 1] in _FOCUSING:
        focus = _FOCUS.match(text, at, end)
        at = focus.end() if focus else at
    if at >= end:
        return "", at
    two = text[at : at + 2]
    for mark, size, verbal, listing in _LONGER.get(two) or _SINGLE.get(two[:1], ()):
        if (size == 1 or text.startswith(mark, at, end)) and not (
            (verbal and text.startswith(_VERBAL, at + size))
            or (mark == "に加え" and text.startswith(_INFLECTING, at + size))
        ):
            stop = at + size
            return mark, stop + 1 if listing and text.startswith("、", stop, end) else stop
    return "", at


def form_of(rest: str) -> str | None:
    """Return how a predicate goes on by the conjunction or formal noun behind it: instead, purpose, cause, condition, contrast, nominal or None."""
    if rest[:1] in _SIGNALS:
        for form, pattern in _AFTER:
            if pattern.match(rest):
                return form
    formal = _FORMAL_HEAD.match(rest)
    if not formal:
        return None
    behind = rest[formal.end() :]
    return next((form for form, pattern in _AFTER_FORMAL if pattern.match(behind) or pattern.match(rest)), "nominal")
