"""Rules for what an opinion takes a side on, clause by clause."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise

from graph.annotating.acts import Act, act_of
from graph.annotating.clauses import Role, clause_ends, last_clause, role_of
from graph.annotating.morphology import Words
from graph.annotating.phrases import Clauses
from graph.annotating.protocol import Workpiece
from graph.annotating.readings import outer_mentions_of, reading
from graph.annotating.targets import (
    AGENTS,
    COINED,
    MEANS,
    WELCOMING,
    behind,
    best_role,
    explained,
    joined,
    opening_topic,
    role_before,
    taken,
    target_of,
    through,
)
from graph.model import Mention, Position, Sentence

_UNDONE = re.compile(
    r"(?:廃止|撤廃|撤回|中止|凍結|見送|取りやめ|除外|廃棄)(?:する|す|し|る|ら)?(?:て(?:い|お)く)?(?:べき|必要|て(?:は|ほしい)|こと|の)"
)
_ON_CONDITION = re.compile("(?:こと|の)?(?:を|が)(?:条件|前提)(?:に|として|とした上で)、|限りに(?:おいて|は)")
"""What makes a support one with a reserve: …を条件に、賛成する."""
_DOING_WITHOUT = re.compile(r"(?:を(?:求め|要し|必要とし|前提とし)|に(?:頼ら|依存し|よら))ない(?:方式|方法|形|仕組み|体制|手続|運用|やり方)")
"""来庁を求めない|方式に改めるべきである: what is done without is what the proposal is against."""
_SHRUNK = re.compile(
    r"を?(?:[^、]{0,12})(?:廃止|撤廃|撤回|中止|除外|外す|廃棄|否定|省く|省略|あきらめ|諦め|緩め|弱め|縮小|ためら|先送り|後回し|見送|打ち切|やめ|止める|狭め)(?![^、]{0,4}ことに[なつ])"
)
"""What is done to a thing that whoever objects to it is for: 期限を緩めることには反対である."""
_PUT_BACK = re.compile(
    r"を(?:思い切って|段階的に|速やかに|直ちに|早期に|全て)?(?:廃止|撤廃|中止|凍結|縮小|削減|見送|断念|やめ)"
)
_RECEIVING = re.compile(
    r"(?:に|へ)(?:まで|も|は)?、?(?:一律に|一斉に|広く)?(?:[^\s、。]{0,4}を)?(?:導入|適用|当てはめ|求め|義務付け|課す|課し|広げ|押し付け|負わせ|委ね)"
)
"""What stands behind whoever is to take something on."""
_INSTEAD = re.compile(
    r"(?:に|の)(?:代え|代わり)|(?:のでは|では)なく"
)
_ENDS = frozenset("禁止 廃止 撤廃 中止 凍結 撤回 除外".split())
_TOPIC = re.compile(r"(?:について|に関して|に)?は")
_ONLY_INSTEAD = re.compile(r"」?(?:のでは|では)なく、?「?")
_GIVING_WAY = re.compile("代え|代わり|なく")
_TURNING = ("ただ", "とはいえ", "しかし", "もっとも", "だが")
"""How a sentence begins that takes back some of what was granted."""
_CONCESSIVE = ("が", "ものの", "けれども", "反面", "半面")
_CONCEDING = re.compile(
    r"(?:(?:否定|反対|批判)する|異(?:論|議)?を唱える|けちを付ける)(?:つもり|もの|わけ|気|考え)(?:は|では|でも)(?:ない|ありません)(?:が|けれども|ものの)$"
    r"|(?:面白い|魅力的である|魅力的だ|魅力がある|魅力はある|理解できる|分かる|ありがたい|意義(?:が|は)ある|利点(?:が|は)ある|よく分かる|悪くない|もっともである|もっともだ|優れている|分かりやすい)(?:が|けれども|ものの|反面|半面)$"
)
"""How a clause ends that grants what the next one doubts."""
_TAKING_SIDES = re.compile(
    "反対|賛|同|認|受け入|撤回|適|妥当|現実的|望|好|得策|有|十分|正し|ふさわし|必要|異|不要|無|支持|評価|歓迎|期待|良|よ|あり|心強|素晴|助か|注目|成果|べき"
)
"""What every clause that takes a side holds: a look that spares reading the others."""
_REPORTED = re.compile(
    r"(?:と|という|との)(?:の)?(?:御)?(?:意見|指摘|声|発言|要望|懸念|議論|話|質問)(?:が|も|は|を)(?:多|少|一部|数多く)?(?:く|から)?(?:あ|出|聞|示|寄せ|受け|頂|いただ)"
    r"|(?:意見|指摘|声|懸念)は(?:もっとも|当然)"
)
"""What others said, told in passing: …との指摘があったが、."""
_ENDINGS = [
    (re.compile(pattern), ending)
    for pattern, ending in (
        (r"なく$", "ない"),
        (r"であり$", "である"),
        (r"(?:だ|である)(?:が|けれども|ものの)$", ""),
        (r"(?<=[いるた])(?:が|けれども|ものの|反面)$", ""),
        (r"[くし]て$|し$", "する"),
    )
]
_SIDED = frozenset({"against", "for", "not-against", "not-apt", "not-should", "should"})
_LIKE = re.compile("」?のような(?:仕組み|取組|取り組み|制度|場|組織|事業|方式|体制|窓口|機能|もの)を")
_WORKED_ON = frozenset("を に から".split())
_OPPOSED_FOR = {"support": "for", "proposal": "for", "opposition": "against"}


def sides(piece: Workpiece) -> list[Position]:
    """Return what the rules say an opinion is for or against; an opinion whose words show none has none."""
    found: list[Position] = []
    for sentence in piece.finding.sentences:
        if sentence.act == "question":
            continue
        places = piece.words.within(sentence.start, sentence.end)
        for part in _parts(piece, sentence, places) if places else ():
            found += _of_part(piece, part, places)
    return _softened(found, piece)


def _parts(piece: Workpiece, sentence: Sentence, places: range) -> list[Sentence]:
    """Return the clauses of a sentence that take a side of their own (…には賛成だが、), and the sentence with what is left of it."""
    text, begin, start, parts = piece.text, sentence.start, piece.words.starts[places.start], []
    for end in clause_ends(piece.words, places):
        act = _side_of(text[start:end].rstrip("、"))
        start = end
        if act is not None:
            parts.append(
                Sentence(begin, end, text[begin:end], act.act, act.cue, f"clause-{act.rule}", act.confidence * 0.9)
            )
            begin = end
    rest = sentence if begin == sentence.start else replace(sentence, start=begin, text=text[begin : sentence.end])
    return [*parts, rest]


def _side_of(clause: str) -> Act | None:
    """Return the act of a clause that takes a side; one that only reports what others said takes none."""
    if len(clause) >= 80:
        return None
    if clause.endswith(_CONCESSIVE) and _CONCEDING.search(clause):
        return Act("support", clause, "conceded", confidence=0.7)
    if not _TAKING_SIDES.search(clause):
        return None
    act = act_of(_finite(clause))
    sided = act.act in _OPPOSED_FOR and act.rule in _SIDED and not _REPORTED.search(clause)
    return act if sided else None


def _finite(clause: str) -> str:
    """Return a clause with its conjunctive ending as a final one: 適切ではなく → 適切ではない, 有効であり → 有効である."""
    for pattern, ending in _ENDINGS:
        if pattern.search(clause):
            return pattern.sub(ending, clause)
    return clause


def _softened(found: list[Position], piece: Workpiece) -> list[Position]:
    """Take support that a later sentence meets with a concern as mixed: 期待している。ただし、…は難しい."""
    worries = [
        sentence
        for sentence in piece.finding.sentences
        if sentence.act == "concern" or (sentence.act == "opposition" and sentence.text.startswith(_TURNING))
    ]
    return [
        replace(position, polarity="mixed")
        if position.polarity == "for"
        and position.rule in WELCOMING
        and not any(_set_against(position, other) for other in found)
        and any(
            position.end <= worry.start or (position.start >= worry.start and position.end < worry.end)
            for worry in worries
        )
        else position
        for position in found
    ]


def _set_against(granted: Position, other: Position) -> bool:
    """Whether a clause grants one thing and what follows is against another: 電子化は歓迎するが、面談には賛成できない."""
    return (
        granted.rule.startswith("clause-")
        and other.polarity == "against"
        and other.start == granted.end
        and other.target != granted.target
    )


def _of_part(piece: Workpiece, part: Sentence, places: range) -> list[Position]:
    if part.act not in _OPPOSED_FOR or part.rule in {"good-result", "doubt"}:
        return _instead(piece, part)
    roles = _roles(piece, part, places)
    read = reading(piece, part)
    said = taken(read, piece.text, part.act)
    chosen = best_role(roles, piece, places.stop, said) or role_before(piece, part)
    spoken = said.get(chosen.mention.start, 0.0) if chosen is not None else -1.0
    aside = spoken < 0.0 or (spoken == 0.0 and chosen is not None and chosen.particle == "が")  # Xにより利便性が|向上したことを評価する
    if part.act != "proposal" and aside and (opening := opening_topic(piece, part)) is not None:
        return [_position(opening, _OPPOSED_FOR[part.act], part, piece)]
    chosen = _specified(chosen, roles, read)
    named = _named(roles, piece.text) if part.act == "proposal" else []
    if named and (chosen is None or (chosen.mention.method not in COINED and _polarity(piece.text, part, chosen) == "for")):
        chosen = named[0]
    exchanged = _exchanged(piece, part)
    if chosen is None or (chosen.particle == "は" and any(position.polarity == "for" for position in exchanged)):
        return exchanged
    polarity = _polarity(piece.text, part, chosen)
    if polarity == "against" and _RECEIVING.match(behind(piece.text, chosen.mention)):
        return exchanged  # 全ての避難所に一律に導入することには反対: not the shelters are objected to
    if part.act == "proposal" and chosen.mention.surface in _ENDS and (ended := _topical(piece, roles, chosen)) is not None:
        chosen, polarity = ended, "against"  # 入力については、禁止を明記すべき
    beside = joined(chosen, roles, piece.text)
    beside += [role for role in named if polarity == "for" and role is not chosen and role not in beside]
    made = [_position(role.mention, polarity, part, piece) for role in [chosen, *beside]]
    return [
        *(position for position in _instead(piece, part) if all(position.target != other.target for other in made)),
        *made,
    ]


def _roles(piece: Workpiece, part: Sentence, places: range) -> list[Role]:
    """Return how the mentions of a clause stand in it; where support is given on a condition, those behind that."""
    clause = last_clause(piece.words, _wholly(piece.words, part))
    mentions = outer_mentions_of(piece, part)
    roles = [through(role_of(mention, piece.words, places, clause, part.end), piece) for mention in mentions]
    condition = _ON_CONDITION.search(piece.text, part.start, part.end) if part.act == "support" else None
    behind_it = [role for role in roles if condition is not None and role.mention.start >= condition.end()]
    return behind_it or roles


def _specified(chosen: Role | None, roles: list[Role], read: Clauses) -> Role | None:
    """Return what stands around a noun too general to take sides on, where it does: 診断を実施する|枠組み."""
    if chosen is None or chosen.mention.concept.label not in MEANS:
        return chosen
    meant = explained(read, chosen.mention)
    return next(
        (role for role in roles if role.mention is meant or (meant is None and role.mention.method in COINED)), chosen
    )


def _position(mention: Mention, polarity: str, part: Sentence, piece: Workpiece) -> Position:
    return Position(target_of(mention, piece), polarity, part.start, part.end, part.rule, round(0.7 * part.confidence, 2))


def _named(roles: list[Role], text: str) -> list[Role]:
    """Return what a proposal gives a name of its own and does something with: 「とりこぼしリスト」を作成している取組を広げる."""
    return [
        role
        for role in roles
        if role.mention.method in COINED
        and (role.particle in _WORKED_ON or _LIKE.match(text, role.mention.end))
        and role.mention.concept.type not in AGENTS
        and role.mention.concept.type != "issue"
    ]


def _wholly(words: Words, part: Sentence) -> range:
    """Return the places of the words that stand in a part of a sentence with their ends."""
    return range(bisect_left(words.starts, part.start), bisect_right(words.ends, part.end))


def _instead(piece: Workpiece, part: Sentence) -> list[Position]:
    """Return what is to give way to something else: Aに代えてB, Aを急ぐのではなくB."""
    if not _GIVING_WAY.search(piece.text, part.start, part.end):
        return []
    return [
        Position(target_of(mention, piece), "against", part.start, part.end, "instead", 0.55)
        for mention in outer_mentions_of(piece, part)
        if mention.concept.type not in AGENTS and _INSTEAD.match(behind(piece.text, mention))
    ]


def _topical(piece: Workpiece, roles: list[Role], chosen: Role) -> Role | None:
    """Return what a sentence speaks of where its predicate only ends it: 入力については、禁止を明記すべき."""
    return next((role for role in roles if role is not chosen and _TOPIC.match(piece.text, role.mention.end)), None)


def _exchanged(piece: Workpiece, part: Sentence) -> list[Position]:
    """Return what is asked for in the place of what is to give way: PDFではなくCSVで出してほしい."""
    given_way = _instead(piece, part)
    if part.act != "proposal" or not given_way:
        return given_way
    mentions = outer_mentions_of(piece, part)
    for mention, other in pairwise(mentions):
        gap = piece.text[mention.end : other.start]
        if _ONLY_INSTEAD.fullmatch(gap) and other.concept.type not in AGENTS:
            given_way.append(Position(target_of(other, piece), "for", part.start, part.end, "instead", 0.5))
    return given_way


def _polarity(text: str, sentence: Sentence, role: Role) -> str:
    polarity = _OPPOSED_FOR[sentence.act]
    behind = text[role.mention.end : sentence.end]
    if sentence.act == "support" and _ON_CONDITION.search(text, sentence.start, sentence.end):
        return "mixed"
    if sentence.act == "opposition" and _SHRUNK.search(behind):
        return "for"
    if sentence.act == "proposal" and (
        _DOING_WITHOUT.match(behind[:24])
        or _PUT_BACK.search(behind[:24]) or _UNDONE.search(behind[:28]) or _INSTEAD.match(behind[:12])
    ):
        return "against"
    return polarity
