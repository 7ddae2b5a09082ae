"""Finds what an opinion is for or against: rules say what they see, learnt weights judge it beside all else that the text shows."""

from collections.abc import Iterator

from graph.annotating.candidates import POSITIONS, Candidate, candidates
from graph.annotating.disputes import settle
from graph.annotating.protocol import Work, Workpiece
from graph.annotating.sides import sides
from graph.annotating.weights import shipped
from graph.model import Position

_LEAST = 0.4
"""How likely a side must be taken before it is stated."""


class Positions:
    """The annotator that finds positions; an opinion whose words show none has none."""

    name = "positions"
    version = "2"

    def annotate(self, work: Work) -> None:
        """Add positions to each opinion, the surest on each target."""
        for piece, named in weighable(work):
            piece.finding.positions = _weighed(piece, named)


def weighable(work: Work) -> Iterator[tuple[Workpiece, list[Candidate]]]:
    """Give each opinion the positions that the rules find, and yield it with all that a side may be taken on."""
    pieces = [piece for piece in work.opinions if piece.finding.act != "answer"]
    for piece in pieces:
        piece.finding.positions = sides(piece)
    settle(work)
    for piece in pieces:
        yield piece, list(candidates(piece))


def _weighed(piece: Workpiece, named: list[Candidate]) -> list[Position]:
    """Return the likely positions, in the order of the text; what the rules found on a thing that no sentence names stays."""
    weights = shipped(POSITIONS)
    seen = {candidate.target.label for candidate in named}
    found = {position.target.label: position for position in piece.finding.positions if position.target.label not in seen}
    for candidate in named:
        none, *chances = weights.chances(candidate.shown)
        likely = 1.0 - none
        best = found.get(candidate.target.label)
        if likely >= _LEAST and (best is None or likely > best.confidence):
            polarity = candidate.ruled.polarity if candidate.ruled else weights.classes[chances.index(max(chances))]
            found[candidate.target.label] = _position(candidate, polarity, likely)
    return sorted(found.values(), key=lambda position: (position.start, position.end))


def _position(candidate: Candidate, polarity: str, likely: float) -> Position:
    """Return a position with the rule that saw it, where one did, and with the chance that it is one at all as its confidence."""
    ruled = candidate.ruled
    place = ruled or candidate.sentence
    return Position(candidate.target, polarity, place.start, place.end, ruled.rule if ruled else "weighed", round(likely, 2))
