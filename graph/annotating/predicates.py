"""Reads a sentence as predicates with their arguments: particles, relative clauses, conditions and reasons, without a parser's tree."""

from collections.abc import Sequence

from graph.annotating.chunks import MANNER, Chunker
from graph.annotating.morphology import Words
from graph.annotating.particles import LISTING
from graph.annotating.phrases import Argument, Clauses, Predicate
from graph.model import Mention

_JOINING = LISTING | {"や", "及び", "並びに", "又は", "または", "若しくは", "・", "、"}
_ENDING_PAIRS = {"とで": "で", "とが": "が", "とを": "を", "とに": "に", "との": "の", "とは": "は", "とも": "も"}
_TOPICAL = frozenset("は には では については".split())
_SPANNING = frozenset("は には については".split())
"""Particles of phrases that reach over relative clauses."""
_PASSING = _SPANNING | {"の"}
_BEARERS = frozenset({"actor", "place", "organisation"})


def clauses(text: str, words: Words, places: range, mentions: Sequence[Mention]) -> Clauses:
    """Return the predicates and noun phrases of a sentence; its words stand at `places`, `mentions` are its outermost mentions."""
    phrases = Chunker(text, words, places, mentions).phrases()
    _coordinate(phrases)
    return _attach(phrases)


def _coordinate(phrases: list[Argument | Predicate]) -> None:
    """Join what stands side by side: each member of XやY、Z knows the others and takes the last one's particle."""
    group: list[Argument] = []
    for place, phrase in enumerate(phrases):
        if isinstance(phrase, Predicate):
            if not (group and phrase.form == "adnominal"):
                group = []
            continue
        if group and phrase.mark == "の":
            continue
        group.append(phrase)
        if phrase.mark in _JOINING or (phrase.mark == "と" and (not phrase.comma or _goes_on(phrases[place + 1 :]))):
            continue
        if len(group) > 1:
            mark = _single(phrase.mark)
            for member in group:
                member.mark = mark
                member.beside = [other for other in group if other is not member]
        group = []


def _goes_on(phrases: Sequence[Argument | Predicate]) -> bool:
    """Whether an enumeration with と ends in a second と: AとBとがある."""
    return any(isinstance(phrase, Argument) and phrase.mark in _ENDING_PAIRS for phrase in phrases[:6])


def _single(mark: str) -> str:
    """Return the particle behind an enumeration without the と of its last member: XとYとで."""
    return _ENDING_PAIRS.get(mark, mark)


def _attach(phrases: list[Argument | Predicate]) -> Clauses:
    """Give each predicate its arguments: a particle's phrase goes to the next predicate, one set off by a comma past relative clauses, a topic to the end."""
    made = Clauses()
    waiting: list[Argument] = []
    for index, phrase in enumerate(phrases):
        if isinstance(phrase, Argument):
            made.arguments.append(phrase)
            waiting.append(phrase)
            if phrase.mark in _TOPICAL:
                made.topics.append(phrase)
            continue
        made.predicates.append(phrase)
        if phrase.own is not None:
            made.arguments.append(phrase.own)
        if phrase.form == "adnominal":
            following = next((other for other in phrases[index + 1 :] if isinstance(other, Argument)), None)
            phrase.head = _head(following, phrases, index)
            taken = [argument for argument in waiting if not (argument.comma or argument.mark in _PASSING)]
            waiting = [argument for argument in waiting if argument.comma or argument.mark in _SPANNING]
            phrase.arguments = taken
        elif phrase.word in MANNER and phrase.form == "chained":
            continue
        else:
            phrase.arguments = waiting
            waiting = [argument for argument in waiting if argument.mark == "は"] if phrase.form != "final" else []
    made.marks = {argument.mark for argument in made.arguments}
    made.forms = {predicate.form for predicate in made.predicates}
    return made


def _head(following: Argument | None, phrases: list[Argument | Predicate], index: int) -> Argument | None:
    """Return the noun that a relative clause modifies: of データを使った民間のアプリ the last one."""
    while (
        following is not None
        and following.mark == "の"
        and (following.mention is None or following.mention.concept.type in _BEARERS)
    ):
        place = phrases.index(following, index)
        after = phrases[place + 1] if place + 1 < len(phrases) else None
        if not isinstance(after, Argument):
            return following
        following = after
    return following
