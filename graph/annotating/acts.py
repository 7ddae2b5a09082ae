"""The act of a sentence: what its last predicate does, found from its right edge after hedges are taken off."""

import re
from dataclasses import dataclass

from graph.annotating.plain import plain

_HEDGES = (
    ("と思う", r"と(?:も)?(?:思う|思います|思っている|思っています|思われる|考える|考えます|考えている|考えています|考えられる|感じる|感じている|感じた|認識している|理解している)(?:が|けれども|けど)?$"),
    ("のではないか", r"(?:の|ん)(?:では|じゃ)(?:ない|ありません)(?:だろう|でしょう)?か$"),
    ("ではないか", r"(?:では|じゃ)(?:ない|ありません)(?:だろう|でしょう)?か$"),
    ("かと", r"(?:か|かな)と$"),
    ("だろうか", r"(?:だろう|でしょう)か?$"),
    ("である", r"(?:のである|である|であります|でございます|です|だ|でした|だった|という)(?:が|けれども|ね|よ)?$"),
    ("との意見", r"(?:と|という)(?:の)?(?:意見|指摘|質問|提案|発言|要望)(?:が|も)?(?:あった|ある|出された|示された|なされた)?$"),
)
_HEDGE = [(name, re.compile(pattern)) for name, pattern in _HEDGES]

_DESIRE = r"(?:て|で)(?:ほしい|欲しい|もらいたい|いただきたい|頂きたい|もらえればと|いただければと|いただけると|くれると|いただければ|ください|下さい)"
_GOOD = r"(?:重要|有効|望ましい|不可欠|大切|肝要|必要|求められる|必須|有益|有用|効果的|適当|適切|現実的|求められている|望まれる|急務|良い|よい|いい|必要不可欠)"
_NOT_SO = r"(?:と(?:まで)?は(?:言え|いえ|限ら|思わ|考え)ない|という(?:わけ|もの|こと)では(?:ない|ありません)|わけでは(?:ない|ありません))"
_RULES: tuple[tuple[str, str, str, float], ...] = (
    # act, rule, pattern on the sentence's right edge without hedges, confidence; the first that holds decides
    ("statement", "procedure", r"(?:説明|報告|挨拶|発言|紹介|進行|回答|着席|起立)(?:の(?:ほど|程))?(?:を|は)?(?:よろしく)?お願い(?:する|したい|いたします)$", 0.8),
    ("opposition", "not-should", r"べき(?:では|でも|とは|じゃ)(?:ない|ありません|思わない|言えない)|べきものでは(?:ない)", 0.95),
    ("opposition", "against", r"(?:に|には|は)?(?:強く)?反対(?:する|したい|せざるを得ない|の立場|意見)?$|賛成(?:は)?(?:でき(?:ない|かねる|ません)|しかねる|しない)|同意(?:でき|し)ない|容認できない|認められない|受け入れられない|撤回すべき|反対$", 0.95),
    ("opposition", "not-apt", r"(?:適切|適当|妥当|現実的|望ましく|好ましく|得策|有効|十分|正しく)(?:では|とは|じゃ)?(?:ない|言えない|いえない|思えない|ありません)$|不適切$|望ましくない|好ましくない|ふさわしくない|必要(?:は|も)?(?:ない|ありません)$", 0.85),
    ("opposition", "not-needed", rf"(?:賛成|必要|適切|適当|妥当|有効|可能)(?:である|だ|になる)?{_NOT_SO}$", 0.8),
    ("support", "not-against", rf"(?:反対|異論|異議)(?:する)?(?:もの|わけ|つもり)?(?:は|では|でも|が)?(?:ない|ありません)$|(?:不要|無用|無駄|無意味|反対|不適切)(?:である|だ|になる|する)?{_NOT_SO}$", 0.8),
    ("question", "ask", r"(?:伺いたい|伺う|お聞きしたい|聞きたい|教えて(?:ほしい|いただきたい|ください)|お聞かせ(?:いただきたい|ください|願いたい)|お尋ねしたい|お尋ねする|質問したい|確認したい|お示しいただきたい|知りたい)", 0.95),
    ("proposal", "how-about", r"(?:て|で)は(?:どう|いかが)(?:か|でしょうか|だろうか)?$|(?:たら|れば|ても)(?:どう|いかが|良い|よい|いい)(?:か|でしょうか|だろうか)?$", 0.95),
    ("proposal", "should", r"べき$|べし$|べきもの$|べきこと$|べきところ$|べきと(?:の)?(?:考え)?$", 0.95),
    ("proposal", "desire", rf"{_DESIRE}$|(?:検討|対応|配慮|協力|考慮|留意|工夫|改善|見直し|支援|整備|充実)(?:の(?:ほど|程))?(?:を|は|も)?(?:よろしく)?お願い(?:する|したい)?$|(?:お願い|要望|提案|期待)(?:したい|いたします|する)$|(?:されたい|願いたい|求めたい|求める|お願いしたい|したいところ|していきたい|望む)$", 0.9),
    ("proposal", "needed", rf"(?:こと|の|ところ|もの|さらに|ほう|方)?(?:が|も|は|を|に|と)?{_GOOD}(?:が|も|と)?(?:ある|あろう|なる|なって(?:いる|くる)|言える|する|される|いえる|考える)?$|(?:と|ば|方が|ほうが)(?:良い|よい|いい|ありがたい|望ましい)$|なければならない$|なければいけない$|ざるを得ない$|不可欠$", 0.85),
    ("support", "for", r"(?:賛成|賛同|支持|同感|同意)(?:する|したい|できる|である|いたします|の立場)?$|(?:高く|大いに|率直に)?評価(?:する|したい|できる|される|している|に値する)$|歓迎(?:する|したい|すべき)?$|(?:大いに|強く)?期待(?:する|している|したい|できる|される|が持てる|が大きい)$|(?:良い|よい|いい|すばらしい|優れた)(?:取組|取り組み|試み|案|方向|計画|考え|制度|事業)(?:である|だ)?$|(?:良かった|よかった|ありがたい|有り難い|心強い|素晴らしい|有意義|助かる|助かった|注目していくべき指標|成果があった)$|よくできている$", 0.85),
    ("concern", "fear", r"(?:懸念|おそれ|恐れ|不安|危惧|心配|危険|危険性|リスク|課題|問題|限界|弊害|支障|難点|障害|壁|疑問|違和感|可能性|負担|ハードル|抵抗)(?:に|が|も|は|を|と|で)?(?:思う|思っている|ある|残る|生じる|大きい|高い|多い|重い|強い|増える|なる|なって(?:いる|くる)|感じる|覚える|抱いている|する|して(?:いる|おる|おります)|される|されている|示された|出ている|考えられる|尽きない|拭えない|伴う|挙げられる)?$|かねない$|かねる$|がち$|しまう$|しまいかねない$", 0.9),
    ("concern", "hard", r"(?:難し(?:い|く)|困難|厳しい|苦しい|にくい|づらい|しづらい|できない|できていない|進まない|足りない|不足(?:して(?:いる)?|する)?|不十分|不明確|失われる|損なう|損なわれる|逆行する|生じる|生じている|生じかねない|遅れる|悪化する|低下する|減る|増える|止まる|乏しい|追い付かない|追いつかない|回らない|つながらない|進んでいない|広がらない|増大する|重くなる|招く|妨げる|なりかねない|限られる|限る|終わる|残る|得られない)$", 0.6),
    ("support", "good-result", r"(?:見込まれる|見込める|役立つ|寄与する|資する|つながる|有用|好ましい)$", 0.5),
)
_COMPILED = [(act, rule, re.compile(pattern), confidence) for act, rule, pattern, confidence in _RULES]
_QUESTION = re.compile(r"(?:のか|なのか|だろうか|でしょうか|ですか|ますか|ましたか|ませんか|あるか|いるか|うるか|得るか|可能か|どうか|いかがか|か)$")
_ASKING = re.compile(r"何|誰|どこ|いつ|どの|どう|どれ|いくら|いずれ|なぜ|どちら|可能か|のか|予定は|どうか|いかが")
_CLOSING = re.compile(r"[\s。．?？!！]+$")
_BRACKETED = re.compile(r"\([^()]*\)")
_REACH = 60
"""The predicate and what hedges it stand in so many characters before the end."""
_MILD = frozenset({"のではないか", "ではないか"})


