"""What leads to what: finds the effect that a predicate states, and the cause in its subject, a condition, a reason or the topic."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.annotating.lexicons import classes_of, valence, verb_classes
from graph.annotating.naming import Names
from graph.annotating.predicates import Argument, Clauses, Predicate
from graph.model import Concept

_INSTRUMENTS = ("により", "によって", "による", "に伴い", "に伴う", "に伴って", "を通じて", "のため", "から", "で", "に応じて", "を機に", "を使って", "を用いて", "を活用して", "を利用して")
_STATES = frozenset(
    "ない 少ない 足りる 異なる 細い 狭い 短い 遅い 弱い 古い 乏しい 不十分 あいまい 曖昧 任せ 低い 薄い 欠ける 欠く 違う 分かる 決まる 合う 小さい まま".split()
)
_DEGREES = frozenset({"重い", "高い", "多い", "長い", "大きい", "広い"})
_THINKING = frozenset("考える 見る 踏まえる 勘案 比べる 言う 聞く 思う 言える 鑑みる 述べる ある いる なる する".split())
_TOOLS = frozenset({"system", "technology", "policy", "document", "law"})
_ORDER = ("unnecessary", "hinder", "hinder_negated", "down", "sway", "up", "appear", "enable")
_POSITIVE = frozenset({"enable", "up", "appear"})
_WORRY = re.compile(r"(?:という|との)?(?:おそれ|恐れ|懸念|危険|リスク|ことに(?:も)?な(?:る|り)(?!ま)|のではな|のではない|こともあ)")
_VAGUE = frozenset("効果 メリット 利点 タイミング 印象 業務 制度 情報 データ 機会 結果 特性 内容".split())
_MEANS = frozenset("施策 仕組み 方式 制度 取組 取り組み 手段 方法 もの 対策 手法 方策 措置 事業".split())
_CHANCE = frozenset("手掛かり 手がかり きっかけ 機会 好機 助け 契機 一助 効果 余地 仕組み".split())
_ABLE = re.compile(r"(?:よう|こと)(?:に(?:も)?|が(?:でき|可能))|やす")


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation that a sentence states: its ends, the rule that read it and how sure that is."""

    subject: Concept
    predicate: str
    object: Concept
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence may leave unsaid: its text, the topic of the sentence before it, and whether it worries."""

    text: str
    topic: Concept | None
    worried: bool


def effects(sentence: Clauses, names: Names, context: Context) -> Iterator[Stated]:
    """Yield what causes, enables, hinders, affects or makes unnecessary what."""
    for place, predicate in enumerate(sentence.predicates):
        kind = effect_kind(predicate)
        theme = _theme(predicate, kind, names) if kind else None
        if kind is None or theme is None:
            yield from _on_clause(place, predicate, kind, sentence, names, context)
            continue
        for concept in _happening(theme, sentence, names):
            relation = _relation(kind, concept, context)
            for subject, rule, weight in _likeliest(place, predicate, theme, concept, sentence, names, context):
                yield Stated(subject, relation, concept, f"effect:{rule}", weight)


def _happening(theme: Argument, sentence: Clauses, names: Names) -> list[Concept]:
    """Return what an effect happens to; of people it is what they come to do: 利用をためらう|家庭が出る."""
    found = [concept for concept in names.group(theme) if concept.type not in {"actor", "person"} and concept.label not in _VAGUE]
    if found:
        return found
    doing = next((predicate for predicate in sentence.predicates if predicate.head is theme), None)
    event = names.event(doing) if doing is not None else None
    return [event] if event is not None else []


def effect_kind(predicate: Predicate) -> str | None:
    """Return what kind of effect a predicate's word and its negation state."""
    classes = classes_of(predicate.word)
    for kind in _ORDER:
        if kind in classes and not (predicate.negative and kind in _POSITIVE) and (predicate.negative or kind != "hinder_negated"):
            return kind
    return None


def _theme(predicate: Predicate, kind: str, names: Names) -> Argument | None:
    """Return what an effect happens to: what the verb acts on, else its subject."""
    marks = ("に", "にも") if "into" in classes_of(predicate.word) else verb_classes()[kind].theme
    return next((argument for mark in marks for argument in predicate.marked(mark) if names.of(argument) is not None), None)


