"""What requires what, and what stands against what: conditions, means that cannot be missed, alternatives."""

import itertools
from collections.abc import Iterator, Sequence

from graph.annotating.causes import Context, Stated, key, thing
from graph.annotating.lexicons import valence
from graph.annotating.naming import AGENTS, Names, first
from graph.annotating.phrases import Argument, Clauses, Predicate
from graph.model import Concept

_INSTEAD = frozenset({"よりも", "より", "ではなく", "に代えて", "に代わり"})
_THAN = frozenset({"より", "よりも"})
_CONDITIONALLY = frozenset({"を条件に", "を前提に"})
_CONDITIONS = frozenset({"前提", "条件", "要件"})
_MISSED = frozenset({"欠かせる", "欠かす"})
"""Words that require something where they are negated."""
_SORTS = dict.fromkeys(AGENTS, "agent") | {"indicator": "measure", "issue": "measure"}
_STAGES = frozenset({"段階", "状態", "状況", "まま", "うち", "中"})
_COSTING = frozenset({"かかる", "掛かる", "要る"})
_COSTS = frozenset("人手 費用 手間 時間 経費 コスト 労力 予算 資金 人員".split())
_DIFFERING = frozenset({"異なる", "違う"})
_NAMED = frozenset({"quoted", "taught"})


def needs(sentence: Clauses, names: Names, context: Context) -> Iterator[Stated]:
    """Yield what requires what and what is preferred to what."""
    for place, predicate in enumerate(sentence.predicates):
        if "require" in predicate.classes and predicate.negative == (predicate.word in _MISSED):
            yield from _requires(place, predicate, sentence, names, context)
        if predicate.word in _COSTING:
            yield from _pairs(first(predicate.marked("に", "には"), names), _costs(predicate, names), "costs")
        if predicate.word in _DIFFERING:
            yield from _differing(predicate, names)
    if not _CONDITIONALLY.isdisjoint(sentence.marks):
        yield from _conditions(sentence, names)
    if "condition" in sentence.forms:
        yield from _without(sentence, names)
        if "さえ" in context.text:
            yield from _if_only(sentence, names, context)
    if "adnominal" in sentence.forms:
        yield from _before_ready(sentence, names)
    if "instead" in sentence.forms or not _INSTEAD.isdisjoint(sentence.marks):
        yield from _contrasts(sentence, names)


def _pairs(bearers: list[Concept], needed: list[Concept], rule: str) -> Iterator[Stated]:
    """Yield that each bearer requires each thing."""
    for need in needed[:3]:
        if valence(need.label) != "measure":
            yield from (
                Stated(bearer, "requires", need, rule, 0.55) for bearer in bearers[:2] if bearer.label != need.label
            )


def _costs(predicate: Predicate, names: Names) -> list[Concept]:
    """Return what something is said to cost: 検査に人手が|かかる."""
    return [concept for argument in predicate.marked("が", "も") if argument.noun in _COSTS for concept in names.group(argument)]


def _differing(predicate: Predicate, names: Names) -> Iterator[Stated]:
    """Yield what is told apart: AとBとでは、扱いが異なる."""
    for argument in predicate.marked("で", "では"):
        for other in argument.beside:
            one, two = names.of(argument), names.of(other)
            if other.start < argument.start and one is not None and two is not None and alike(one, two):
                yield Stated(two, "contrastsWith", one, "differing", 0.6)


def _requires(place: int, predicate: Predicate, sentence: Clauses, names: Names, context: Context) -> Iterator[Stated]:
    """Yield XにはYが必要, YをXの前提とする, Xを行うにはYが不可欠."""
    objects = first(predicate.marked("を"), names)
    if not objects and predicate.own is not None and predicate.word in _CONDITIONS:
        objects = [concept for argument in predicate.marked("を") if (concept := _done(argument, names))]
    needed = objects or first(predicate.marked("が", "も"), names)
    if not needed:
        needed = [concept for argument in predicate.marked("が") if (concept := _done(argument, names))]
    bearers: list[Concept] = []
    if predicate.head is not None and predicate.marked("に") and not objects:
        needed = names.group(predicate.head)
    if predicate.word in _CONDITIONS and predicate.own is not None:
        owner = names.owner(predicate.own)
        bearers = [owner] if owner is not None else []
        if owner is not None and owner.type == "policy" and len(owner.label) < 3:
            whole = names.of(predicate.own)
            yield from (Stated(whole, "includes", thing, "demanded", 0.6) for thing in objects[:2] if whole is not None)
            return
    bearers = (
        bearers
        or first(predicate.marked("には", "に先立って", "に先立ち", "では", "に", *(("は",) if needed else ())), names)
        or _earlier(place, sentence, names)
    )
    bearers = bearers or [concept for argument in sentence.topics for concept in names.group(argument)][:1]
    if not bearers and predicate.word in _CONDITIONS and context.topic is not None:
        bearers = [context.topic]
    yield from _pairs(bearers, [thing for thing in needed if thing.type not in AGENTS], "requires")


def _earlier(place: int, sentence: Clauses, names: Names) -> list[Concept]:
    """Return what the purpose or condition before a predicate is about."""
    for other in reversed(sentence.predicates[:place]):
        if other.form in {"condition", "purpose", "cause"}:
            concept = key(other, names)[1] or names.event(other)
            return [concept] if concept else []
    return []


