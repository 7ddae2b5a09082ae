"""Stretches of an opinion read as clauses, each once for all steps."""

from graph.annotating.clauses import mentions_of, outermost
from graph.annotating.phrases import Clauses
from graph.annotating.predicates import clauses
from graph.annotating.protocol import Workpiece
from graph.model import Sentence


def reading(piece: Workpiece, stretch: Sentence) -> Clauses:
    """Return the clauses of a sentence or of a part of one; mentions must have been found before."""
    place = stretch.start, stretch.end
    found = piece.readings.get(place)
    if found is None:
        mentions = outermost(mentions_of(stretch, piece.finding.mentions))
        found = piece.readings[place] = clauses(piece.text, piece.words, piece.words.within(*place), mentions)
    return found
