"""What a sentence takes a side on: the thing that its predicate is about."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from math import inf

from graph.annotating.clauses import LIGHT, Role, modifies
from graph.annotating.kinds import kind_of
from graph.annotating.lexicons import word_list
from graph.annotating.phrases import Argument, Clauses, Predicate
from graph.annotating.protocol import Workpiece
from graph.annotating.readings import mentions_of
from graph.model import Concept, Mention, Sentence

AGENTS = frozenset({"actor", "organisation", "place", "person"})
COINED = frozenset({"quoted", "taught"})
"""How terms are found that the document itself gives a name."""
WELCOMING = frozenset({"for", "clause-for", "not-against", "clause-not-against", "reported", "clause-conceded"})
"""Rules that find what somebody welcomes or grants rather than asks for."""
_WEIGHTS = {
    mark: weight
    for weight, marks in (
        (4.0, "を とを"),
        (3.5, "には"),
        (3.0, "は をも"),
        (2.5, "も については"),
        (2.0, "に が への にも とは"),
        (0.5, "と の"),
        (0.3, "で"),
    )
    for mark in marks.split()
}
"""How likely the particle behind a noun makes it what a proposal, support or opposition is about."""
_BY_PREDICATE = {"を": 2.0, "に": 1.0, "は": 1.0, "も": 1.0, "には": 1.0}
_FORMS = {"cause": 2.0, "condition": 2.0, "instead": 2.0, "contrast": 3.0, "purpose": 6.0}
"""How much less likely a side is on what stands in a clause that only tells why, when or instead of what, or what for."""
_INTO = frozenset(
    "付ける 据える 添える 明記 明示 盛り込む 加える 位置付ける 位置づける 記載 反映 含める 組み込む 追加"
    " 載せる 書き込む 付け加える 取り入れる".split()
)
_WHERE = frozenset({"に", "へ", "にも"})
_DESTINED = 5.0
"""How much less likely it is on where something is to be put: 基本理念に|明記してほしい."""
MEANS = word_list("clauses", "means") | frozenset(
    "体制 様式 条件 指標 課題 実証 試行 枠組み 環境 方向 様子 手引き 性能 規模 予算 計画 数 工夫 選択肢 方針 発想 努力 運用 余地 利点 メリット"
    " 機能 案 事務局案 目標値 対象者 タイミング 報告".split()
)
"""Nouns so general that what stands around them is meant rather than they."""
_STANCES = frozenset(
    "抵抗 反対 賛成 異論 異議 異存 懸念 大勢 同感 違和感 重き 目的 前提 基本 原則 理由 時期 段階 道具".split()
)
"""Nouns that belong to taking a side, not to what the side is on."""
_LEADING = frozenset({"への", "との", ")への", ")との", "」への", "」との"})
_TOWARDS = word_list("clauses", "towards")
_CONCERNED = frozenset({"は", "には", "に", "への", "を", "が"})
_DONE = 2.5
"""How much more likely a side is on what is done in a clause that こと makes a noun: 料金の統一を行う|ことは."""
_LIKELY = 2.5
_TOPICAL = frozenset({"は", "には", "については"})
_ASPECT = re.compile(r"の(?P<noun>[\u3400-\u9fff々]{2,4})(?=を|が)")
_THROUGH = re.compile(r"の(?P<noun>[\u3400-\u9fff々]{2,4})(?P<mark>には|を|は)")
_BY_DOING = re.compile("こと(?:で|により|によって)、")
_BY = 5.0
"""How much more likely a proposal is on what is done than on what that is done for: 巡回を増やすことで、|機能を補ってはどうか."""
_SIDED_ON = frozenset({"system", "technology", "policy", "document", "activity", "event", "law"})
_OPENING = re.compile(
    r"[」』)]?(?:の(?:導入|実施|活用|整備|開始|公開))?"
    r"(?:は、?|については、?|により、?|によって、?|を(?:導入|実施|活用|利用)(?:した結果|したことで|することで))"
)
_OWNED = re.compile(r"(?P<noun>[\u3400-\u9fff々\u30a1-\u30ff\u30fc]{2,12})(?:から|と)?の$")
_SHORT = 3  # characters of a noun that says too little without what stands before its の
_OWNERS = 16  # characters in which that stands
_ANAPHOR = re.compile(r"(?:この|その|こうした|そうした|今の|当該)$")
_LIGHT_BEHIND = re.compile(f"の?(?:{'|'.join(sorted(LIGHT, key=len, reverse=True))})")


def taken(read: Clauses, text: str, act: str) -> dict[int, float]:
    """Return how much the last predicates of a clause that takes a side speak for each mention, by the mention's start."""
    if act not in read.taken:
        read.taken[act] = _taken(read, text, act)
    return read.taken[act]


def _taken(read: Clauses, text: str, act: str) -> dict[int, float]:
    said = _governed(read, text, act)
    leading = _leading(read)
    for argument in read.arguments:
        if argument.label in _STANCES:
            said[argument.start] = -inf
        elif argument.label in MEANS:
            said[argument.start] = said.get(argument.start, 0.0) - 3.0
        elif argument is leading:
            for acted in _acted_on(read, argument):
                said[acted.start] = said.get(acted.start, 0.0) + _DONE
    return said