def _conditions(sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield Xを条件にYを認める as Y requires X."""
    if not sentence.predicates:
        return
    final = sentence.predicates[-1]
    for argument in sentence.arguments:
        if argument.mark in _CONDITIONALLY:
            needed = names.of(argument) or _done(argument, names)
            yield from _pairs(first(final.marked("を", "は"), names)[:1], [needed] if needed else [], "condition")


def _done(argument: Argument, names: Names) -> Concept | None:
    """Return what is done in a clause that こと makes a noun: 監視体制を整える|こと."""
    doing = names.doing(argument)
    return key(doing, names)[1] if doing is not None else None


def _without(sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield what cannot do without what: Xを進めなければYは成り立たない."""
    for place, predicate in enumerate(sentence.predicates[:-1]):
        if not predicate.negative or predicate.form != "condition":
            continue
        needed = first(predicate.marked("を", "が", "も"), names) or first(predicate.marked("に"), names)
        for following in sentence.predicates[place + 1 :]:
            bearers = [
                concept
                for argument in following.marked("は", "が", "も")
                if argument.start > predicate.end and (concept := thing(argument, names))
            ]
            if bearers and needed and needed[0].type not in AGENTS:
                yield Stated(bearers[0], "requires", needed[0], "without", 0.6)
                break
        else:
            spoken = [
                concept
                for topic in sentence.topics
                if topic.end <= predicate.start and (concept := thing(topic, names))
            ]
            if needed and needed[0].type not in AGENTS and spoken and sentence.predicates[-1].negative:
                yield from _pairs(spoken[-1:], needed[:1], "without")


def _if_only(sentence: Clauses, names: Names, context: Context) -> Iterator[Stated]:
    """Yield what is all that something needs: 検査体制さえ整えば、Yは広がる."""
    for place, predicate in enumerate(sentence.predicates):
        if predicate.form != "condition":
            continue
        for argument in predicate.arguments:
            needed = names.of(argument) if context.text.startswith("さえ", argument.end) else None
            if needed is None:
                continue
            spoken = [
                concept for topic in sentence.topics if topic.end <= argument.start and (concept := thing(topic, names))
            ]
            later = [
                concept
                for following in sentence.predicates[place + 1 :]
                for concept in first(following.marked("は", "が", "も"), names)
            ]
            yield from _pairs([*spoken, *later][:1], [needed], "if-only")


def _before_ready(sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield what must be there first: 協調が整わない|段階での|本格運行."""
    for predicate in sentence.predicates:
        head = predicate.head
        if head is None or not predicate.negative or head.label not in _STAGES or head.mark not in {"での", "で", "の"}:
            continue
        needed = first(predicate.marked("が", "を"), names)
        following = next((one for one in sentence.arguments if one.start > head.end), None)
        bearer = names.of(following) if following is not None else None
        if bearer is not None and needed and needed[0].type not in AGENTS:
            yield Stated(bearer, "requires", needed[0], "before-ready", 0.6)


def _contrasts(sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield what is preferred to what: Aに代えてBを指標とする, Aを待つのではなくBを設ける."""
    for place, argument in enumerate(sentence.arguments):
        if argument.mark in _INSTEAD and (less := names.of(argument)):
            compared = _compared(sentence.arguments[place + 1 : place + 4], names) if argument.mark in _THAN else None
            if compared is not None:
                yield Stated(less, "contrastsWith", compared, "than", 0.65)
                continue
            yield from _preferred(less, argument.end, sentence, names, "instead")
    for predicate in sentence.predicates:
        if predicate.form == "instead":
            less = names.event(predicate) if predicate.negative else key(predicate, names)[1]
            if less is not None:
                yield from _preferred(less, predicate.end, sentence, names, "rather")


def alike(one: Concept, other: Concept) -> bool:
    """Whether two things are of one sort, so that one can take the place of the other."""
    return _SORTS.get(one.type) == _SORTS.get(other.type)


def _compared(following: Sequence[Argument], names: Names) -> Concept | None:
    """Return what is said to be more so than something else: 庁舎より|学校の|方が."""
    for one, other in itertools.pairwise(following):
        if one.mark == "の" and other.label in {"方", "ほう"}:
            return names.of(min((one, *one.beside), key=lambda member: member.start))
    return None


def _preferred(less: Concept, after: int, sentence: Clauses, names: Names, rule: str) -> Iterator[Stated]:
    """Yield the contrast with what is preferred: a term of its own name behind, else what the last predicate takes."""
    named = [
        argument
        for argument in sentence.arguments
        if argument.start >= after and argument.mention is not None and argument.mention.method in _NAMED
    ]
    last = [
        argument
        for predicate in reversed(sentence.predicates)
        if predicate.form != "adnominal"
        for argument in predicate.marked("を", "に", "が")
        if argument.start >= after
    ]
    more = first([*named, *last], names) or first(
        [one for one in sentence.arguments if one.start >= after and one.mark == "を"][:1], names
    )
    if more and more[0].label != less.label and alike(less, more[0]):
        yield Stated(less, "contrastsWith", more[0], rule, 0.6)
