"""What each opinion of a document speaks of, objects to and takes sides on: what two opinions are compared by."""

from typing import NamedTuple

from graph.annotating.protocol import Workpiece
from graph.model import Concept

_GENERIC = frozenset({"actor", "organisation", "place", "person"})
_OBJECTING = frozenset({"concern", "opposition"})
_LEAST = 3  # characters of a label that stands for a longer one


class Voice(NamedTuple):
    """One opinion with the keys of all concepts that it names, of those that it is about, of those that it objects to, and of what it takes sides on."""

    piece: Workpiece
    named: set[str]
    said: set[str]
    worried: set[str]
    sides: dict[str, set[str]]
    """What it is for, against and mixed about."""
    labels: dict[str, str]
    """The keys' labels."""

    def alike(self, keys: set[str], other: "Voice", others: set[str]) -> bool:
        """Say whether some concept is meant on both sides: the same, or one whose label ends or begins with the other's (AI配車, AI配車システム)."""
        return bool(keys & others) or any(
            _shortened(self.labels[one], other.labels[two]) for one in keys for two in others
        )


def _shortened(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST and (long.endswith(short) or long.startswith(short))


def voice_of(piece: Workpiece) -> Voice:
    """Return what an opinion speaks of; its mentions, acts and positions are known."""
    mentions = piece.finding.mentions
    objecting = [each for each in piece.finding.sentences if each.act in _OBJECTING]
    said: set[str] = set()
    worried: set[str] = set()
    labels: dict[str, str] = {}
    for mention in mentions:
        key = key_of(mention.concept)
        labels[key] = mention.concept.label
        if mention.concept.type not in _GENERIC:
            said.add(key)
            if any(sentence.start <= mention.start < sentence.end for sentence in objecting):
                worried.add(key)
    sides: dict[str, set[str]] = {"for": set(), "against": set(), "mixed": set()}
    for position in piece.finding.positions:
        key = key_of(position.target)
        labels[key] = position.target.label
        sides[position.polarity].add(key)
    return Voice(piece, {key_of(mention.concept) for mention in mentions}, said, worried, sides, labels)


def key_of(concept: Concept) -> str:
    """Return what tells a concept from others in a document."""
    return concept.iri or concept.label