def _governed(read: Clauses, text: str, act: str) -> dict[int, float]:
    """Return how much the predicates speak for what they govern: the last most, those that only tell why or what for against it."""
    said: dict[int, float] = {}
    final = [predicate for predicate in read.predicates if predicate.form != "adnominal"]
    for depth, predicate in enumerate(reversed(final)):
        aside = _aside(predicate, text, act) if depth or predicate.form != "contrast" else 0.0
        for argument in predicate.arguments:
            weight = _BY_PREDICATE.get(argument.mark, 0.0) / (depth + 1) - aside
            weight -= _DESTINED if predicate.word in _INTO and argument.mark in _WHERE and predicate.form != "nominal" else 0.0
            for member in (argument, *argument.beside):
                said[member.start] = max(said.get(member.start, -2.0), weight)
    for predicate in final:
        told = _FORMS.get(_form_of_deed(predicate, final), 0.0)
        for argument in predicate.arguments if told else ():
            said[argument.start] = said.get(argument.start, 0.0) - told
    return said


def _aside(predicate: Predicate, text: str, act: str) -> float:
    """Return how much less likely a side is on what a predicate governs; a proposal is on what is done: 巡回を増やすことで、…."""
    by = predicate.form == "cause" and act == "proposal" and _BY_DOING.match(text, predicate.end)
    return -_BY if by else _FORMS.get(predicate.form, 0.0)


def _form_of_deed(predicate: Predicate, final: Sequence[Predicate]) -> str:
    """Return the form of what is said of the deed that a predicate and こと name: 機会を狭める|ことになる|ため."""
    told = (one.form for one in final if any(deed.start == predicate.end and deed.label == "こと" for deed in one.arguments))
    return next(told, "")


def _acted_on(read: Clauses, deed: Argument) -> Iterator[Argument]:
    """Yield what is acted on in the clause that こと makes a noun, people and bodies aside."""
    done = next((one for one in reversed(read.predicates) if one.end == deed.start), None)
    for acted in done.marked("を") or done.marked("に", "") if done is not None else ():
        if acted.mention is None or acted.mention.concept.type not in AGENTS:
            yield acted


def _leading(read: Clauses) -> Argument | None:
    """Return the こと on which the sentence takes a side: the one under には, else under は, else the last."""
    deeds = [argument for argument in read.arguments if argument.label == "こと" and argument.mark in _CONCERNED]
    return next((one for mark in ("には", "は") for one in reversed(deeds) if one.mark == mark), deeds[-1] if deeds else None)


def explained(read: Clauses, general: Mention) -> Mention | None:
    """Return what the clause before a noun too general to take sides on is about: 診断を実施する|枠組み, 「…」のような|手引き."""
    clause = next((one for one in read.predicates if one.head is not None and one.head.start == general.start), None)
    marked = clause.marked("を", "に", "も", "から") if clause is not None else []
    marked += [one for one in read.arguments if one.mark == "のような" and one.end < general.start]
    found = [one.mention for one in marked if one.mention is not None and one.mention.concept.type not in AGENTS]
    return next((one for one in found if one.method in COINED), found[-1] if found else None)


def best_role(roles: Sequence[Role], piece: Workpiece, stop: int, said: Mapping[int, float]) -> Role | None:
    """Return the role that is likeliest what a predicate is about, or None where none is likely; the sentence's words end before `stop`."""
    best, best_rank = None, (_LIKELY, -inf)
    for role in roles:
        spoken = said.get(role.mention.start, 0.0)
        rank = _score(role, piece, modifying=False) + spoken, -role.distance
        if rank > best_rank and modifies(role, piece.words, stop):
            rank = _score(role, piece, modifying=True) + spoken, -role.distance
        if rank > best_rank:
            best, best_rank = role, rank
    return best


def _score(role: Role, piece: Workpiece, *, modifying: bool) -> float:
    """Weigh how likely a mention is what the sentence's predicate is about; one in a clause that modifies a noun is hardly."""
    mention = role.mention
    if mention.surface in LIGHT or _ANAPHOR.search(piece.text, max(mention.start - 4, 0), mention.start):
        return 0.0
    weight = _WEIGHTS.get(role.particle, 1.0 if role.particle else 0.2)
    if mention.concept.type in AGENTS:
        weight -= 3.0 if role.particle in {"は", "が", "も", "に", "の", "で", "には", "へ", "から"} else 1.5
    weight += 2.0 if role.last_clause or role.particle in _TOPICAL else 0.0
    weight -= 4.0 if modifying else 0.0
    weight += (
        2.0 if mention.method in COINED else 1.0 if mention.method in {"vocabulary", "compound"} else 0.0
    )
    weight -= 0.8 if mention.concept.type == "issue" and mention.method == "noun" else 0.0
    return weight


def through(role: Role, piece: Workpiece) -> Role:
    """Return a role under the particle behind a noun that is no term, to which its own の leads: 完全移行の|時期を."""
    found = _THROUGH.match(piece.text, role.mention.end) if role.particle == "の" else None
    at = bisect_left(piece.mention_starts, found.start("noun")) if found else 0
    if found is None or found["noun"] in LIGHT or piece.mention_starts[at : at + 1] == [found.start("noun")]:
        return role
    return role._replace(particle=found["mark"])


