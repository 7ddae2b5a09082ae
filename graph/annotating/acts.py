"""The act of a sentence: what its last predicate does, found from its right edge after hedges are taken off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from graph.annotating.endings import Endings
from graph.annotating.lexicons import read
from graph.annotating.plain import plain

_GIVEN = (
    r"(?:(?:複数|多く|多数|数多く|相次いで|繰り返し|一部|(?:委員|出席者|他の委員|現場|住民|一部|各地|双方)から|今も)?"
    r"(?:あった|ある|出された|出た|出ている|示された|なされた|寄せられた|寄せられている|述べられた|挙げられた|上がった|上がっている|聞かれた|聞かれる|届いた|届いている|呈された|紹介された|共有された"
    r"|相次いだ|続いた|続出した|複数あった|多かった|多い|多数だった|多数であった|目立った|絶えない|根強い|強い|強かった|少なくない|少なくなかった|(?:大勢|多数|大半|過半)(?:を占めた|を占めている|であった|だった)))"
)
_HEDGES = (
    (
        "と思う",
        r"と(?:も)?(?:思う|思います|思っている|思っています|思われる|考える|考えます|考えている|考えています|考えられる|感じる|感じている|感じた|認識している|理解している)(?:が|けれども|けど)?$",
    ),
    ("のではないか", r"(?:の|ん)(?:では|じゃ)(?:(?:ない|なかろう|ありません)(?:だろう|でしょう)?か)?$"),
    ("ではないか", r"(?:では|じゃ)(?:ない|なかろう|ありません)(?:だろう|でしょう)?か$"),
    ("かと", r"(?:か|かな)と$"),
    ("だろうか", r"(?:だろう|であろう|でしょう)か?$"),
    ("である", r"(?:のである|である|であります|でございます|です|だ|でした|だった|という)(?:が|けれども|ね|よ)?$"),
    (
        "との意見",
        (rf"(?:と|という|とする)(?:の|趣旨の|旨の)?(?:(?:現場|委員|住民|多く|大方)の)?(?:意見|指摘|発言|声|考え|見解|主張|コメント|認識|立場|訴え|報告)(?:(?:が|も|は|で)?{_GIVEN}?"
        r"|を(?:よく|たびたび|多く)?(?:聞く|聞いた|聞いている|耳にする|受けた|受けている|頂いている|いただいている|頂いた|いただいた))$"),
    ),
    (
        "と述べた",
        r"と(?:強く|重ねて|改めて)?(?:述べた|述べている|主張した|主張している|指摘した|指摘している|訴えた|訴えている|強調した|発言した|語った|(?:の)?(?:考え|見解|認識|立場)を(?:示した|述べた|表明した|強調した))$",
    ),
    (
        "と言うほかない",
        r"と(?:しか)?(?:(?:言|い)(?:う(?:ほか|しか|より)(?:は)?(?:ない|なかろう)|わざるを得(?:ない|まい)|いようがない|って(?:も)?(?:良い|よい|いい|過言(?:では)?ない)|える(?:だろう)?|えよう)|見るべき)$",
    ),
    ("というのが", r"(?:と)?いうのが.{0,8}(?:実感|本音|率直な感想|感想|受け止め|偽らざる気持ち|思い|実情|持論|(?:率直|正直)な(?:ところ)?)$"),
)
_HEDGE = Endings([((name, re.compile(pattern)), pattern) for name, pattern in _HEDGES])
_NO_HEDGES = frozenset({"である", "との意見", "と述べた", "というのが", "と言うほかない"})
"""Of these those that soften nothing: a copula, what insists, and that somebody reports."""
_CLOSERS = "。．?？!！" + "".join(filter(str.isspace, map(chr, range(0x3001))))
"""What may stand behind the last word of a sentence."""
_BRACKETED = re.compile(r"\([^()]*\)")
_REACH = 44
"""The predicate and what hedges it stand in so many characters before the end."""
_NEAR = 8
_REQUEST = re.compile(
    r"(?<!につい)(?<!に関し)(?<!にとっ)(?<!に当たっ)(?:て|で)は(?:どう|いかが)(?:だ|です)?(?:か|でしょうか|だろうか)$|(?:て|で)(?:もらえ|いただけ|頂け|くれ|くださら)ない(?:もの)?(?:だろう|でしょう)?か$|ない(?:もの|もの(?:だろう|でしょう))か$|(?:た|だ)ら(?:どう|いかが)(?:だろう|でしょう)?か$|(?:という|の|その|この|る|た)(?:こと|形|案|方向|方法|方式|扱い|順番?|方針|日程|内容|名称|整理|理解)で(?:は)?(?:どう|いかが)(?:だ|です)?(?:か|でしょうか|だろうか)$|(?:[えけげせぜてでねべめ]|られ|でき|(?<![さわかたまなら])れ)ない(?:だろう|でしょう)?か$|(?:よ|ろ|も|ぼ|の|こ|そ|と|お)う(?:では|じゃ)ないか$|べき(?:では|じゃ)?なかった(?:の)?か$|[るい]のは(?:どう|いかが)(?:だ|です)?(?:か|でしょうか|だろうか)$"
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
    "難色": "opposition",
    "慎重": "opposition",
    "慎重論": "opposition",
    "歓迎": "support",
    "求める": "proposal",
    "望む": "proposal",
    "心配": "concern",
    "疑問視": "concern",
    "問題視": "concern",
    "不安視": "concern",
    "危ぶむ": "concern",
    "疑問": "concern",
    "回答": "answer",
    "答弁": "answer",
}
"""What the noun of a report says of the act reported: …との懸念が示された."""
_REPORTED = re.compile(
    rf"(?:(?<![一-鿿])|(?<=強い)|の|する)(?P<noun>{'|'.join(sorted(_REPORTS, key=len, reverse=True))})"
    r"(?:する|とする|を示す|を抱く|な|の)?(?:意見|声|指摘|発言|立場)?(?:が|も|は)?(?:(?:事務局|担当課|説明者)から|(?<=[がもは])[一-鿿]{2,6}に(?:は|も)?)?"
    rf"{_GIVEN}$"
)
_REPORT = Endings([(_REPORTED, _REPORTED.pattern)])
_COMPLAINT = re.compile("訴え|不満|苦情|嘆き|悲鳴")
_COMPLAINED = re.compile(rf"(?:と|という)(?:の)?(?:訴え|不満|苦情|嘆き|悲鳴)(?:が|も|は){_GIVEN}$")
_NOT_ASKING = ("ではないか", "じゃないか", "いかがなものか", "いかがなものだろうか", "いかがなものでしょうか")
_FEARED = re.compile(r"[いきしちにびみりぎえけせてねべめれげ]は(?:すま|しない(?:だろう|でしょう)?)か$")
"""減りはしないか: a question in form, a worry in fact."""
_FLOOR = re.compile(
    r"(?:^|[、。])(?:ほか|他|外)に(?:は)?(?:何か)?(?:ない|ありません|ございません)(?:でしょう|だろう)?か$|(?:質問|質疑|意見|発言)(?:等|など)?(?:は|が)?(?:ある|ない|あります|ありません|ございます|ございません)(?:でしょう|だろう)?か$"
)
_MILD = frozenset({"のではないか", "ではないか"})


class Act(NamedTuple):
    """The act of one sentence: the words that show it, the rule that read them, the hedges taken off before, and how sure that is."""

    act: str
    cue: str = ""
    rule: str = "none"
    hedges: tuple[str, ...] = ()
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line of a rule of lexicon/acts.toml; `near` lets its pattern end a little before the sentence does, `when` must stand before it."""

    act: str
    name: str
    confidence: float
    pattern: re.Pattern[str]
    near: bool
    when: re.Pattern[str] | None


