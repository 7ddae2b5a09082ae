"""The properties of entities that others' tables are compared with and extended by."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.analysis.asking import ask
from graph.analysis.matching import CONCEPT, MEETING, ORGANISATION, PERSON, Entities, Entity, entities
from graph.analysis.thesaurus import Thesaurus, thesaurus
from graph.analysis.views import View
from graph.iris import PREFIXES
from graph.store.interface import Iri, Row

_NUMBERS = (PREFIXES["xsd"] + "integer", PREFIXES["xsd"] + "int")


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its id, names, the types of entities that have it, and the type of the entities that are its values."""

    id: str
    name: str
    english: str
    types: tuple[str, ...]
    leads_to: str | None = None


PROPERTIES = {
    each.id: each
    for each in (
        Property("skos:prefLabel", "名称", "preferred label", (CONCEPT, ORGANISATION)),
        Property("skos:altLabel", "別名", "other label", (CONCEPT, ORGANISATION)),
        Property("skos:broader", "上位の概念", "broader concept", (CONCEPT,), CONCEPT),
        Property("skos:narrower", "下位の概念", "narrower concept", (CONCEPT,), CONCEPT),
        Property("skos:related", "関連する概念", "related concept", (CONCEPT,), CONCEPT),
        Property("skos:inScheme", "語彙", "vocabulary", (CONCEPT,)),
        Property("ronten:conceptType", "概念の種類", "type of concept", (CONCEPT,)),
        Property("opinions", "意見の数", "number of opinions", (CONCEPT,)),
        Property("foaf:name", "氏名", "name", (PERSON,)),
        Property("ronten:affiliation", "所属", "affiliation", (PERSON,)),
        Property("ronten:jobTitle", "役職", "job title", (PERSON,)),
        Property("ronten:group", "出席者の区分", "group of attendees", (PERSON,)),
        Property("dcterms:title", "会議名", "title", (MEETING,)),
        Property("dcterms:date", "開催日", "date", (MEETING,)),
        Property("ronten:series", "会議体", "series of meetings", (MEETING,)),
        Property("ronten:number", "回", "number in its series", (MEETING,)),
        Property("schema:location", "場所", "place", (MEETING,)),
    )
}
"""All properties by their ids."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property: its text, the entity's id where it is one, and whether it is a whole number or a date."""

    text: str
    id: str | None = None
    kind: str = "text"


Values = dict[tuple[str, str], list[Value]]


def values(view: View, things: Sequence[Entity], properties: Sequence[str]) -> Values:
    """Return the values of known properties by entity's and property's ids. Raises QueryError, StoreError."""
    made: Values = defaultdict(list)
    asked = [name for name in properties if name in PROPERTIES]
    known = thesaurus(view)
    others = [thing for thing in things if thing.types[0] != CONCEPT]
    for thing in things:
        if thing.types[0] == CONCEPT:
            for name in asked:
                made[thing.id, name] = _of_concept(view, known, thing, name)
    stored = [name for name in asked if ":" in name]
    if others and stored:
        _from_graph(view, made, others, stored)
    return made


def _of_concept(view: View, known: Thesaurus, thing: Entity, name: str) -> list[Value]:
    if name in {"skos:broader", "skos:narrower", "skos:related"}:
        found = [entities(view).by_iri.get(iri) for iri in getattr(known, name[5:])(thing.iri)]
        return [Value(each.name, each.id) for each in found if each is not None]
    if name in {"skos:prefLabel", "skos:altLabel"}:
        return [Value(label.text) for label in known.labels.get(thing.iri, ()) if label.kind == name[5:]]
    if name == "skos:inScheme":
        vocabulary = known.vocabularies.get(known.vocabulary_of(thing.iri) or "")
        return [Value(vocabulary.title("ja"))] if vocabulary else []
    if name == "ronten:conceptType":
        return [Value(kind.partition(":")[2]) for kind in thing.types[1:]]
    return [Value(str(thing.weight), kind="int")] if name == "opinions" else []


def _from_graph(view: View, made: Values, things: Sequence[Entity], names: Sequence[str]) -> None:
    by_iri, by_property = {thing.iri: thing for thing in things}, {expanded(name): name for name in names}
    rows = ask(
        view.reader,
        "reconcile-values",
        things=[Iri(iri) for iri in by_iri],
        properties=[Iri(iri) for iri in by_property],
    )
    known = entities(view)
    for row in sorted(rows, key=lambda row: sorted(row.items())):
        thing, name = by_iri[row["thing"]], by_property[row["property"]]
        value = _value(known, row)
        if value.text not in [each.text for each in made[thing.id, name]]:
            made[thing.id, name].append(value)


def _value(known: Entities, row: Row) -> Value:
    if row.get("named") == "true":
        entity = known.by_iri.get(row["value"])
        return Value(row.get("label") or row["value"], entity.id if entity else None)
    datatype = row.get("datatype", "")
    if datatype in _NUMBERS:
        return Value(row["value"], kind="int")
    return Value(row["value"], kind="date" if datatype == f"{PREFIXES['xsd']}date" else "text")


def having(view: View, name: str, texts: Sequence[str]) -> list[Entity]:
    """Return the entities of which a property has one of some values. Raises QueryError, StoreError."""
    known = entities(view)
    if name not in PROPERTIES or not texts or ":" not in name:
        return []
    written = [text for each in texts for text in (each, f"{view.addresses.base}id/{each}")]
    rows = ask(view.reader, "reconcile-having", property=Iri(expanded(name)), texts=written)
    return [known.by_iri[row["thing"]] for row in rows if row.get("thing") in known.by_iri]


def expanded(name: str) -> str:
    """Return the address that a short name stands for."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local