def role_before(piece: Workpiece, part: Sentence) -> Role | None:
    """Return what an opinion spoke of before a sentence that names nothing itself: この取組は高く評価できる."""
    earlier = [
        mention
        for mention in piece.finding.mentions
        if mention.end <= part.start and mention.concept.type not in AGENTS
    ]
    named = [mention for mention in earlier if mention.method in COINED] or [
        mention for mention in earlier if piece.text[mention.end : mention.end + 1] == "は"
    ]
    return Role(named[0], "は", last_clause=False, distance=0) if named else None


def opening_topic(piece: Workpiece, part: Sentence) -> Mention | None:
    """Return what an opinion opens with as its topic or as what brought about the rest, where that is a thing that sides are taken on."""
    return next(
        (
            mention
            for mention in piece.finding.mentions
            if mention.end < part.end
            and (mention.concept.type in _SIDED_ON or mention.method in COINED)
            and _OPENING.match(piece.text, mention.end)
        ),
        None,
    )


def joined(chosen: Role, roles: Sequence[Role], text: str) -> list[Role]:
    """Return the roles that stand side by side with the chosen one: XやYを, XとYとを."""
    joined = []
    for role in roles:
        if role is chosen:
            continue
        between = text[min(role.mention.end, chosen.mention.end) : max(role.mention.start, chosen.mention.start)]
        if re.fullmatch(r"」?(?:や|と|及び|並びに|、|・|と、|や、)「?", between):
            joined.append(role)
    return joined


def behind(text: str, mention: Mention) -> str:
    """Return what stands behind a mention, light heads and a closing bracket passed over: 手引きの改定|を急ぐのではなく."""
    found = text[mention.end : mention.end + 24].removeprefix("」")
    light = _LIGHT_BEHIND.match(found)
    return found[light.end() :] if light else found


def target_of(mention: Mention, piece: Workpiece) -> Concept:
    """Return the concept that a mention stands for as a target: of Xの導入 and X導入 it is X, of an action behind の the whole."""
    touching = mentions_of(piece, mention)
    inner = len(touching) > 1 and [
        other
        for other in touching
        if other is not mention
        and other.end <= mention.end
        and piece.text[other.end : mention.end].removeprefix("の") in LIGHT
    ]
    if inner:
        named = max(inner, key=lambda other: other.end - other.start)
        return mention.concept if named.method == "noun" else named.concept
    led = _led(mention, piece)
    if led is not None:
        return led
    wider = _aspect(mention, piece)
    if wider is not None:
        return wider
    if len(mention.surface) <= _SHORT and mention.method == "noun" and mention.concept.type not in AGENTS:
        before = _OWNED.search(piece.text, max(mention.start - _OWNERS, 0), mention.start)
        if before is not None and before["noun"] not in MEANS:
            return Concept(piece.text[before.start() : mention.end], mention.concept.type)
    owner = _owner(mention, piece)
    if owner is not None and mention.method in {"compound", "noun"} and mention.concept.type not in AGENTS:
        label = piece.text[owner.start : mention.end]
        return Concept(label, mention.concept.type)
    return mention.concept


def _aspect(mention: Mention, piece: Workpiece) -> Concept | None:
    """Return the whole of what is asked for of a thing: 費用の|目安を公表する, where the second noun is no term of its own."""
    found = _ASPECT.match(piece.text, mention.end) if mention.concept.type not in AGENTS else None
    if found is None or found["noun"] in LIGHT or found["noun"] in MEANS:
        return None
    return Concept(piece.text[mention.start : found.end("noun")], kind_of(found["noun"]))


def _owner(mention: Mention, piece: Workpiece) -> Mention | None:
    """Return the mention before the の of a mention."""
    if not piece.text.endswith("の", 0, mention.start):
        return None
    at = bisect_left(piece.mention_starts, mention.start)
    before = piece.finding.mentions[max(at - 4, 0) : at]
    return next(
        (other for other in before if other.end == mention.start - 1 and other.concept.type not in AGENTS), None
    )


def _led(mention: Mention, piece: Workpiece) -> Concept | None:
    """Return what への or との leads a deed to: of FHIRへの対応 it is FHIR, of データとの照合 the whole."""
    text, start = piece.text, mention.start
    if mention.surface in _TOWARDS and not text.endswith("の", 0, start):
        start = max(text.rfind(f"への{mention.surface}", 0, start), 0) + 2
    if not text.endswith(("への", "との"), 0, start):
        return None
    at = bisect_left(piece.mention_starts, start)
    before = piece.finding.mentions[max(at - 4, 0) : at]
    other = next((one for one in before if text[one.end : start] in _LEADING and one.concept.type not in AGENTS), None)
    if other is None:
        return None
    if text.endswith("への", 0, start):
        return other.concept if mention.surface in _TOWARDS else None
    label = text[other.start : mention.end]
    return Concept(label, mention.concept.type) if mention.concept.type == "activity" else None