@cache
def _rules() -> Endings[_Rule]:
    """Return each line of each rule by what it ends in: most lines of a rule cannot stand at the end of a given sentence."""
    lexicon: dict[str, Any] = read("acts")
    return Endings([line for entry in lexicon["rule"] for line in _lines(entry, lexicon["parts"])])


def _lines(entry: dict[str, Any], parts: dict[str, str]) -> Iterator[tuple[_Rule, str]]:
    """Yield the lines of a rule, each with what its match must end in where it must reach the end."""
    near = bool(entry.get("near"))
    when = re.compile(_with_parts(entry["when"], parts)) if "when" in entry else None
    for line in entry["ends"]:
        written = _with_parts(line, parts)
        pattern = re.compile(f"(?:{written}){'' if near else '$'}")
        yield _Rule(entry["act"], entry["name"], entry["confidence"], pattern, near, when), "" if near else written


def _with_parts(pattern: str, parts: dict[str, str]) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda found: parts[found[1]], pattern)


def act_of(sentence: str) -> Act:
    """Return the act that a sentence's last predicate performs; `statement` where nothing shows another."""
    bare = _BRACKETED.sub("", sentence) if "(" in sentence else sentence
    edge = plain(bare.rstrip(_CLOSERS)[-_REACH:])
    reported = next((found for pattern in _REPORT.at(edge) if (found := pattern.search(edge))), None)
    if reported:
        return Act(_REPORTS[reported["noun"]], reported.group(), "reported", (), 0.85)
    if edge.endswith("か"):
        act = _asked(edge)
        if act is not None:
            return act
    bare, hedges = _strip(edge)
    act = _match(bare, hedges) or (_match(edge, hedges) if bare != edge else None)
    if act:
        return act
    if not _MILD.isdisjoint(hedges):
        return Act("concern", "ではないか", "doubt", hedges, 0.6)
    complained = _COMPLAINED.search(edge) if _COMPLAINT.search(edge) else None
    return (
        Act("concern", complained.group(), "complained", hedges, 0.7)
        if complained
        else Act("statement", "", "none", hedges, 0.5)
    )


def _asked(edge: str) -> Act | None:
    """Return the act of what ends in か, or None where it only hedges what stands before it."""
    if _REQUEST.search(edge):
        return _match(edge, ()) or Act("proposal", edge[-6:], "request", (), 0.9)
    feared = _FEARED.search(edge)
    if feared:
        return Act("concern", feared.group(), "feared", (), 0.7)
    _, hedges = _strip(edge)
    if not _MILD.isdisjoint(hedges) or edge.endswith(_NOT_ASKING):
        return None
    floor = _FLOOR.search(edge)  # a chair who gives the floor asks nothing of the matter
    return Act("statement", edge[-6:], "floor", hedges, 0.8) if floor else Act("question", edge[-4:], "asks", hedges, 0.85)


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
        if rule.when is not None and not rule.when.search(edge):
            continue
        found = rule.pattern.search(edge)
        if (
            found
            and found.end() >= len(edge) - (_NEAR if rule.near else 0)
            and (rule.when is None or rule.when.search(edge, 0, found.start() + 1))
        ):
            return Act(rule.act, found.group(), rule.name, hedges, rule.confidence)
    return None


def opinion_act(acts: list[str], *, reply: bool) -> str:
    """Return the act of an opinion: a reply answers, else the act of its last sentence that is no statement."""
    if reply:
        return "answer"
    return next((act for act in reversed(acts) if act != "statement"), "statement")
