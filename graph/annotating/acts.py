"""The act of a sentence: what its last predicate does, found from its right edge after hedges are taken off."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.annotating.endings import Endings
from graph.annotating.lexicons import read
from graph.annotating.plain import plain

_GIVEN = (
    r"(?:(?:複数|多く|数多く|相次いで|委員から|出席者から|他の委員から)?"
    r"(?:あった|ある|出された|出た|示された|なされた|寄せられた|述べられた|挙げられた|上がった|聞かれた|相次いだ|複数あった))"
)
_HEDGES = (
    (
        "と思う",
        r"と(?:も)?(?:思う|思います|思っている|思っています|思われる|考える|考えます|考えている|考えています|考えられる|感じる|感じている|感じた|認識している|理解している)(?:が|けれども|けど)?$",
    ),
    ("のではないか", r"(?:の|ん)(?:では|じゃ)(?:ない|ありません)(?:だろう|でしょう)?か$"),
    ("ではないか", r"(?:では|じゃ)(?:ない|ありません)(?:だろう|でしょう)?か$"),
    ("かと", r"(?:か|かな)と$"),
    ("だろうか", r"(?:だろう|でしょう)か?$"),
    ("である", r"(?:のである|である|であります|でございます|です|だ|でした|だった|という)(?:が|けれども|ね|よ)?$"),
    (
        "との意見",
        rf"(?:と|という|とする)(?:の|趣旨の|旨の)?(?:意見|指摘|発言|声|考え|見解|主張|コメント|認識|立場)(?:が|も|は)?{_GIVEN}?$",
    ),
)
_HEDGE = Endings([((name, re.compile(pattern)), pattern) for name, pattern in _HEDGES])
_NO_HEDGES = frozenset({"である", "との意見"})
"""Of these those that soften nothing: a copula, and that somebody reports."""
_CLOSERS = "。．?？!！" + "".join(filter(str.isspace, map(chr, range(0x3001))))
"""What may stand behind the last word of a sentence."""
_BRACKETED = re.compile(r"\([^()]*\)")
_REACH = 44
"""The predicate and what hedges it stand in so many characters before the end."""
_NEAR = 8
_REQUEST = re.compile(
    r"(?:て|で)は(?:どう|いかが)(?:か|でしょうか|だろうか)$|(?:て|で)(?:もらえ|いただけ|頂け|くれ|くださら)ない(?:もの)?(?:だろう|でしょう)?か$|ない(?:もの|もの(?:だろう|でしょう))か$|(?:よ|ろ|も|ぼ|の|こ|そ|と|お)う(?:では|じゃ)ないか$"
)
_REPORTS = {
    "質問": "question",
    "問い": "question",
    "問合せ": "question",
    "照会": "question",
    "懸念": "concern",
    "不安": "concern",
    "危惧": "concern",
    "提案": "proposal",
    "要望": "proposal",
    "提言": "proposal",
    "要請": "proposal",
    "賛意": "support",
    "賛成": "support",
    "賛同": "support",
    "支持": "support",
    "評価": "support",
    "期待": "support",
    "反対": "opposition",
    "異論": "opposition",
    "反論": "opposition",
    "疑問": "concern",
    "回答": "answer",
    "答弁": "answer",
}
"""What the noun of a report says of the act reported: …との懸念が示された."""
_REPORTED = re.compile(
    rf"(?:と|との|という|する|とする|を|に|旨の?)(?:の|趣旨の|旨の)?(?P<noun>{'|'.join(_REPORTS)})(?:する|の)?(?:意見|声|指摘|発言|立場)?(?:が|も|は)?(?:事務局から|担当課から|説明者から)?{_GIVEN}$"
)
_REPORT = Endings([(_REPORTED, _REPORTED.pattern)])
_MILD = frozenset({"のではないか", "ではないか"})


@dataclass(frozen=True, slots=True)
class Act:
    """The act of one sentence: the words that show it, the rule that read them, the hedges taken off before, and how sure that is."""

    act: str
    cue: str = ""
    rule: str = "none"
    hedges: tuple[str, ...] = ()
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule of lexicon/acts.toml; `near` lets its pattern end a little before the sentence does."""

    act: str
    name: str
    confidence: float
    pattern: re.Pattern[str]
    near: bool


@cache
def _rules() -> Endings[_Rule]:
    lexicon: dict[str, Any] = read("acts")
    return Endings([_rule(entry, lexicon["parts"]) for entry in lexicon["rule"]])


def _rule(entry: dict[str, Any], parts: dict[str, str]) -> tuple[_Rule, str]:
    """Return a rule, and what its match must end in where it must reach the end."""
    near = bool(entry.get("near"))
    written = "|".join(re.sub(r"\{([a-z_]+)\}", lambda found: parts[found[1]], ending) for ending in entry["ends"])
    pattern = re.compile(f"(?:{written}){'' if near else '$'}")
    return _Rule(entry["act"], entry["name"], entry["confidence"], pattern, near), "" if near else written


def act_of(sentence: str) -> Act:
    """Return the act that a sentence's last predicate performs; `statement` where nothing shows another."""
    bare = _BRACKETED.sub("", sentence) if "(" in sentence else sentence
    edge = plain(bare.rstrip(_CLOSERS)[-_REACH:])
    reported = next((found for pattern in _REPORT.at(edge) if (found := pattern.search(edge))), None)
    if reported:
        return Act(_REPORTS[reported["noun"]], reported.group(), "reported", (), 0.85)
    asks = edge.endswith("か")
    if asks and _REQUEST.search(edge):
        return _match(edge, ()) or Act("proposal", edge[-6:], "request", (), 0.9)
    bare, hedges = _strip(edge)
    mild = not _MILD.isdisjoint(hedges)
    if asks and not mild and not edge.endswith(("ではないか", "じゃないか")):
        return Act("question", edge[-4:], "asks", hedges, 0.85)
    act = _match(bare, hedges) or (_match(edge, hedges) if hedges else None)
    if act:
        return act
    if mild:
        return Act("concern", "ではないか", "doubt", hedges, 0.6)
    return Act("statement", "", "none", hedges, 0.5)


def _strip(edge: str) -> tuple[str, tuple[str, ...]]:
    """Take hedges and closers off the right edge, each at most once."""
    taken: list[str] = []
    changed = True
    while changed:
        changed = False
        for name, pattern in _HEDGE.at(edge):
            found = pattern.search(edge)
            if found and found.start() > 0 and name not in taken and not (name in _MILD and _MILD & set(taken)):
                edge, changed = edge[: found.start()].rstrip("、"), True
                taken.append(name)
                break
    return edge, tuple(name for name in taken if name not in _NO_HEDGES)


def _match(edge: str, hedges: tuple[str, ...]) -> Act | None:
    for rule in _rules().at(edge):
        found = rule.pattern.search(edge)
        if found and found.end() >= len(edge) - (_NEAR if rule.near else 0):
            return Act(rule.act, found.group(), rule.name, hedges, rule.confidence)
    return None


def opinion_act(acts: list[str], *, reply: bool) -> str:
    """Return the act of an opinion: a reply answers, else the act of its last sentence that is no statement."""
    if reply:
        return "answer"
    return next((act for act in reversed(acts) if act != "statement"), "statement")
