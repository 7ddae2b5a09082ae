"""Which opinions speak of which concepts, gathered around a middle, and which of these concepts and pairs matter most."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from graph.analysis.asking import ask
from graph.analysis.catalogue import Catalogue
from graph.figures.measures import association
from graph.store.interface import Iri, Reader

OPINIONS = 1000
"""How many opinions a neighbourhood is gathered from at most."""
DEGREE = 4
"""How many of its strongest edges each node may claim beside those to the middle."""

Pair = tuple[str, str]


@dataclass(slots=True)
class Neighbourhood:
    """What was gathered; `places` are topics, or meetings where an opinion stands under none."""

    opinions: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    concepts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    places: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    opinions_at: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    meeting_of: dict[str, str] = field(default_factory=dict)

    def shared(self, one: str, other: str) -> frozenset[str]:
        """Return the opinions that speak of both concepts."""
        return frozenset(self.opinions[one] & self.opinions[other])


def gather(reader: Reader, centres: Sequence[Iri] | None, meeting: Iri | None) -> Neighbourhood:
    """Return what opinions on some concepts, of a meeting, or any opinions speak of. Raises QueryError, StoreError."""
    near = Neighbourhood()
    meetings = [meeting] if meeting else None
    for row in ask(reader, "network-mentions", concepts=centres, meetings=meetings, limit=OPINIONS):
        opinion, concept, at = row["opinion"], row["concept"], row["meeting"]
        topic = row.get("topic")
        near.opinions[concept].add(opinion)
        near.concepts[opinion].add(concept)
        near.places[concept][topic or at].add(opinion)
        near.opinions_at[at].add(opinion)
        if topic:
            near.opinions_at[topic].add(opinion)
            near.meeting_of[topic] = at
    return near


def choose_concepts(near: Neighbourhood, catalogue: Catalogue, centres: Sequence[str], limit: int) -> list[str]:
    """Return the concepts to draw: the middle, then those most tellingly related to it, or else the most spoken of."""
    if not centres:
        ranked = sorted(near.opinions, key=lambda concept: (-len(near.opinions[concept]), concept))
        return ranked[:limit]
    middle = set().union(*(near.opinions.get(centre, set()) for centre in centres))
    met = {concept: len(opinions & middle) for concept, opinions in near.opinions.items() if concept not in centres}
    spoken = np.array([catalogue.get(concept).opinions for concept in met])
    measured = association(np.array(list(met.values())), len(middle), spoken, catalogue.total)
    scores = dict(zip(met, measured.tolist(), strict=True))
    ranked = sorted(scores, key=lambda concept: (-scores[concept], -len(near.opinions[concept]), concept))
    return [*centres, *ranked][:limit]


def choose_pairs(near: Neighbourhood, concepts: Collection[str], centres: Collection[str]) -> list[Pair]:
    """Return the pairs of concepts to join: all with the middle, and of the others each one's strongest."""
    drawn = set(concepts)
    counted: Counter[Pair] = Counter()
    for spoken in near.concepts.values():
        counted.update(combinations(sorted(spoken & drawn), 2))
    claims: Counter[str] = Counter()
    chosen = []
    for pair, _ in sorted(counted.items(), key=lambda each: (-each[1], each[0])):
        if pair[0] in centres or pair[1] in centres:
            chosen.append(pair)
        elif min(claims[pair[0]], claims[pair[1]]) < DEGREE:
            claims.update(pair)
            chosen.append(pair)
    return chosen
