"""Where an effect comes from: the subject, a means, a condition, a reason, the topic, or what was said before."""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from graph.annotating.lexicons import valence, word_list
from graph.annotating.naming import Names
from graph.annotating.phrases import Argument, Clauses, Predicate
from graph.model import Concept

_INSTRUMENTS = tuple(
    "により によって による に伴い に伴う に伴って を通じて のため から で に応じて を機に のたびに を使って を用いて を活用して を利用して".split()
)
_STATES = word_list("clauses", "states")
_DEGREES = word_list("clauses", "degrees")
_THINKING = word_list("clauses", "thinking")
_MEANS = word_list("clauses", "means")
_TOOLS = frozenset({"system", "technology", "policy", "document", "law"})
_CHANGES = frozenset({"up", "sway", "enable"})
_SWAYED = frozenset({"左右", "委ねる", "依存", "影響"})
"""Predicates that in the passive are said of what something else decides: 時間は渋滞に左右される."""
_WEIGHTS = {"condition": 0.65, "cause": 0.65, "chained": 0.45}
Cause: TypeAlias = tuple[Argument | None, Concept, str, float]
"""The phrase that names a cause where one does, the cause, the rule that found it and how sure that is."""


class Stated(NamedTuple):
    """A relation that a sentence states: its ends, the rule that read it and how sure that is."""

    subject: Concept
    predicate: str
    object: Concept
    rule: str
    confidence: float


class Context(NamedTuple):
    """What a sentence may leave unsaid: its text, the topic of the sentence before it, whether it worries, and whether it opens by taking that topic up."""

    text: str
    topic: Concept | None
    worried: bool
    taken_up: bool = False


def causes(
    place: int, predicate: Predicate, theme: Argument, sentence: Clauses, names: Names, context: Context
) -> Iterator[Cause]:
    """Yield what may be the cause of what a predicate says of its theme, the likeliest first."""
    yield from _own(predicate, theme, names)
    if theme.mention is None or theme.mention.concept.type == "actor":
        yield from _driving(theme, sentence, names)
    if predicate.head is not None and (concept := _modified(predicate, sentence, names, context)):
        yield predicate.head, concept, "modified", 0.6
    yield from _means(place, predicate, theme, sentence, names, context)
    before = list(clause_before(place, theme.start, sentence, names))
    yield from (found for found in before if found[2] != "chained")
    yield from _setting(theme, sentence, names)
    yield from _topics(predicate, theme, sentence, names)
    yield from (found for found in before if found[2] == "chained")
    spoken = any(argument.end <= theme.start for argument in sentence.topics)
    if (
        context.topic is not None
        and not spoken
        and (context.taken_up or "into" in predicate.classes)
        and theme.mark in {"を", "に", "にも"}
    ):
        yield None, context.topic, "carried", 0.4


def _own(predicate: Predicate, theme: Argument, names: Names) -> Iterator[Cause]:
    """Yield a predicate's own means and subject."""
    for argument in predicate.marked(*_INSTRUMENTS):
        if argument is not theme and (concept := thing(argument, names)) and _instrumental(argument.mark, concept):
            yield argument, concept, "instrument", 0.7
    if (
        predicate.word in _SWAYED
        and theme.mark in {"が", "は", "も"}
        and "れ" in names.text[predicate.start : predicate.end]
    ):
        for argument in predicate.marked("に"):
            if concept := thing(argument, names):
                yield argument, concept, "swayed", 0.65
    for argument in predicate.marked("が", "は", "も") if theme.mark not in {"が", "は", "も"} else ():
        if argument is not theme and (concept := thing(argument, names)):
            yield argument, concept, "subject", 0.75


def _driving(theme: Argument, sentence: Clauses, names: Names) -> Iterator[Cause]:
    """Yield what makes people do what they come to do: 通知疲れからアプリを消す|人が出る."""
    for doing in sentence.predicates:
        if doing.head is theme:
            for argument in doing.marked("から", "により", "によって"):
                if (concept := thing(argument, names)) and _instrumental(argument.mark, concept):
                    yield argument, concept, "driving", 0.6


