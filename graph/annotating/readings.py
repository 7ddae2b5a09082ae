"""Stretches of an opinion: the mentions in them, and what they are read as, each once for all steps; mentions must have been found before."""

from bisect import bisect_left

from graph.annotating.clauses import outermost
from graph.annotating.phrases import Clauses
from graph.annotating.predicates import clauses
from graph.annotating.protocol import Workpiece
from graph.model import Mention, Sentence


def mentions_of(piece: Workpiece, stretch: Sentence | Mention) -> list[Mention]:
    """Return the mentions in a stretch of an opinion, nested ones among them."""
    mentions, starts = piece.finding.mentions, piece.mention_starts
    if len(starts) != len(mentions):
        starts = piece.mention_starts = [mention.start for mention in mentions]
    end = stretch.end
    inside = mentions[bisect_left(starts, stretch.start) : bisect_left(starts, end)]
    return [mention for mention in inside if mention.end <= end]


def outer_mentions_of(piece: Workpiece, stretch: Sentence) -> list[Mention]:
    """Return the mentions in a stretch of an opinion that lie in no other."""
    place = stretch.start, stretch.end
    found = piece.outer_mentions.get(place)
    if found is None:
        found = piece.outer_mentions[place] = outermost(mentions_of(piece, stretch))
    return found


def reading(piece: Workpiece, stretch: Sentence) -> Clauses:
    """Return the clauses of a sentence or of a part of one."""
    place = stretch.start, stretch.end
    found = piece.readings.get(place)
    if found is None:
        mentions = outer_mentions_of(piece, stretch)
        found = piece.readings[place] = clauses(piece.text, piece.words, piece.words.within(*place), mentions)
    return found
