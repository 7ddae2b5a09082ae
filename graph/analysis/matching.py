"""Matches names of others' tables with concepts, people, organisations and meetings: by labels that are equal, or nearly."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.analysis.asking import ask
from graph.analysis.views import View
from graph.iris import search_key

CONCEPT, PERSON, ORGANISATION, MEETING = "skos:Concept", "foaf:Person", "org:Organization", "ronten:Meeting"
_TRIED = 400
"""How many labels that share most pairs of letters with a name are looked at closely."""
_LEAST = 25.0
"""The score below which nothing is offered."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that names are matched with; `types` are short names, the class first; `weight` puts equals in order."""

    iri: str
    id: str
    name: str
    types: tuple[str, ...]
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity and how well its name fits, from 0 to 100; 100 is the same name."""

    entity: Entity
    score: float


Accepting = Callable[[Entity], bool]


class Entities:
    """All entities of one state by their names; a name among 100,000 labels is matched in some milliseconds."""

    def __init__(self, view: View) -> None:
        """Read all there are. Raises QueryError, StoreError."""
        self.by_id: dict[str, Entity] = {}
        self.by_iri: dict[str, Entity] = {}
        self._keys: list[tuple[str, Entity]] = []
        self._exact: dict[str, list[Entity]] = defaultdict(list)
        self._pairs: dict[str, list[int]] = defaultdict(list)
        self._base = f"{view.addresses.base}id/"
        labels = view.catalogue.labels_of_all()
        for entry in view.catalogue.all():
            types = (CONCEPT, *((f"ronten:{entry.type}",) if entry.type else ()))
            entity = Entity(entry.iri, self._id(entry.iri), entry.label, types, entry.opinions)
            self._add(entity, labels.get(entry.iri, ()))
        for name, type_, variable, label in (
            ("people", PERSON, "person", "name"),
            ("organisations", ORGANISATION, "organisation", "name"),
            ("meetings-names", MEETING, "meeting", "title"),
        ):
            self._add_all(type_, [(row[variable], row[label]) for row in ask(view.reader, name) if variable in row])

    def _id(self, iri: str) -> str:
        """Return the id of an entity: what follows `{base}id/`, or the whole address of one that is not ours."""
        return iri.removeprefix(self._base)

    def _add_all(self, type_: str, names: Iterable[tuple[str, str]]) -> None:
        gathered: dict[str, list[str]] = defaultdict(list)
        for iri, name in names:
            gathered[iri].append(name)
        for iri, found in gathered.items():
            self._add(Entity(iri, self._id(iri), min(found), (type_,)), found)

    def _add(self, entity: Entity, labels: Iterable[str]) -> None:
        self.by_id[entity.id] = self.by_iri[entity.iri] = entity
        for key in dict.fromkeys(search_key(label) for label in (entity.name, *labels)):
            for pair in set(_pairs(key)):
                self._pairs[pair].append(len(self._keys))
            self._keys.append((key, entity))
            self._exact[key].append(entity)

    def get(self, id_: str) -> Entity | None:
        """Return the entity that an id or an address names, None where there is none."""
        return self.by_id.get(id_) or self.by_iri.get(id_)

    def match(self, name: str, accepts: Accepting, limit: int) -> list[Candidate]:
        """Return the entities whose names fit best, the best first."""
        key = search_key(name)
        scores = {entity.id: 100.0 for entity in self._exact.get(key, ()) if accepts(entity)}
        wanted = Counter(_pairs(key))
        shared: Counter[int] = Counter()
        for pair in wanted:
            shared.update(self._pairs.get(pair, ()))
        for number, _ in shared.most_common(_TRIED):
            label, entity = self._keys[number]
            if accepts(entity):
                score = round(min(99.0, 100 * _alike(wanted, Counter(_pairs(label)))), 1)
                scores[entity.id] = max(scores.get(entity.id, 0.0), score)
        found = [Candidate(self.by_id[id_], score) for id_, score in scores.items() if score >= _LEAST]
        return sorted(found, key=lambda each: (-each.score, -each.entity.weight, each.entity.id))[:limit]

    def beginning(self, text: str, limit: int, offset: int = 0) -> list[Entity]:
        """Return the entities with a name that is the text, begins with it or holds it, in this order."""
        wanted = search_key(text)
        best: dict[str, tuple[int, Entity]] = {}
        for key, entity in self._keys if wanted else ():
            if wanted in key:
                rank = 0 if key == wanted else 1 if key.startswith(wanted) else 2
                best[entity.id] = min(best.get(entity.id, (3, entity)), (rank, entity), key=lambda each: each[0])
        ordered = sorted(best.values(), key=lambda each: (each[0], -each[1].weight, each[1].name, each[1].id))
        return [entity for _, entity in ordered[offset : offset + limit]]


def _pairs(key: str) -> list[str]:
    """Return the pairs of neighbouring letters, with marks for beginning and end."""
    padded = f"\x02{key}\x03"
    return [padded[at : at + 2] for at in range(len(padded) - 1)]


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """Return how alike two names are, from 0 to 1 (Dice's coefficient)."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def entities(view: View) -> Entities:
    """Return the entities of a view's state. Raises QueryError, StoreError."""
    return view.kept("entities", lambda: Entities(view))