def _topics(predicate: Predicate, theme: Argument, sentence: Clauses, names: Names) -> Iterator[Cause]:
    """Yield what the sentence speaks of; of degrees and changes that just are (Xは時間が長い) it is no cause, unless one wants less of them."""
    if predicate.word in _STATES:
        return
    if theme.mark in {"が", "も"} and valence(theme.label) != "bad" and predicate.classes & _CHANGES:
        return
    for argument in sentence.topics:
        concept = thing(argument, names) if argument.end <= theme.start else None
        if concept is not None and (argument.mark != "では" or concept.type in _TOOLS):
            yield argument, concept, "topic", 0.55


def _means(
    place: int, predicate: Predicate, theme: Argument, sentence: Clauses, names: Names, context: Context
) -> Iterator[Cause]:
    """Yield what is done in order to reach the effect: 負担を抑えるために給付金を設ける."""
    if theme.mark != "を" or not context.text.startswith("ため", predicate.end):
        return
    for following in sentence.predicates[place + 1 :]:
        if "hinder" not in following.classes:
            yield from (
                (argument, concept, "purpose", 0.55)
                for argument in following.marked("を")
                if argument.start > predicate.end and (concept := thing(argument, names))
            )
        if following.form != "adnominal":
            return


def _setting(theme: Argument, sentence: Clauses, names: Names) -> Iterator[Cause]:
    """Yield what was done where the effect is seen: システムを導入した市では、時間が短縮された."""
    for predicate in sentence.predicates:
        if (
            predicate.head is not None
            and predicate.head in sentence.topics
            and predicate.head.end <= theme.start
            and (predicate.head.mark == "では" or {"use", "into_use", "provide"} & predicate.classes)
        ):
            yield from (
                (argument, concept, "setting", 0.55)
                for argument in predicate.marked("に" if "into_use" in predicate.classes else "を")
                if (concept := thing(argument, names))
            )


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
    return next(
        (
            concept
            for argument in sentence.topics
            if argument.end <= predicate.start and (concept := thing(argument, names))
        ),
        context.topic,
    )


def thing(argument: Argument, names: Names) -> Concept | None:
    """Return the concept of a noun phrase that is neither an agent nor a mere setting."""
    doing = names.doing(argument) if argument.label == "こと" else None
    concept = key(doing, names)[1] if doing is not None else names.of(argument)
    settings = {"place"} if argument.mark in {"では", "で", "には", "から"} else set()
    return (
        concept if concept is not None and concept.type not in {"actor", "organisation", "person", *settings} else None
    )


def clause_before(place: int, start: int, sentence: Clauses, names: Names) -> Iterator[Cause]:
    """Yield what a condition, a reason or a chained clause before the effect is about."""
    for earlier in reversed(sentence.predicates[:place]):
        if earlier.form == "contrast":
            return
        if earlier.form in _WEIGHTS and earlier.end <= start and (means := earlier.marked("により", "によって")):
            yield from ((one, concept, "means", 0.6) for one in means if (concept := thing(one, names)))
        if earlier.form in _WEIGHTS and earlier.end <= start and (earlier.form != "chained" or _leads_on(earlier)):
            argument, concept = key(earlier, names)
            if concept is not None:
                yield argument, concept, earlier.form, _WEIGHTS[earlier.form]


def _leads_on(predicate: Predicate) -> bool:
    """Whether a chained clause tells of something that came about, not of what somebody did or did without."""
    if predicate.negative:
        return predicate.word in _STATES or "hinder_negated" in predicate.classes
    return not predicate.marked("を")


def key(predicate: Predicate, names: Names) -> tuple[Argument | None, Concept | None]:
    """Return what a clause is about as a cause: a state is itself the cause, of an action it is what is acted on."""
    if (
        predicate.own is not None
        and predicate.own.mention is not None
        and len(predicate.own.label) > 2
        and (concept := names.of(predicate.own))
    ):
        return predicate.own, concept
    if predicate.word in _STATES or predicate.negative or names.text.startswith("だけでは", predicate.end):
        return None, names.event(predicate)
    if predicate.word in _THINKING:
        return None, None
    marks = ("が", "も", "は") if predicate.word in _DEGREES else ("を", "に", "が", "も", "は", "には")
    for argument in (argument for mark in marks for argument in predicate.marked(mark)):
        if concept := thing(argument, names):
            return argument, concept
    if predicate.own is not None and (concept := names.of(predicate.own)):
        return predicate.own, concept
    return None, names.event(predicate) if predicate.marked("が") and predicate.word not in _DEGREES else None