def _relation(kind: str, theme: Concept, context: Context) -> str:
    """Return the relation that an effect of a kind has on a theme, by what the theme means for people."""
    meaning = valence(theme.label)
    by_meaning = {
        "down": {"good": "hinders"}.get(meaning or "", "affects"),
        "up": {"bad": "causes", "measure": "affects", "good": "enables"}.get(meaning or "", "causes" if context.worried else "enables"),
        "appear": "enables" if meaning == "good" and not context.worried else "causes",
        "hinder": "hinders",
        "hinder_negated": "hinders",
        "unnecessary": "makesUnnecessary",
        "sway": "affects",
    }
    return by_meaning.get(kind, "enables")


def _likeliest(place: int, predicate: Predicate, theme: Argument, effect: Concept, sentence: Clauses, names: Names, context: Context) -> list[tuple[Concept, str, float]]:
    """Return the likeliest cause of an effect, with what stands side by side with it."""
    for argument, concept, rule, weight in _causes(place, predicate, theme, sentence, names, context):
        if concept.label == effect.label or effect.label.startswith(concept.label + "の"):
            continue
        beside = [other for other in names.group(argument) if other != concept] if argument is not None and argument.beside else []
        return [(subject, rule, weight) for subject in (concept, *beside)]
    return []


def _causes(place: int, predicate: Predicate, theme: Argument, sentence: Clauses, names: Names, context: Context) -> Iterator[tuple[Argument | None, Concept, str, float]]:
    """Yield what may be the cause, the likeliest first."""
    for argument in predicate.marked(*_INSTRUMENTS):
        if argument is not theme and (concept := thing(argument, names)) and _instrumental(argument.mark, concept):
            yield argument, concept, "instrument", 0.7
    if theme.mark not in {"が", "は", "も"}:
        for argument in predicate.marked("が", "は", "も"):
            if argument is not theme and (concept := thing(argument, names)):
                yield argument, concept, "subject", 0.75
    if predicate.head is not None and (concept := _modified(predicate, sentence, names, context)):
        yield predicate.head, concept, "modified", 0.6
    yield from _means(place, predicate, theme, sentence, names, context)
    before = list(_clause_before(place, theme.start, sentence, names))
    yield from (found for found in before if found[2] != "chained")
    if theme.mark not in {"が", "も"} or valence(theme.label) == "bad" or not classes_of(predicate.word) & {"up", "sway", "enable"}:
        for argument in sentence.topics:
            if argument.end <= theme.start and (concept := thing(argument, names)) and (argument.mark != "では" or concept.type in _TOOLS):
                yield argument, concept, "topic", 0.55
    yield from _setting(theme, sentence, names)
    yield from (found for found in before if found[2] == "chained")
    if context.topic is not None and not any(argument.end <= theme.start for argument in sentence.topics) and theme.mark in {"を", "に", "にも"}:
        yield None, context.topic, "carried", 0.4


def _means(place: int, predicate: Predicate, theme: Argument, sentence: Clauses, names: Names, context: Context) -> Iterator[tuple[Argument | None, Concept, str, float]]:
    """Yield what is done in order to reach the effect: 負担を抑えるために給付金を設ける."""
    if theme.mark != "を" or not context.text.startswith("ため", predicate.end):
        return
    for following in sentence.predicates[place + 1 :]:
        if effect_kind(following) != "hinder":
            yield from ((argument, concept, "purpose", 0.55) for argument in following.marked("を") if argument.start > predicate.end and (concept := thing(argument, names)))
        if following.form != "adnominal":
            return


def _setting(theme: Argument, sentence: Clauses, names: Names) -> Iterator[tuple[Argument | None, Concept, str, float]]:
    """Yield what was done where the effect is seen: システムを導入した市では、時間が短縮された."""
    for predicate in sentence.predicates:
        if predicate.head is not None and predicate.head in sentence.topics and predicate.head.end <= theme.start and {"use", "into_use", "provide"} & classes_of(predicate.word):
            yield from ((argument, concept, "setting", 0.55) for argument in predicate.marked("を") if (concept := thing(argument, names)))


