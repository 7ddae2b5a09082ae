"""What opinions are for, against or mixed about: on one concept, and which concepts are disputed."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.analysis.addressing import local
from graph.analysis.asking import ask
from graph.analysis.catalogue import ConceptEntry
from graph.analysis.opinions import Opinion, opinions_about
from graph.analysis.views import Page, View
from graph.store.interface import Iri

POLARITIES = ("for", "against", "mixed")


@dataclass(frozen=True, slots=True)
class Stance:
    """An opinion that takes a position on a concept: for, against or mixed, and how sure the reading is, from 0 to 1."""

    polarity: str
    confidence: float
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class StancePlace:
    """A stance by the addresses of its opinion and meeting."""

    opinion: str
    meeting: str
    polarity: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Disputed:
    """A concept with how many opinions are for, against and mixed about it."""

    concept: ConceptEntry
    favour: int
    against: int
    mixed: int

    @property
    def total(self) -> int:
        """How many stances there are."""
        return self.favour + self.against + self.mixed

    @property
    def smaller(self) -> int:
        """How many stand on the smaller side: what makes a dispute of it."""
        return min(self.favour, self.against) + self.mixed


def stances(view: View, concept: Iri) -> list[StancePlace]:
    """Return all stances on a concept. Raises QueryError, StoreError."""

    def made() -> list[StancePlace]:
        rows = ask(view.reader, "concept-positions", concept=concept)
        return [
            StancePlace(row["opinion"], row["meeting"], local(row["polarity"]), float(row.get("confidence", 1)))
            for row in rows
        ]

    found: list[StancePlace] = view.kept(("stances", concept), made)
    return found


def find_stances(view: View, concept: Iri, polarity: str | None, limit: int, offset: int) -> Page[Stance]:
    """Return stances on a concept, of one polarity where one is given, the surest reading first. Raises QueryError, StoreError."""
    wanted = [each for each in stances(view, concept) if polarity in {None, each.polarity}]
    wanted.sort(key=lambda each: (POLARITIES.index(each.polarity), -each.confidence, each.opinion))
    return Page(len(wanted), _quoted(view, wanted[offset : offset + limit]))


def foremost(view: View, concept: Iri, each: int) -> dict[str, list[Stance]]:
    """Return the surest `each` stances of every polarity that there is, in the order for, against, mixed. Raises QueryError, StoreError."""
    chosen = [stance for polarity in POLARITIES for stance in _surest(stances(view, concept), polarity)[:each]]
    made: dict[str, list[Stance]] = defaultdict(list)
    for stance in _quoted(view, chosen):
        made[stance.polarity].append(stance)
    return dict(made)


def _surest(places: Sequence[StancePlace], polarity: str) -> list[StancePlace]:
    same = [place for place in places if place.polarity == polarity]
    return sorted(same, key=lambda place: (-place.confidence, place.opinion))


def _quoted(view: View, places: Sequence[StancePlace]) -> list[Stance]:
    about = opinions_about(view, (place.opinion for place in places))
    return [
        Stance(place.polarity, place.confidence, about[place.opinion]) for place in places if place.opinion in about
    ]


def disputed_concepts(view: View, limit: int, offset: int) -> Page[Disputed]:
    """Return concepts that some opinions are for and others against, or mixed about, the most disputed first. Raises QueryError, StoreError."""
    found: list[Disputed] = view.kept("disputed", lambda: _disputed(view))
    return Page(len(found), found[offset : offset + limit])


def _disputed(view: View) -> list[Disputed]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in ask(view.reader, "concepts-positions"):
        if "concept" in row:
            counts[row["concept"]][local(row["polarity"])] += int(row["opinions"])
    made = [
        Disputed(view.catalogue.get(iri), counted["for"], counted["against"], counted["mixed"])
        for iri, counted in counts.items()
    ]
    both = [each for each in made if each.smaller]
    return sorted(both, key=lambda each: (-each.smaller, -each.total, each.concept.label, each.concept.iri))
