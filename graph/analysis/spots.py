"""Under which topics and in which meetings concepts are spoken of, and which of these places a network has room for."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from graph.figures import Figures
from graph.figures.evidence import given


class Seat(NamedTuple):
    """What is joined with a place (a concept, or a topic with its meeting), as what kind of place, and by which opinions."""

    one: str
    place: str
    kind: str
    opinions: list[str]


class Spots:
    """Where concepts are spoken of: for each the opinions (IRIs) by topic, or by meeting where an opinion stands under none."""

    def __init__(self) -> None:
        self._places: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._opinions_at: dict[str, set[str]] = defaultdict(set)
        self._meeting_of: dict[str, str] = {}

    def put(self, concepts: Collection[str], opinion: str, topic: str | None, meeting: str) -> None:
        """Note where an opinion on some concepts was given."""
        for concept in concepts:
            self._places[concept][topic or meeting].add(opinion)
        self._opinions_at[meeting].add(opinion)
        if topic:
            self._opinions_at[topic].add(opinion)
            self._meeting_of[topic] = meeting

    def kind(self, place: str) -> str:
        """Name what a place is."""
        return "topic" if place in self._meeting_of else "meeting"

    def seated(self, seats: int, centres: Collection[str], meeting: str | None) -> list[Seat]:
        """Join each concept with the place where it is most spoken of, those in the middle with all of theirs, and topics with their meetings.

        There are at most `seats` places, those with most opinions; `meeting` is one of them in any case.
        """
        joins = []
        chosen: Counter[str] = Counter()
        for concept, places in sorted(self._places.items()):  # whatever order a store answers in
            ranked = sorted(places.items(), key=lambda each: (-len(each[1]), each[0]))
            for spot, opinions in ranked if concept in centres else ranked[:1]:
                chosen[spot] += len(opinions)
                joins.append(Seat(concept, spot, self.kind(spot), sorted(opinions)))
        seated = self._filled(seats, chosen, meeting)
        joins = [join for join in joins if join.place in seated]
        topics = sorted(seated & set(self._meeting_of))
        return joins + [Seat(topic, self._meeting_of[topic], "meeting", sorted(self._opinions_at[topic])) for topic in topics]

    def _filled(self, seats: int, chosen: Mapping[str, int], meeting: str | None) -> set[str]:
        seated = {meeting} if meeting else set[str]()
        for spot, _ in sorted(chosen.items(), key=lambda each: (-each[1], each[0])):
            new = {spot, self._meeting_of.get(spot, spot)} - seated
            if len(seated) + len(new) <= seats:
                seated |= new
        return seated


def spots(figures: Figures, opinions: Mapping[str, list[str]]) -> Spots:
    """Return where concepts are spoken of, from some opinions (IRIs) on each. Raises QueryError."""
    concepts: dict[str, list[str]] = defaultdict(list)
    for concept, said in opinions.items():
        for opinion in said:
            concepts[opinion].append(concept)
    found = Spots()
    for where in given(figures, list(concepts)):
        found.put(concepts[where.opinion], where.opinion, where.topic, where.meeting)
    return found