def _instrumental(mark: str, concept: Concept) -> bool:
    """Whether a particle marks a means or a reason, not a place or a beginning."""
    if mark == "から":
        return valence(concept.label) == "bad"
    return mark != "で" or concept.type in _TOOLS


def _modified(predicate: Predicate, sentence: Clauses, names: Names, context: Context) -> Concept | None:
    """Return what a relative clause says something of; a mere measure or means stands for the topic."""
    head = predicate.head
    if head is None or predicate.marked("が"):
        return None
    if head.noun not in _MEANS:
        return thing(head, names)
    return next((concept for argument in sentence.topics if argument.end <= predicate.start and (concept := thing(argument, names))), context.topic)


def thing(argument: Argument, names: Names) -> Concept | None:
    """Return the concept of a noun phrase that is neither an agent nor a mere setting."""
    concept = names.of(argument)
    settings = {"place"} if argument.mark in {"では", "で", "には", "から"} else set()
    return concept if concept is not None and concept.type not in {"actor", "organisation", "person", *settings} else None


_WEIGHTS = {"condition": 0.65, "cause": 0.65, "chained": 0.45}


def _clause_before(place: int, start: int, sentence: Clauses, names: Names) -> Iterator[tuple[Argument | None, Concept, str, float]]:
    """Yield what a condition, a reason or a chained clause before the effect is about."""
    for earlier in reversed(sentence.predicates[:place]):
        if earlier.form == "contrast":
            return
        if earlier.form in _WEIGHTS and earlier.end <= start and (earlier.form != "chained" or _leads_on(earlier)):
            argument, concept = key(earlier, names)
            if concept is not None:
                yield argument, concept, earlier.form, _WEIGHTS[earlier.form]


def _leads_on(predicate: Predicate) -> bool:
    """Whether a chained clause tells of something that came about, not of what somebody did or did without."""
    return not (predicate.negative and predicate.word not in _STATES) and not predicate.marked("を")


def key(predicate: Predicate, names: Names) -> tuple[Argument | None, Concept | None]:
    """Return what a clause is about as a cause: a state is itself the cause, of an action it is what is acted on."""
    if predicate.own is not None and predicate.own.mention is not None and len(predicate.own.label) > 2 and (concept := names.of(predicate.own)):
        return predicate.own, concept
    if predicate.word in _STATES or predicate.negative:
        return None, names.event(predicate)
    if predicate.word in _THINKING:
        return None, None
    marks = ("が", "も", "は") if predicate.word in _DEGREES else ("を", "に", "が", "も", "は", "には")
    for argument in (argument for mark in marks for argument in predicate.marked(mark)):
        if concept := thing(argument, names):
            return argument, concept
    return None, names.event(predicate) if predicate.marked("が") and predicate.word not in _DEGREES else None


def _on_clause(place: int, predicate: Predicate, kind: str | None, sentence: Clauses, names: Names, context: Context) -> Iterator[Stated]:
    """Yield what a condition leads to where the effect is no noun but the clause itself."""
    behind = context.text[predicate.end : predicate.end + 16]
    chance = predicate.head is not None and predicate.head.label in _CHANCE
    worry = "かねな" in context.text[predicate.start : predicate.end] or bool(_WORRY.match(behind))
    able = "えるよう" in behind or bool(_ABLE.match(behind)) or chance
    if not (worry or able or kind in {"hinder_negated", "hinder"}) or predicate.form in {"condition", "cause", "contrast", "purpose"}:
        return
    event = names.event(predicate)
    if event is None:
        return
    causes = [(argument, concept, rule, weight) for argument, concept, rule, weight in _clause_before(place, predicate.start, sentence, names)]
    causes += [(argument, concept, "topic", 0.5) for argument in sentence.topics if argument.end <= predicate.start and argument not in predicate.arguments[-1:] and (concept := thing(argument, names))]
    for argument, concept, rule, weight in causes[:1]:
        if concept.label not in event.label:
            yield Stated(concept, "enables" if able and not worry else "causes", event, f"event:{rule}", weight - 0.1)
