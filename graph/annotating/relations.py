"""Finds relations between concepts that an opinion states."""

from collections.abc import Iterable

from graph.annotating.causation import effects
from graph.annotating.causes import Context, Stated
from graph.annotating.holdings import holdings
from graph.annotating.naming import AGENTS, Names
from graph.annotating.needs import needs
from graph.annotating.phrases import Clauses
from graph.annotating.protocol import Work, Workpiece
from graph.annotating.readings import mentions_of, outer_mentions_of, reading
from graph.annotating.roles import roles
from graph.annotating.setphrases import phrases
from graph.model import Concept, Relation, Sentence

_LEAST = 0.3
"""Relations less sure than this are not stated."""


_TAKING_UP = ("この", "これ", "その", "それ", "同", "こう", "そう")
"""How a sentence opens that goes on about the topic of the one before."""


class Relations:
    """The annotator that finds relations between concepts."""

    name = "relations"
    version = "2"

    def annotate(self, work: Work) -> None:
        """Add to each opinion the relations that its sentences state."""
        for piece in work.opinions:
            found: list[Relation] = []
            topic: Concept | None = None
            for sentence in piece.finding.sentences:
                more, topic = _of_sentence(piece, sentence, topic)
                found += more
            piece.finding.relations = _best(found)


def _of_sentence(piece: Workpiece, sentence: Sentence, topic: Concept | None) -> tuple[list[Relation], Concept | None]:
    """Return the relations of a sentence, and what it hands on as the topic of the next."""
    mentions = outer_mentions_of(piece, sentence)
    if len(mentions) < 2:
        return [], topic
    read = reading(piece, sentence)
    inside = mentions_of(piece, sentence)
    names = Names(piece.text, read, inside, nested=len(inside) > len(mentions))
    context = Context(piece.text, topic, sentence.act == "concern", sentence.text.startswith(_TAKING_UP))
    found = [_placed(stated, start, end) for stated, start, end in phrases(piece.text, mentions, inside)]
    found += [
        _placed(stated, sentence.start, sentence.end)
        for stated in (
            *effects(read, names, context),
            *holdings(read, names, context),
            *needs(read, names, context),
            *roles(read, names, context),
        )
    ]
    return found, _topic(read, names) or topic


def _topic(read: Clauses, names: Names) -> Concept | None:
    return next(
        (concept for argument in read.topics if (concept := names.of(argument)) and concept.type not in AGENTS), None
    )


def _placed(stated: Stated, start: int, end: int) -> Relation:
    return Relation(stated.subject, stated.predicate, stated.object, start, end, stated.rule, stated.confidence)


def _best(relations: Iterable[Relation]) -> list[Relation]:
    """Keep for each pair of concepts the surest relation."""
    kept: dict[tuple[str, str], Relation] = {}
    for relation in sorted(relations, key=lambda relation: -relation.confidence):
        one, other = sorted((relation.subject.label, relation.object.label))
        if one != other and relation.confidence >= _LEAST:
            kept.setdefault((one, other), relation)
    return sorted(kept.values(), key=lambda relation: (relation.start, relation.end))
