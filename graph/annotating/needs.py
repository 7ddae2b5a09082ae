"""What requires what, and what stands against what: conditions, means that cannot be missed, alternatives."""

from collections.abc import Iterator

from graph.annotating.causes import Context, Stated, key
from graph.annotating.holdings import first
from graph.annotating.lexicons import valence
from graph.annotating.naming import AGENTS, Names
from graph.annotating.phrases import Argument, Clauses, Predicate
from graph.model import Concept

_INSTEAD = frozenset({"よりも", "より", "ではなく", "に代えて", "に代わり"})
_CONDITIONALLY = frozenset({"を条件に", "を前提に"})
_CONDITIONS = frozenset({"前提", "条件", "要件"})
_FUNDING = frozenset({"賄う", "回す", "当たる", "充てる", "当てる", "振り向ける"})
_NAMED = frozenset({"quoted", "taught"})


def needs(sentence: Clauses, names: Names, context: Context) -> Iterator[Stated]:
    """Yield what requires what and what is preferred to what."""
    for place, predicate in enumerate(sentence.predicates):
        if "require" in predicate.classes:
            yield from _requires(place, predicate, sentence, names, context)
        if predicate.word in _FUNDING and predicate.head is not None:
            yield from _pairs(first(predicate.marked("を", "に"), names), names.group(predicate.head), "resource")
    if not _CONDITIONALLY.isdisjoint(sentence.marks):
        yield from _conditions(sentence, names)
    if "condition" in sentence.forms:
        yield from _without(sentence, names)
    if "instead" in sentence.forms or not _INSTEAD.isdisjoint(sentence.marks):
        yield from _contrasts(sentence, names)


def _pairs(bearers: list[Concept], needed: list[Concept], rule: str) -> Iterator[Stated]:
    """Yield that each bearer requires each thing."""
    for thing in needed[:3]:
        if valence(thing.label) != "measure":
            yield from (
                Stated(bearer, "requires", thing, rule, 0.55) for bearer in bearers[:2] if bearer.label != thing.label
            )


def _requires(place: int, predicate: Predicate, sentence: Clauses, names: Names, context: Context) -> Iterator[Stated]:
    """Yield XにはYが必要, YをXの前提とする, Xを行うにはYが不可欠."""
    objects = first(predicate.marked("を"), names)
    if not objects and predicate.own is not None and predicate.word in _CONDITIONS:
        objects = [concept for argument in predicate.marked("を") if (concept := _done(argument, sentence, names))]
    needed = objects or first(predicate.marked("が", "も"), names)
    bearers: list[Concept] = []
    if predicate.head is not None and predicate.marked("に") and not objects:
        needed = names.group(predicate.head)
    if predicate.word in _CONDITIONS and predicate.own is not None:
        owner = names.owner(predicate.own)
        bearers = [owner] if owner is not None else []
    bearers = (
        bearers
        or first(predicate.marked("には", "では", "に", *(("は",) if needed else ())), names)
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
            needed = names.of(argument) or _done(argument, sentence, names)
            yield from _pairs(first(final.marked("を", "は"), names)[:1], [needed] if needed else [], "condition")


def _done(argument: Argument, sentence: Clauses, names: Names) -> Concept | None:
    """Return what is done in a clause that こと makes a noun: 監視体制を整える|こと."""
    doing = next((predicate for predicate in sentence.predicates if predicate.end == argument.start), None)
    return key(doing, names)[1] if argument.label == "こと" and doing is not None else None


def _without(sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield what cannot do without what: Xを進めなければYは成り立たない."""
    for place, predicate in enumerate(sentence.predicates[:-1]):
        if not predicate.negative or predicate.form != "condition":
            continue
        needed = first(predicate.marked("を", "が", "も"), names)
        for following in sentence.predicates[place + 1 :]:
            bearers = [
                concept
                for argument in following.marked("は", "が", "も")
                if argument.start > predicate.end
                for concept in names.group(argument)
            ]
            if bearers and needed and needed[0].type not in AGENTS:
                yield Stated(bearers[0], "requires", needed[0], "without", 0.6)
                break


def _contrasts(sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield what is preferred to what: Aに代えてBを指標とする, Aを待つのではなくBを設ける."""
    for argument in sentence.arguments:
        if argument.mark in _INSTEAD and (less := names.of(argument)):
            yield from _preferred(less, argument.end, sentence, names, "instead")
    for predicate in sentence.predicates:
        if predicate.form == "instead":
            less = names.event(predicate) if predicate.negative else key(predicate, names)[1]
            if less is not None:
                yield from _preferred(less, predicate.end, sentence, names, "rather")


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
    more = first([*named, *last], names)
    if more and more[0].label != less.label:
        yield Stated(less, "contrastsWith", more[0], rule, 0.6)
