"""What a noun of a role says: X is a cause of Y (離職の一因), an obstacle to it (集約の妨げ), a way to it, a part of it."""

from collections.abc import Iterator

from graph.annotating.causes import Context, Stated, key, thing
from graph.annotating.lexicons import word_list
from graph.annotating.naming import Names
from graph.annotating.phrases import Argument, Clauses, Predicate
from graph.model import Concept

_ROLES = {
    noun: relation
    for relation in ("causes", "hinders", "enables", "requires", "includes")
    for noun in word_list("roles", relation)
}
_TURNED = frozenset({"requires", "includes"})
"""Relations whose subject is what the role is for: of Yの前提 it is Y."""
_BEING = frozenset({"なる", "ある", "する", "なり得る", "いう", "言える", "なりうる", "成る"})
_COPULAS = frozenset({"と", "に", "で", "として", "とも", "でも", "にも", ""})


def roles(sentence: Clauses, names: Names, context: Context) -> Iterator[Stated]:
    """Yield what is a cause, an obstacle, a way or a part of what."""
    if not any(argument.noun in _ROLES for argument in sentence.arguments):
        return
    for place, predicate in enumerate(sentence.predicates):
        if predicate.negative:
            continue
        for argument in _played(predicate):
            of = names.owner(argument) or _explained(place, argument, sentence, names)
            by = _player(place, predicate, argument, sentence, names, context) if of is not None else None
            if of is None or by is None or of.label == by.label:
                continue
            relation = _ROLES[argument.noun]
            ends = (of, by) if relation in _TURNED else (by, of)
            yield Stated(ends[0], relation, ends[1], f"role:{relation}", 0.65)


def _played(predicate: Predicate) -> Iterator[Argument]:
    """Yield the nouns of a role that a predicate says something to be, and 原因は, of which it says where it lies."""
    if predicate.own is not None and predicate.own.noun in _ROLES:
        yield predicate.own
    if predicate.word in _BEING:
        for argument in predicate.arguments:
            if argument.noun in _ROLES and (argument.mark in _COPULAS or argument.mark == "は"):
                yield argument


def _player(
    place: int, predicate: Predicate, role: Argument, sentence: Clauses, names: Names, context: Context
) -> Concept | None:
    """Return what plays a role: the subject, what the clause modifies, what came about before, the topic."""
    marks = ("に", "で") if role.mark == "は" else ("を", "が", "も")
    concept = _subject(predicate.marked(*marks), role, names)
    if concept is not None or role.mark == "は":
        return concept
    if predicate.head is not None:
        return names.of(predicate.head)
    for earlier in reversed(sentence.predicates[max(place - 1, 0) : place]):
        if earlier.form in {"chained", "cause"} and earlier.marked("が") and (concept := key(earlier, names)[1]):
            return concept
    concept = _subject(predicate.marked("は"), role, names)
    if concept is not None:
        return concept
    for argument in reversed(sentence.topics):
        if argument.end <= role.start and (concept := thing(argument, names)):
            return concept
    return context.topic


def _subject(arguments: list[Argument], role: Argument, names: Names) -> Concept | None:
    """Return the first noun phrase that names something and is not the role itself."""
    for argument in arguments:
        if argument is not role:
            concept = thing(argument, names) or names.of(argument)
            if concept is not None:
                return concept
    return None


def _explained(place: int, role: Argument, sentence: Clauses, names: Names) -> Concept | None:
    """Return what a cleft sentence gives the cause of: 獣害が増えた|のは、耕作放棄地が原因である."""
    for earlier in sentence.predicates[:place] if _ROLES[role.noun] == "causes" else ():
        if earlier.form == "nominal" and names.text.startswith("のは", earlier.end):
            return key(earlier, names)[1]
    return None
