"""What an opinion may take a side on: each thing named in it, with what the text shows of it."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from graph.annotating.clauses import last_clause, role_of
from graph.annotating.phrases import Clauses
from graph.annotating.protocol import Workpiece
from graph.annotating.readings import outer_mentions_of, reading
from graph.annotating.targets import AGENTS, taken, target_of
from graph.annotating.weights import Model
from graph.model import Concept, Position, Sentence

_SILENT = frozenset({"question", "answer", "statement"})
"""Acts of sentences that take no side."""
_STEPS = (1, 2, 3, 5, 9, 16, 28, 50, 90)
_LEAST = -9.0


class Shown(NamedTuple):
    """What the text shows of a thing that an opinion names; numbers are steps, not counts, where they grow long."""

    always: str
    opinion: str
    """The act of the opinion."""
    act_last: str
    """The act of the sentence, and whether the thing stands in its last clause."""
    particle: str
    type: str
    method: str
    """How the term was found."""
    distance: int
    """Of the term from the end of the sentence."""
    length: int
    tail: str
    """The last two characters of the label."""
    beside: str
    """The two characters behind the term."""
    after: str
    """The four characters behind the term."""
    predicate: str
    """The word that governs the term."""
    form: str
    """How that predicate goes on."""
    mark: str
    """The particle by which it governs the term."""
    act_form: str
    """The act of the sentence, the form and the mark."""
    said: int
    """How much the sentence's last predicates speak for the term."""
    rule: str
    """The polarity that the rules found."""
    by: str
    """The rule that found it."""


POSITIONS = Model("positions.tsv", Shown)
"""What judges where a side is taken."""


class Candidate(NamedTuple):
    """A thing named in a sentence: the concept that a position on it is on, what is shown of it, and the position that the rules found on it."""

    target: Concept
    sentence: Sentence
    shown: Shown
    ruled: Position | None


def candidates(piece: Workpiece) -> Iterator[Candidate]:
    """Yield the things named in the sentences of an opinion that can take sides; the opinion has the positions that the rules found."""
    ruled = {position.target.label: position for position in piece.finding.positions}
    for sentence in piece.finding.sentences:
        act = sentence.act
        mentions = outer_mentions_of(piece, sentence) if act not in _SILENT else []
        if not mentions:
            continue
        places = piece.words.within(sentence.start, sentence.end)
        read = reading(piece, sentence)
        said = taken(read, piece.text, act)
        governed = _governed(read)
        clause = last_clause(piece.words, places)
        for mention in mentions:
            target = target_of(mention, piece)
            rule = ruled.get(target.label)
            if rule is None and target.type in AGENTS:
                continue
            role = role_of(mention, piece.words, places, clause, sentence.end)
            predicate, form, mark = governed.get(mention.start, ("", "", ""))
            shown = Shown(
                always="",
                opinion=piece.finding.act or "",
                act_last=f"{act} {role.last_clause}",
                particle=role.particle,
                type=target.type,
                method=mention.method,
                distance=bisect_right(_STEPS, role.distance),
                length=bisect_right(_STEPS, len(target.label)),
                tail=target.label[-2:],
                beside=piece.text[mention.end : mention.end + 2],
                after=piece.text[mention.end : mention.end + 4],
                predicate=predicate,
                form=form,
                mark=mark,
                act_form=f"{act} {form} {mark}",
                said=round(max(said.get(mention.start, 0.0), _LEAST)),
                rule=rule.polarity if rule else "",
                by=rule.rule if rule else "",
            )
            yield Candidate(target, sentence, shown, rule)


def _governed(read: Clauses) -> dict[int, tuple[str, str, str]]:
    """Return for each argument, by its start, its predicate, how that goes on, and the particle."""
    return {
        argument.start: (predicate.word, predicate.form, argument.mark)
        for predicate in read.predicates
        for argument in predicate.arguments
    }