@dataclass(frozen=True, slots=True)
class Act:
    """The act of one sentence: the words that show it, the rule that read them, the hedges taken off before, and how sure that is."""

    act: str
    cue: str = ""
    rule: str = "none"
    hedges: tuple[str, ...] = ()
    confidence: float = 0.5


def act_of(sentence: str) -> Act:
    """Return the act that a sentence's last predicate performs; `statement` where nothing shows another."""
    edge = plain(_CLOSING.sub("", _BRACKETED.sub("", sentence))[-_REACH:])
    if re.search(r"(?:て|で)は(?:どう|いかが)(?:か|でしょうか|だろうか)$", edge):
        return _match(edge, ()) or Act("proposal", edge[-6:], "how-about", (), 0.95)
    bare, hedges = _strip(edge)
    if not hedges or not _MILD & set(hedges):
        if _QUESTION.search(edge) and not re.search(r"(?:では|じゃ)ないか$", edge) and (_ASKING.search(edge) or edge.endswith("か")):
            return Act("question", edge[-4:], "asks", hedges, 0.85)
    found = _match(bare, hedges)
    if found:
        return found
    if _MILD & set(hedges):
        return Act("concern", "ではないか", "doubt", hedges, 0.6)
    return Act("statement", "", "none", hedges, 0.5)


def _strip(edge: str) -> tuple[str, tuple[str, ...]]:
    """Take hedges and closers off the right edge, each at most once."""
    hedges: list[str] = []
    changed = True
    while changed:
        changed = False
        for name, pattern in _HEDGE:
            found = pattern.search(edge)
            if found and found.start() > 0 and name not in hedges and not (name in _MILD and _MILD & set(hedges)):
                edge, changed = edge[: found.start()].rstrip("、"), True
                hedges.append(name)
                break
    return edge, tuple(hedges)


def _match(edge: str, hedges: tuple[str, ...]) -> Act | None:
    for act, rule, pattern, confidence in _COMPILED:
        found = pattern.search(edge)
        if found and found.end() >= len(edge) - 8:
            return Act(act, found.group(), rule, hedges, confidence)
    return None


def opinion_act(acts: list[str], *, reply: bool) -> str:
    """Return the act of an opinion: a reply answers, else the act of its last sentence that is no statement."""
    if reply:
        return "answer"
    return next((act for act in reversed(acts) if act != "statement"), "statement")
