"""What leads to what: the effect that a predicate states, by the meaning of its word and of what it happens to."""

import re
from collections.abc import Iterator
from functools import cache

from graph.annotating.causes import Context, Stated, causes, clause_before, thing
from graph.annotating.lexicons import valence, verb_classes, word_list
from graph.annotating.naming import Names
from graph.annotating.phrases import Argument, Clauses, Predicate
from graph.model import Concept

_ORDER = ("unnecessary", "worsen", "hinder", "hinder_negated", "down", "sway", "up", "appear", "enable")
_POSITIVE = frozenset({"enable", "up", "appear"})
_NEGATED = frozenset({"hinder_negated"})
_LEADING_ON = frozenset({"condition", "cause", "contrast", "purpose"})
_WORRY = re.compile(
    r"(?:という|との)?(?:おそれ|恐れ|懸念|危険|リスク|ことに(?:も)?な(?:る|り)(?!ま)|のではな|のではない|こともあ)"
)
_SOMEBODY = frozenset({"人", "方", "者", "子", "方々"})
"""Words for people that name nobody: of them an effect is what they come to do."""
_BECOMING = frozenset({"なる", "済む", "とどまる"})
_AMOUNT = re.compile(r"^[約0-9一二三四五六七八九十百千半]|(?:倍|割|パーセント|%)$")
_COUNTED = frozenset({"up", "down"})
_RISING = frozenset({"が", "も"})
_VAGUE = word_list("clauses", "vague")
_CHANCE = word_list("clauses", "chance")
_ABLE = re.compile(r"(?:よう|こと)(?:に(?:も)?(?:な|つなが|繋が|役|資)|が(?:でき|可能))|点[でがはを]|やす")


def _amounts(argument: Argument) -> bool:
    """Whether a noun phrase tells how much something has become: 半分以下に, 三分の一に, 二倍と."""
    return bool(_AMOUNT.search(argument.label))


def _suffered(predicate: Predicate, names: Names) -> Argument | None:
    """Return what one comes into that nobody wants: 板挟みに|なる."""
    return next(
        (one for one in predicate.marked("に") if valence(one.label) == "bad" and names.of(one) is not None), None
    )


def effects(sentence: Clauses, names: Names, context: Context) -> Iterator[Stated]:
    """Yield what causes, enables, hinders, affects or makes unnecessary what."""
    for place, predicate in enumerate(sentence.predicates):
        kind = _effect_kind(predicate.classes, negative=predicate.negative)
        if kind is None and predicate.word in _BECOMING and any(map(_amounts, predicate.marked("に", "と", "で"))):
            kind = "sway"
        theme = _theme(predicate, kind, names) if kind else None
        if kind is None and predicate.word == "なる":
            kind, theme = "appear", _suffered(predicate, names)
        if kind is None or theme is None:
            yield from _on_clause(place, predicate, kind, sentence, names, context)
            continue
        for concept in _happening(theme, sentence, names, counted=kind in _COUNTED and theme.mark in _RISING):
            relation = _relation(kind, valence(concept.label), worried=context.worried)
            for subject, rule, weight in _likeliest(place, predicate, theme, concept, sentence, names, context):
                yield Stated(subject, relation, concept, f"effect:{rule}", weight)


def _happening(theme: Argument, sentence: Clauses, names: Names, *, counted: bool) -> list[Concept]:
    """Return what an effect happens to; of people it is what they come to do: 利用をためらう|家庭が出る."""
    found = [
        concept
        for concept in names.group(theme)
        if (concept.type not in {"actor", "person"} or counted) and concept.label not in _VAGUE
    ]
    if found:
        return found
    doing = next((predicate for predicate in sentence.predicates if predicate.head is theme), None)
    event = names.event(doing) if doing is not None else None
    return [event] if event is not None else []


@cache
def _effect_kind(classes: frozenset[str], *, negative: bool) -> str | None:
    """Return what kind of effect a predicate of some classes states, or its negation."""
    return next(
        (kind for kind in _ORDER if kind in classes and kind not in (_POSITIVE if negative else _NEGATED)), None
    )


def _theme(predicate: Predicate, kind: str, names: Names) -> Argument | None:
    """Return what an effect happens to: what the verb acts on, else its subject."""
    marks = ("に", "にも", "には") if "into" in predicate.classes else verb_classes()[kind].theme
    arguments = [argument for mark in marks for argument in predicate.marked(mark)]
    theme = next((one for one in arguments if one.label in _SOMEBODY or names.of(one) is not None), None)
    return theme or (_attempted(arguments, names) if kind == "hinder" else None)


def _attempted(arguments: list[Argument], names: Names) -> Argument | None:
    """Return what is acted on in the clause that こと makes a noun: 議会の理解を得る|ことは困難である."""
    doing = next((found for one in arguments if (found := names.doing(one)) is not None), None)
    return next((one for one in doing.marked("を") if names.of(one) is not None), None) if doing is not None else None


@cache
def _relation(kind: str, meaning: str | None, *, worried: bool) -> str:
    """Return the relation that an effect of a kind has on a theme, by what the theme means for people."""
    by_meaning = {
        "down": {"good": "hinders"}.get(meaning or "", "affects"),
        "up": {"bad": "causes", "measure": "affects", "good": "enables"}.get(
            meaning or "", "causes" if worried else "enables"
        ),
        "appear": "enables" if meaning == "good" and not worried else "causes",
        "hinder": "hinders",
        "worsen": {"bad": "causes"}.get(meaning or "", "hinders"),
        "hinder_negated": "hinders",
        "unnecessary": "makesUnnecessary",
        "sway": "affects",
    }
    return by_meaning.get(kind, "enables")


def _likeliest(
    place: int,
    predicate: Predicate,
    theme: Argument,
    effect: Concept,
    sentence: Clauses,
    names: Names,
    context: Context,
) -> list[tuple[Concept, str, float]]:
    """Return the likeliest cause of an effect, with what stands side by side with it."""
    for argument, concept, rule, weight in causes(place, predicate, theme, sentence, names, context):
        if concept.label == effect.label or effect.label.startswith(concept.label + "の"):
            continue
        beside = (
            [other for other in names.group(argument) if other != concept]
            if argument is not None and argument.beside
            else []
        )
        return [(subject, rule, weight) for subject in (concept, *beside)]
    return []


def _on_clause(
    place: int, predicate: Predicate, kind: str | None, sentence: Clauses, names: Names, context: Context
) -> Iterator[Stated]:
    """Yield what a condition leads to where the effect is no noun but the clause itself."""
    if predicate.form in _LEADING_ON:
        return
    behind = context.text[predicate.end : predicate.end + 16]
    worry = bool(_WORRY.match(behind)) or "かねな" in context.text[predicate.start : predicate.end]
    able = (
        "えるよう" in behind
        or bool(_ABLE.match(behind))
        or (predicate.head is not None and predicate.head.label in _CHANCE)
    )
    if not (worry or able or kind in {"hinder_negated", "hinder"}):
        return
    event = names.event(predicate)
    if event is None:
        return
    by = [one for one in clause_before(place, predicate.start, sentence, names) if one[2] == "cause"] if able else []
    spoken = (
        concept
        for argument in sentence.topics
        if argument.end <= predicate.start
        and argument not in predicate.arguments[-1:]
        and (concept := thing(argument, names))
    )
    concept = by[0][1] if by else next(spoken, None)
    if concept is not None and concept.label not in event.label:
        rule = "event:cause" if by else "event:topic"
        yield Stated(concept, "enables" if able and not worry else "causes", event, rule, 0.4)
